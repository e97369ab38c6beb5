"""Who is written to or who writes, as somebody typed it: the post told from the name."""

import re
from dataclasses import dataclass

_CAPITAL = "А-ЯЁӘҒҚҢӨҰҮҺІ"
_WORD = rf"[{_CAPITAL}][\w-]+"
_INITIALS = rf"[{_CAPITAL}]\. ?(?:[{_CAPITAL}]\.)?"
_PATRONYMIC = rf"[{_CAPITAL}][\w-]*(?:вич|вна|[ұу]лы|[қк]ызы)"
_NAME = re.compile(
    rf"(?:{_WORD} {_INITIALS}|{_INITIALS} ?{_WORD}|(?:{_WORD} )?{_WORD} {_PATRONYMIC}|{_WORD} {_PATRONYMIC})$"
)
"""A name at the end of words without a comma: with initials or a patronymic, so that it is taken for nothing else."""

_NAME_ALONE = re.compile(rf"(?:{_WORD}|{_INITIALS})(?: ?(?:{_WORD}|{_INITIALS})){{0,3}}")


@dataclass(frozen=True, slots=True)
class Addressee:
    """A post and a name; either may be empty."""

    post: str
    name: str


def read_addressee(typed: str) -> Addressee:
    """«Руководитель Управления финансов, Ахметов Данияр Серікұлы»: the name stands last, behind a comma or clear without it."""
    words = " ".join(typed.split()).rstrip(" ,;")
    post, comma, name = words.rpartition(",")
    if comma and _NAME_ALONE.fullmatch(name.strip()):
        return Addressee(post.strip(), name.strip())
    if found := _NAME.search(words):
        return Addressee(words[: found.start()].strip(" ,"), found[0])
    return Addressee(words, "")
