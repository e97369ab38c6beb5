"""What stands in the fields of a paper, as it was typed."""

from bot.documents.filling import clean


def test_neither_half_a_sign_nor_what_stands_in_its_place_stands_in_a_paper() -> None:
    for broken in ("\ud83d", "\N{REPLACEMENT CHARACTER}"):
        assert clean(f"Серікова {broken}Айгүл\n{broken}\nбас маман") == "Серікова Айгүл\nбас маман"
