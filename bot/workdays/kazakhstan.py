"""Kazakhstan's holidays and moved days, as the `holidays` library knows them."""

from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import holidays
from holidays.holiday_base import HolidayBase

COUNTRY = Path(holidays.__file__).parent / "countries" / "kazakhstan.py"


def calendar() -> HolidayBase:
    """A fresh calendar: what `holidays.country_holidays("KZ")` gives, without the other 250 countries that it loads first.

    They would take a fifth of a second of the start, and memory as long as the program runs.
    """
    return _kind()()


@cache
def _kind() -> type[HolidayBase]:
    spec = spec_from_file_location("holidays_of_kazakhstan", COUNTRY)
    assert spec is not None  # noqa: S101 - a file whose name ends in .py has one
    assert spec.loader is not None  # noqa: S101 - likewise
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    kind: type[HolidayBase] = module.Kazakhstan
    return kind
