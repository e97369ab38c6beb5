"""The measurements run: what is not run every day breaks unseen."""

from collections.abc import Awaitable, Callable

import pytest

from bench import tips, updates
from bot.services import Services
from tests.tips.town import CHEAP


@pytest.mark.parametrize("is_empty", [True, False])
async def test_updates_are_counted_through_either_application(
    services: Services, monkeypatch: pytest.MonkeyPatch, *, is_empty: bool
) -> None:
    monkeypatch.setattr(updates, "PEOPLE", 3)
    monkeypatch.setattr(updates, "EACH", 2)
    assert await updates._serve(services, is_empty=is_empty) > 0


@pytest.mark.parametrize("measure", [tips.together, tips.one_by_one, tips.behind_junk, tips.hashing_alone])
async def test_the_figures_of_the_tip_desk_are_taken(
    services: Services,
    monkeypatch: pytest.MonkeyPatch,
    measure: Callable[[tips.Office], Awaitable[list[str]]],
) -> None:
    for name in ("REPORTERS", "FILINGS", "JUNK"):
        monkeypatch.setattr(tips, name, 2)
    async with tips.open_office(services, CHEAP) as office:
        assert all(await measure(office))
        assert await office.store.all_cases() or measure is tips.hashing_alone
