"""The value in force: swapped whole, and what is made of it made once for each."""

import gc
from weakref import ref

from bot.knowledge.current import Current, Derived


class Value:
    """Something that can be told from another."""


def test_a_swap_changes_what_is_looked_up_and_not_what_was_taken() -> None:
    current = Current([1])
    taken = current.value
    current.swap([2])
    assert (taken, current.value) == ([1], [2])


def test_what_is_made_of_a_value_is_made_once_as_long_as_the_value_is_in_force() -> None:
    made: list[Value] = []

    def make(value: Value) -> int:
        made.append(value)
        return 3

    derived, first, second = Derived(make), Value(), Value()
    assert [derived.of(value) for value in (first, first, second, second, first)] == [3, 3, 3, 3, 3]
    assert made == [first, second]


def test_what_is_made_goes_with_its_value() -> None:
    derived, value = Derived[Value, Value](lambda _: Value()), Value()
    made = ref(derived.of(value))
    assert made()
    del value
    gc.collect()
    assert made() is None


def test_two_equal_values_are_two_values() -> None:
    derived = Derived[Value, Value](lambda _: Value())
    one, other = Value(), Value()
    assert derived.of(one) is not derived.of(other)
