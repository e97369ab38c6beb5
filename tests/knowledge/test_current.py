"""The value in force: swapped whole, and what is made of it made once for each."""

from bot.knowledge.current import Current, Derived


def test_a_swap_changes_what_is_looked_up_and_not_what_was_taken() -> None:
    current = Current([1])
    taken = current.value
    current.swap([2])
    assert (taken, current.value) == ([1], [2])


def test_what_is_made_of_a_value_is_made_once_as_long_as_the_value_is_in_force() -> None:
    made: list[list[int]] = []

    def make(value: list[int]) -> int:
        made.append(value)
        return sum(value)

    derived, first, second = Derived(make), [1, 2], [3]
    assert [derived.of(value) for value in (first, first, second, second, first)] == [3, 3, 3, 3, 3]
    assert made == [first, second, first]


def test_two_equal_values_are_two_values() -> None:
    derived = Derived[list[int], list[int]](list)
    one, other = [1], [1]
    assert derived.of(one) is not derived.of(other)
