"""What stands on a reporter's phone is known as long as their draft is open, and of no other chat."""

from handlers.tips.phone import Phones

CHAT, OTHER = 11, 22


def test_a_message_is_taken_into_the_draft_of_its_own_chat_alone() -> None:
    phones = Phones()
    phones.of(CHAT).taken.add(5)
    phones.of(OTHER)
    assert phones.has_taken(CHAT, 5)
    assert not phones.has_taken(OTHER, 5)


def test_to_ask_of_a_chat_without_a_draft_remembers_nothing_of_it() -> None:
    phones = Phones()
    assert phones.has_taken(CHAT, 1) is False
    assert phones._phones == {}


def test_a_closed_phone_can_still_be_cleared_by_whoever_closed_it_and_a_new_one_knows_nothing() -> None:
    phones = Phones()
    phones.of(CHAT).extra.add(7)
    closed = phones.close(CHAT)
    assert closed.extra == {7}
    assert phones.of(CHAT).extra == set()
    assert phones.close(OTHER).screen is None
