"""Signs of picture fonts as letters that every font has: Wingdings, Symbol and their like."""

from collections.abc import Mapping

PRIVATE = range(0xF000, 0xF100)
"""Where Word puts the signs of such fonts."""


def _table(signs: str) -> Mapping[int, str]:
    """A table of signs from words of two hexadecimal digits and a letter."""
    return {int(word[:2], 16): word[2:] for word in signs.split()}


def _row(first: int, letters: str) -> Mapping[int, str]:
    return {first + place: letter for place, letter in enumerate(letters)}


SYMBOL: Mapping[int, str] = {
    **_row(0x41, "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ"),
    **_row(0x61, "αβχδεφγηιϕκλμνοπθρστυϖωξψζ"),
    **_table(
        "22∀ 24∃ 27∋ 2D− 40≅ 5C∴ 5E⊥ 7E∼ A2′ A3≤ A5∞ A7♣ A8♦ A9♥ AA♠ AB↔ AC← AD↑ AE→ AF↓ B0° B1± B2″ B3≥ B4× B6∂ "
        "B7• B8÷ B9≠ BA≡ BB≈ BC… C5⊕ C6∅ C7∩ C8∪ CE∈ CF∉ D0∠ D1∇ D2® D3© D4™ D5∏ D6√ D7⋅ D8¬ D9∧ DA∨ DB⇔ DC⇐ DE⇒ "
        "E5∑ F2∫"
    ),
}
WINGDINGS: Mapping[int, str] = {
    **_table(
        "21✏ 22✂ 28☎ 29✆ 2A✉ 36⌛ 3F✍ 41✌ 43👍 44👎 45☜ 46☞ 47☝ 48☟ 4A☺ 4C☹ 4E☠ 52☼ 54❄ 58✠ 59✡ 5A☪ 6C● 6D❍ "
        "6E■ 6F□ 71❑ 72❒ 74⬧ 75◆ 76❖ 78⌧ 7B❀ 7C✿ 9F• A1○ A4◉ A7▪ A8◻ AB★ B2✧ D8➢ DF← E0→ E1↑ E2↓ E8➔ EF⇦ F0⇨ "
        "F1⇧ F2⇩ FB✗ FC✓ FD☒ FE☑"
    ),
    **_row(0x80, "⓪①②③④⑤⑥⑦⑧⑨⑩"),
    **_row(0x8B, "⓿❶❷❸❹❺❻❼❽❾❿"),
}
FONTS: Mapping[str, Mapping[int, str]] = {
    "symbol": SYMBOL,
    "wingdings": WINGDINGS,
    "wingdings 2": _table("4F✗ 50✓ 51☒ 52☑ 53☒ 54☒ 97● A2■ A3□"),
    "wingdings 3": _table("66← 67→ 68↑ 69↓ 70▲ 71▼ 74◀ 75▶ 7D►"),
    "webdings": _table("33◀ 34▶ 35▲ 36▼ 61✓ 63□ 67■ 72✗"),
}
NO_LETTERS = (0xFFFE, 0xFFFF)
LOST = "▯"
"""Stands for a sign that has no letter."""


def sign(font: str, code: int) -> str:
    """The letter for a sign of a font; LOST where there is none."""
    signs = FONTS.get(font.lower())
    place = code & 0xFF if code in PRIVATE else code
    if signs is not None:
        plain = chr(place) if signs is SYMBOL and 32 <= place < 127 else LOST
        return signs.get(place, plain)
    if code in PRIVATE or not 32 <= code < 0x110000 or 0xD800 <= code < 0xE000 or code in NO_LETTERS:
        return LOST
    return chr(code)


def in_letters(font: str, text: str) -> str:
    """A text in which the signs of picture fonts stand as letters."""
    if font.lower() in FONTS:
        return "".join(letter if letter.isspace() else sign(font, ord(letter)) for letter in text)
    return "".join(sign("wingdings", ord(letter)) if ord(letter) in PRIVATE else letter for letter in text)
