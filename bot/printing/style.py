"""The look of everything printed: fonts that have all Kazakh letters, and the colours."""

from pathlib import Path

# Golos Text and Literata, both under the SIL Open Font License, which lies beside them.
FONTS = Path(__file__).parent / "fonts"
REGULAR = FONTS / "GolosText-Regular.ttf"
BOLD = FONTS / "GolosText-Bold.ttf"
SERIF = FONTS / "Literata-Regular.ttf"

Colour = tuple[int, int, int]

DEEP: Colour = (9, 64, 92)
PALE: Colour = (232, 241, 246)
GOLD: Colour = (196, 146, 42)
INK: Colour = (28, 32, 36)
GREY: Colour = (105, 113, 120)
WHITE: Colour = (255, 255, 255)
