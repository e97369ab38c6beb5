"""Telegram's HTML: text, entities in UTF-16 units, and refusals."""

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emulator.local_telegram.entities import to_html
from emulator.local_telegram.errors import ApiError
from emulator.local_telegram.markup import parse_html
from emulator.local_telegram.model import Entity, Formatted
from emulator.local_telegram.units import cut, units

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
TAGS = st.sampled_from(["b", "i", "u", "s", "code", "tg-spoiler", "blockquote", "blockquote expandable"])


@given(TEXTS)
def test_an_escaped_text_comes_back_as_it_was(text: str) -> None:
    assert parse_html(escape(text)) == Formatted(text)


@given(st.lists(st.tuples(TAGS, TEXTS.filter(bool)), max_size=6))
def test_each_entity_covers_the_text_of_its_tag(parts: list[tuple[str, str]]) -> None:
    html = "".join(f"<{tag}>{escape(text)}</{tag.split()[0]}>" for tag, text in parts)
    parsed = parse_html(html)
    assert [cut(parsed.text, one.offset, one.length) for one in parsed.entities] == [
        text for _, text in parts
    ]


@given(
    st.recursive(TEXTS.map(escape), lambda inner: st.tuples(TAGS, inner, inner).map(lambda t: _nested(*t)))
)
def test_what_is_shown_as_html_parses_to_the_same(html: str) -> None:
    parsed = parse_html(html)
    again = parse_html(to_html(parsed))
    assert again.text == parsed.text
    assert sorted(again.entities, key=repr) == sorted(parsed.entities, key=repr)


def _nested(tag: str, inside: str, after: str) -> str:
    return f"<{tag}>{inside}</{tag.split(maxsplit=1)[0]}>{after}"


@given(TEXTS)
def test_units_are_those_of_utf16(text: str) -> None:
    assert units(text) == len(text.encode("utf-16-le")) // 2


@pytest.mark.parametrize(
    ("html", "text", "entity"),
    [
        ("😀<b>бап</b>", "😀бап", Entity("bold", 2, 3)),
        ("<strong>x</strong>", "x", Entity("bold", 0, 1)),
        ("<ins>x</ins>", "x", Entity("underline", 0, 1)),
        ("<strike>x</strike>", "x", Entity("strikethrough", 0, 1)),
        ('<span class="tg-spoiler">x</span>', "x", Entity("spoiler", 0, 1)),
        ("<blockquote expandable>x</blockquote>", "x", Entity("expandable_blockquote", 0, 1)),
        (
            '<a href="https://a.kz/?a=1&amp;b=2">x</a>',
            "x",
            Entity("text_link", 0, 1, (("url", "https://a.kz/?a=1&b=2"),)),
        ),
        ("<a href='tg://user?id=5'>x</a>", "x", Entity("text_mention", 0, 1, (("user_id", 5),))),
        ('<pre><code class="language-py">x</code></pre>', "x", Entity("pre", 0, 1, (("language", "py"),))),
        (
            '<tg-emoji emoji-id="53">👍</tg-emoji>',
            "👍",
            Entity("custom_emoji", 0, 2, (("custom_emoji_id", "53"),)),
        ),
        (
            '<tg-time unix="1700000000" format="wDT">x</tg-time>',
            "x",
            Entity("date_time", 0, 1, (("unix_time", 1700000000), ("date_time_format", "wDT"))),
        ),
    ],
)
def test_each_tag_becomes_its_entity(html: str, text: str, entity: Entity) -> None:
    assert parse_html(html) == Formatted(text, (entity,))
    assert parse_html(to_html(parse_html(html))) == Formatted(text, (entity,))


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("ә<br>", 'Unsupported start tag "br" at byte offset 2'),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<a href=>x</a>", "Unclosed start tag at byte offset 0"),
        ('<span class="x">x</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<tg-emoji>x</tg-emoji>", "Invalid custom emoji identifier specified"),
    ],
)
def test_broken_markup_is_refused_in_telegrams_words(html: str, words: str) -> None:
    with pytest.raises(ApiError) as refused:
        parse_html(html)
    assert refused.value.code == 400
    assert refused.value.description == f"Bad Request: can't parse entities: {words}"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("&lt;&gt;&amp;&quot;", '<>&"'),
        ("&#1241;&#x4D9;", "әә"),
        ("a & b &nbsp; &unknown;", "a & b &nbsp; &unknown;"),
    ],
)
def test_only_telegrams_references_are_read(html: str, text: str) -> None:
    assert parse_html(html).text == text
