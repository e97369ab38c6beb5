"""Each feature is handed a small bundle of its own, frozen, with no way from it to everything."""

from collections.abc import Iterator
from dataclasses import FrozenInstanceError, fields, is_dataclass

import pytest

from handlers import Features
from handlers.people.services import PeopleServices
from tests.house import House
from tests.tips.town import City

MOST = 6


def bundles(features: Features) -> Iterator[object]:
    """The bundle of every feature; what stands open to everybody has one for each."""
    for field in fields(features):
        bundle = getattr(features, field.name)
        if isinstance(bundle, PeopleServices):
            yield from (getattr(bundle, one.name) for one in fields(bundle))
        elif bundle is not None:
            yield bundle


def assert_small_and_frozen(features: Features) -> None:
    for bundle in bundles(features):
        assert is_dataclass(bundle)
        assert 2 <= len(fields(bundle)) <= MOST, type(bundle).__name__
        assert not hasattr(bundle, "__dict__"), type(bundle).__name__
        with pytest.raises(FrozenInstanceError):
            setattr(bundle, fields(bundle)[0].name, None)


async def test_every_bundle_is_small_and_frozen_where_the_tip_desk_is_closed(house: House) -> None:
    assert_small_and_frozen(house.features)


async def test_every_bundle_is_small_and_frozen_where_the_tip_desk_is_open(city: City) -> None:
    assert_small_and_frozen(city.house.features)


async def test_all_features_stand_on_one_knowledge_that_is_swapped_for_all_at_once(city: City) -> None:
    held = [bundle.knowledge for bundle in bundles(city.house.features) if hasattr(bundle, "knowledge")]
    assert len(held) > len(fields(Features))
    assert all(one is held[0] for one in held)
