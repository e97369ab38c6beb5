"""What the style sheet inside a page hides: a browser does not show it, so a reader did not read it."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_MEDIA = re.compile(
    r"@(?!media[^{]*(?:screen|all))[\w-]+[^{;]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}|@media[^{]*\{", re.DOTALL
)
"""Rules for other media than a screen are left out whole; those for a screen hold as if they stood alone."""
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SELECTOR = re.compile(r"([a-z][a-z0-9]*)?(?:([.#])([\w-]+))?$", re.IGNORECASE)
_DISPLAY = re.compile(r"(?:^|;)\s*(display\s*:\s*\w+|visibility\s*:\s*\w+|mso-hide\s*:\s*\w+)")
_HIDING = frozenset({"display:none", "visibility:hidden", "mso-hide:all"})


def hide(page: HtmlElement, body: HtmlElement) -> None:
    """Hide, by a style of its own, each element that the page's style sheets hide by its tag, its class or its id.

    The body of the act, and what holds it, stays: a page that hides it shows it later, by a program.
    """
    around = {body, *body.iterancestors()}
    for selector, hidden in _last_word(page).items():
        if hidden:
            for element in _chosen(page, selector):
                if element not in around:
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
