"""Reads the page of adilet, whole, saved by a browser, or without its frame."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import lxml.html
from lxml.etree import ParserError
from lxml.html import HtmlElement

from bot.acts.importing.css_hiding import hide
from bot.acts.importing.decoding import decoded
from bot.acts.importing.errors import UnreadableActError
from bot.acts.importing.letters import fold, raised, tidy
from bot.acts.importing.lines import Frame, Line, Look, Source
from bot.acts.importing.markers import marker
from bot.acts.importing.notes import is_amendment, is_editors
from bot.acts.importing.tables import table_lines

_BLOCKS = frozenset(
    {"p", "div", "section", "article", "blockquote", "li", "ul", "ol", "hr", "center", "dd", "dt", "dl"}
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_DROPPED = frozenset(
    {"script", "style", "noscript", "button", "nav", "select", "form", "iframe", "svg", "head", "input"}
)
_SUFFIX = re.compile(r'\s*[-–|]\s*(ИПС\s*)?["«]?\s*(Әділет|Адилет)\s*["»]?(\s*АҚЖ)?\s*$', re.IGNORECASE)
_PAGE_EDGES = frozenset({"header", "footer"})
"""How LibreOffice names the head and the foot of a page, in the `title` of their division."""

_FOOTNOTES = re.compile(r"mso-element:\s*(?:foot|end)note-list")
_OTHER_LABELS = re.compile(r"list-style[\w-]*:[^;]*(none|alpha|latin|roman|greek|disc|circle|square)")
_STANDINGS = {"upd": "amended", "new": "in force", "yts": "repealed"}
_LANGUAGES = {"lang_kaz": "kk", "lang_rus": "ru"}


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    note: bool
    red: bool
    bold: bool


@dataclass(slots=True)
class _Walk:
    """One walk through the body; gathers inline pieces until a block or a break ends the line."""

    pieces: list[_Piece] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    heading: bool = False
    place: str = ""
    count: int = 0

    def end_line(self) -> None:
        text = tidy("".join(piece.text for piece in self.pieces))
        if text:
            self.lines.append(Line(self.at(), text, self._look(text)))
        self.pieces = []

    def at(self) -> str:
        return f"paragraph {self.count} ({self.place})" if self.place else f"paragraph {self.count}"

    def _look(self, text: str) -> Look:
        seen = [piece for piece in self.pieces if piece.text.strip()]
        if is_amendment(text) or seen[0].note:
            return Look.NOTE
        if seen[0].red or is_editors(text):
            return Look.EDITOR
        if self.heading:
            return Look.HEADING
        return Look.BOLD if all(piece.bold for piece in seen) else Look.PLAIN

    def visit(self, element: HtmlElement, style: _Piece) -> None:
        tag = element.tag
        if not isinstance(tag, str) or tag in _DROPPED or _is_unshown(element):
            return
        if anchor := element.get("id") or element.get("name"):
            self.place = anchor
        if tag == "table":
            self._table(element)
        elif tag == "br":
            self.end_line()
        elif tag == "ol":
            self._list(element, style)
        elif tag in _BLOCKS or tag in _HEADINGS:
            self._block(element, style)
        else:
            self._inside(element, _styled(element, style))

    def _block(self, element: HtmlElement, style: _Piece) -> None:
        self.end_line()
        self.count += 1
        self.place = element.get("id") or ""
        outer, self.heading = self.heading, element.tag in _HEADINGS
        begun = len(self.lines)
        self._inside(element, _styled(element, style))
        self.end_line()
        self.heading = outer
        if look := _look_of_all(element):
            self.lines[begun:] = [replace(line, look=look) for line in self.lines[begun:]]

    def _table(self, element: HtmlElement) -> None:
        self.end_line()
        self.count += 1
        italic = element.get("width") == "600" and element.find(".//i") is not None
        self.lines.extend(table_lines(rows_of(element), self.at(), italic=italic))

    def _list(self, element: HtmlElement, style: _Piece) -> None:
        """The items of a list, with the numbers that a browser puts before them; none where it shows no plain figures upwards."""
        self.end_line()
        inside = any(above.tag == "li" for above in element.iterancestors())
        number = _whole(element.get("start"), 1)
        in_figures = _counts_in_figures(element)
        for child in element:
            if child.tag != "li" or _is_unshown(child):
                self.visit(child, style)
                continue
            number = _whole(child.get("value"), number)
            label = f"{number}{')' if inside else '.'} "
            own = marker(tidy(_cell(child))) is not None
            label = label if in_figures and not own else ""
            self.pieces.append(_Piece(label, note=False, red=False, bold=True))
            self._inside(child, _styled(child, style))
            self.end_line()
            number += 1

    def _inside(self, element: HtmlElement, style: _Piece) -> None:
        self._say(element.text, style, raising=element.tag == "sup")
        for child in element:
            self.visit(child, style)
            self._say(child.tail, style)

    def _say(self, text: str | None, style: _Piece, *, raising: bool = False) -> None:
        if text:
            said = raised(text) if raising else text
            self.pieces.append(_Piece(said, style.note, style.red, style.bold))


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 5 else otherwise


def _counts_in_figures(ordered: HtmlElement) -> bool:
    if ordered.get("type") not in {None, "1"} or ordered.get("reversed") is not None:
        return False
    return _OTHER_LABELS.search((ordered.get("style") or "").lower()) is None


def _is_unshown(element: HtmlElement) -> bool:
    """Deleted under tracked changes, hidden, or Word's mark of a footnote: a reader does not read it as text."""
    style = (element.get("style") or "").lower().replace(" ", "")
    if element.tag == "del" or "display:none" in style or "mso-hide:all" in style:
        return True
    return element.tag == "a" and re.search(r"#_(ftn|edn)", element.get("href") or "") is not None


