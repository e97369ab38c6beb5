"""Parts of a Word document that are web pages (altChunk): their visible text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from email import policy
from email.parser import BytesParser
from html.parser import HTMLParser

UNSEEN = frozenset(
    {"script", "style", "head", "title", "template", "noscript", "textarea", "select", "object", "svg"}
)
NOT_IN_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
BLOCKS = frozenset(
    {
        "p",
        "div",
        "br",
        "tr",
        "li",
        "ul",
        "ol",
        "table",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "section",
        "blockquote",
    }
)
CELLS = frozenset({"td", "th"})
ALONE = frozenset(
    {"br", "hr", "img", "input", "meta", "link", "col", "area", "base", "wbr", "source", "embed"}
)
ENDS = r"\s*(?:!\s*important)?\s*(?:;|$)"
NOUGHT = rf"(?:0{{1,20}}(?:\.0{{0,20}})?|\.0{{1,20}})(?:[a-z]{{1,4}}|%)?{ENDS}"
"""No length at all, in whatever unit."""
HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all"
    rf"|(?<![-\w])(?:opacity|height|width)\s*:\s*{NOUGHT}"
    rf"|font-size\s*:\s*(?:{NOUGHT}|(?:[01](?:\.\d*)?|\.\d+)(?:px\b|pt\b|%|{ENDS})|0?\.[01]\d*r?em\b)"
    r"|(?:left|top|text-indent)\s*:\s*-\d{4,}|clip\s*:\s*rect\(0",
    re.IGNORECASE,
)
WHITE_INK = re.compile(
    r"(?<![-\w])color\s*:\s*(?:white|#fff(?:fff)?|rgb\(255, ?255, ?255\))(?![\w])", re.IGNORECASE
)
GROUND = re.compile(r"background", re.IGNORECASE)
RULE = re.compile(r"([^{}]{1,500})\{([^{}]{0,2000})\}")
COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
MOST_RULES = 2_000


def _hides(look: str) -> bool:
    """Whether a style hides; white letters are seen where a ground is said."""
    return bool(HIDING.search(look)) or (bool(WHITE_INK.search(look)) and not GROUND.search(look))


class _Sheet:
    """The rules of the style sheets of a page that hide: for tags, classes and names."""

    def __init__(self, page: str) -> None:
        sheets = re.findall(r"<style\b[^>]*>(.*?)</style", page, re.IGNORECASE | re.DOTALL)
        rules = [found for sheet in sheets for found in RULE.findall(COMMENT.sub("", sheet))]
        self._hidden = {
            name.strip().lower()
            for selectors, look in rules[:MOST_RULES]
            if _hides(look)
            for name in selectors.split(",")
        }

    def hides(self, tag: str, said: Mapping[str, str | None]) -> bool:
        """Whether a rule for an element with such attributes hides it."""
        classes = (said.get("class") or "").lower().split()
        names = {tag, *(f".{name}" for name in classes), *(f"{tag}.{name}" for name in classes)}
        own = (said.get("id") or "").lower()
        return bool(self._hidden & (names | ({f"#{own}", f"{tag}#{own}"} if own else set())))


class _Reader(HTMLParser):
    def __init__(self, sheet: _Sheet) -> None:
        super().__init__(convert_charrefs=True)
        self._sheet = sheet
        self.lines: list[str] = [""]
        self.pictures = 0
        self.hides = False
        self._open: list[tuple[str, bool]] = []

    @property
    def _shows(self) -> bool:
        return not any(hides for _, hides in self._open)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag in BLOCKS:
            self._new_line()
        if tag in CELLS and self.lines[-1]:
            self.lines[-1] += "\t"
        self.pictures += tag == "img" and self._shows
        if tag not in ALONE:
            hides = tag in UNSEEN or "hidden" in said or _hides(said.get("style") or "")
            hides = hides or self._sheet.hides(tag, said) or (tag == "font" and _is_white(said.get("color")))
            self._open.append((tag, hides))

    def handle_endtag(self, tag: str) -> None:
        if any(tag == name for name, _ in self._open):
            while self._open.pop()[0] != tag:
                pass
        if tag in BLOCKS:
            self._new_line()

    def handle_data(self, data: str) -> None:
        if not self._shows:
            self.hides = self.hides or (bool(data.strip()) and self._open[-1][0] not in UNSEEN)
        else:
            text = re.sub(r"\s+", " ", NOT_IN_XML.sub("", data))
            self.lines[-1] += text.lstrip() if not self.lines[-1] or self.lines[-1].endswith("\t") else text

    def _new_line(self) -> None:
        if self.lines[-1].strip():
            self.lines.append("")


def _is_white(colour: str | None) -> bool:
    return (colour or "").strip().lower() in ("white", "#fff", "#ffffff")


@dataclass(frozen=True, slots=True)
class Seen:
    """The lines that a page shows, how many pictures it has, and whether it has words that it does not show."""

    lines: tuple[str, ...]
    pictures: int
    hides: bool


def visible_text(data: bytes) -> Seen:
    """What a web page, or one packed with its pictures (MHT), shows."""
    if re.match(rb"\s*(?:MIME-Version|From|Date|Subject|Content-Type)\s*:", data, re.IGNORECASE):
        message = BytesParser(policy=policy.default).parsebytes(data)
        page = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
        data = page.get_payload(decode=True) or b"" if page is not None else b""  # type: ignore[assignment]  # decoded payloads are bytes
    text = _decoded(data)
    reader = _Reader(_Sheet(text))
    reader.feed(text)
    reader.close()
    lines = tuple(line.strip() for line in reader.lines if line.strip())
    return Seen(lines, reader.pictures, reader.hides)


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    said = re.search(rb"charset\s*=\s*[\"']?([\w-]{2,20})", data[:2000])
    for name in (said[1].decode() if said else "utf-8", "utf-8", "cp1251"):
        try:
            return data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("cp1251", "replace")
