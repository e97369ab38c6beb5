"""What the style sheet inside a page hides: a browser does not show it, so a reader did not read it."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_MEDIA = re.compile(
    r"@(?!media\s+(?:only\s+)?(?:screen|all)\s*\{)[\w-]+[^{;]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}"
    r"|@media\s+(?:only\s+)?(?:screen|all)\s*\{"
)
"""Rules for other media than a screen, and for some screens only, are left out; those for every screen hold as if they stood alone."""
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SELECTOR = re.compile(r"([a-z][a-z0-9]*)?(?:([.#])([\w-]+))?$", re.IGNORECASE)
_LAST_NAME = re.compile(r"[.#][\w-]+(?=[^\s>+~.#]*$)")
_WITHIN = re.compile(r"[(\[][^()\[\]]*[)\]]")
_STATE = re.compile(r":(?:hover|focus|active|target|checked)")
_DISPLAY = re.compile(r"(?:^|;)\s*(display\s*:\s*\w+|visibility\s*:\s*\w+|mso-hide\s*:\s*\w+)")
_HIDING = frozenset({"display:none", "visibility:hidden", "mso-hide:all"})


def hide(page: HtmlElement, body: HtmlElement) -> None:
    """Hide, by a style of its own, each element that the page's style sheets hide by its tag, its class or its id.

    The body of the act, and what holds it, stays: a page that hides it shows it later, by a program. What another rule,
    or a style of its own, shows stays too: a line too many is seen, a line lost is not.
    """
    said = _last_word(page)
    shows = [_read_as(selector) for selector, hidden in said.items() if not hidden]
    kept = {body, *body.iterancestors()}
    kept.update(element for selector in shows for element in _chosen(page, selector))
    for selector, hidden in said.items():
        if hidden:
            for element in _chosen(page, selector):
                if element not in kept and "display" not in (element.get("style") or ""):
                    element.set("style", f"{element.get('style') or ''};display:none")


def _last_word(page: HtmlElement) -> dict[str, bool]:
    """For each selector whether the last rule that speaks of it hides."""
    said: dict[str, bool] = {}
    for sheet in page.iter("style"):
        text = _MEDIA.sub(" ", _COMMENT.sub(" ", sheet.text_content()))
        for chosen, rule in _RULE.findall(text):
            shown = [re.sub(r"\s", "", one.lower()) for one in _DISPLAY.findall(rule)]
            if shown:
                hides = not _HIDING.isdisjoint(shown)
                said.update({one.strip(): hides for one in chosen.split(",")})
    return said


def _read_as(selector: str) -> str:
    """The name of a class or an id that a showing selector ends with; a mere tag, or a state of the pointer, shows nothing."""
    found = None if _STATE.search(selector) else _LAST_NAME.search(_WITHIN.sub("", selector))
    return found[0] if found else ""


def _chosen(page: HtmlElement, selector: str) -> Iterator[HtmlElement]:
    found = _SELECTOR.match(selector)
    if found is None or not selector:
        return
    for element in page.iter(found[1].lower() if found[1] else "*"):
        if not isinstance(element.tag, str):
            continue
        if found[2] == "." and found[3] not in (element.get("class") or "").split():
            continue
        if found[2] == "#" and found[3] != element.get("id"):
            continue
        yield element
