"""The measurements run: what is not run every day breaks unseen."""

import pytest

from bench import updates
from bot.services import Services


@pytest.mark.parametrize("is_empty", [True, False])
async def test_updates_are_counted_through_either_application(
    services: Services, monkeypatch: pytest.MonkeyPatch, *, is_empty: bool
) -> None:
    monkeypatch.setattr(updates, "PEOPLE", 3)
    monkeypatch.setattr(updates, "EACH", 2)
    assert await updates._serve(services, is_empty=is_empty) > 0