def _look_of_all(block: HtmlElement) -> Look | None:
    """How all lines of a block look that is no part of the text."""
    if _FOOTNOTES.search(block.get("style") or ""):
        return Look.FOOTNOTE
    is_edge = block.tag == "div" and block.get("title") in _PAGE_EDGES
    return Look.CHROME if is_edge else None


def _styled(element: HtmlElement, style: _Piece) -> _Piece:
    classes = (element.get("class") or "").split()
    colour = ((element.get("color") or "") + (element.get("style") or "")).lower().replace(" ", "")
    return _Piece(
        "",
        style.note or "note" in classes,
        style.red or "ff0000" in colour or "color:red" in colour or colour == "red",
        style.bold or element.tag in {"b", "strong"},
    )


def rows_of(table: HtmlElement) -> list[list[str]]:
    """The cells of a table row by row, tables inside it left to themselves."""
    rows = table.xpath("./tr|./tbody/tr|./thead/tr|./tfoot/tr")
    return [[_cell(cell) for cell in row.xpath("./td|./th")] for row in rows]


def _cell(cell: HtmlElement) -> str:
    return "".join(_cell_pieces(cell))


def _cell_pieces(element: HtmlElement) -> Iterator[str]:
    if not isinstance(element.tag, str) or element.tag in _DROPPED or _is_unshown(element):
        return
    if element.tag in {"br", "p", "div", "li", "tr"}:
        yield "\n"
    yield raised(element.text or "") if element.tag == "sup" else element.text or ""
    for child in element:
        yield from _cell_pieces(child)
        yield child.tail or ""
    if element.tag in {"td", "th"}:
        yield " "


def read_html(content: bytes, name: str) -> Source:
    """The lines of the page's body.

    Raises:
        UnreadableActError: the page holds no text of an act.
    """
    try:
        text = re.sub(r"^\s*<\?xml[^>]*\?>", "", decoded(content, name))
        # Pictures inside a saved page are longer than the parser otherwise lets a text be.
        page = lxml.html.fromstring(text, parser=lxml.html.HTMLParser(huge_tree=True))
    except (ParserError, ValueError) as error:
        raise UnreadableActError(name, "the file is not a page that can be read (HTML)") from error
    walk = _Walk()
    body = _body(page)
    hide(page, body)
    for element in (body, *_footnotes_beside(page, body)):
        walk.visit(element, _Piece("", note=False, red=False, bold=False))
        walk.end_line()
    if not walk.lines:
        raise UnreadableActError(name, "the page holds no text of an act (no <article>, no paragraphs)")
    return Source(_frame(page), tuple(walk.lines))


def _body(page: HtmlElement) -> HtmlElement:
    articles = page.xpath("//article")
    if articles:
        return max(articles, key=lambda article: len(article.text_content()))
    blocks = page.xpath("//div[contains(concat(' ', @class, ' '), ' text ')]") or _fullest(page)
    return blocks[0] if blocks else page


def _footnotes_beside(page: HtmlElement, body: HtmlElement) -> list[HtmlElement]:
    """The footnotes and endnotes of a page that Word saved, where they stand apart from its body."""
    found = [div for div in page.xpath("//div[@style]") if _FOOTNOTES.search(div.get("style"))]
    return [one for one in found if body not in one.iterancestors()]


def _fullest(page: HtmlElement) -> list[HtmlElement]:
    parents: dict[HtmlElement, int] = {}
    for paragraph in page.iter("p"):
        if (parent := paragraph.getparent()) is not None:
            indented = (paragraph.text or "").lstrip("\n").startswith("\u00a0" * 5)
            parents[parent] = parents.get(parent, 0) + (5 if indented else 1)
    return [max(parents, key=parents.__getitem__)] if parents else []


def _frame(page: HtmlElement) -> Frame:
    heads = page.xpath("//div[contains(concat(' ', @class, ' '), ' slogan ')]")
    head = heads[0] if heads else None
    named = _first(page, "//title")
    title = _first(head, ".//h1") or (_SUFFIX.sub("", named) if _SUFFIX.search(named) else _only(page, "h1"))
    return Frame(title, _first(head, "./p"), _standing(page), _language(page), {"title": named})


def _first(within: HtmlElement | None, path: str) -> str:
    found = within.xpath(path) if within is not None else []
    return tidy(found[0].text_content()) if found else ""


def _only(page: HtmlElement, tag: str) -> str:
    """What the only element of a tag says; "" where there are none or several."""
    found = list(page.iter(tag))
    return tidy(found[0].text_content()) if len(found) == 1 else ""


def _standing(page: HtmlElement) -> str:
    for classes in page.xpath(
        "//span[contains(@class, 'status_')]/@class | //div[contains(@class, 'text_')]/@class"
    ):
        for found in re.findall(r"(?:status|text)_(\w+)", classes):
            if found in _STANDINGS:
                return _STANDINGS[found]
    return ""


def _language(page: HtmlElement) -> str:
    classes = " ".join(page.xpath("//*[@id='container']/@class"))
    return next((code for mark, code in _LANGUAGES.items() if mark in classes), "")


def is_page(content: bytes) -> bool:
    """The first signs are those of HTML."""
    start = fold(content[:4000].decode("utf-8", "replace")).lstrip()
    return content.lstrip()[:1] == b"<" or "<!d" in start
