"""The keyboard: what a text would be had the layout been the right one."""

_PLAIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
_SHIFTED = 'QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>~'
_MEANT = "йцукенгшщзхъфывапролджэячсмитьбюё"

# The Kazakh letters stand in the row of digits; a Russian or English layout writes these in their place.
_DIGITS = str.maketrans(dict(zip("234589" + "0-=", "әіңғүұ" + "қөһ", strict=True)))
_LETTERS = str.maketrans(_PLAIN + _SHIFTED, _MEANT * 2)


def as_cyrillic(typed: str) -> str:
    """What was typed blind while the keyboard was English."""
    return typed.translate(_LETTERS)


def as_kazakh(typed: str) -> str:
    """What was typed while the keyboard had digits where the Kazakh letters stand."""
    return typed.translate(_DIGITS)
