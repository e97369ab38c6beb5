"""A quick start leaves the collector as it found it, and what is put aside later does not stay for ever."""

import gc
import subprocess
import sys
import weakref

import pytest

from bot.cleaning.cleaner import ROOT
from bot.machine.starting import look_again, undisturbed


class Knot:
    """It holds itself, so that the collector alone lets go of it."""

    def __init__(self) -> None:
        self.itself = self


def test_the_collector_rests_while_much_is_made_and_then_works_again() -> None:
    with undisturbed():
        assert not gc.isenabled()
    assert gc.isenabled()
    with pytest.raises(RuntimeError), undisturbed():
        raise RuntimeError
    assert gc.isenabled()


def test_what_was_made_at_the_start_goes_once_it_is_put_aside() -> None:
    with undisturbed():
        knot = Knot()
    seen = weakref.ref(knot)
    del knot
    look_again()
    gc.collect()
    assert seen() is None


def test_the_program_that_serves_loads_no_command_line_of_others_and_no_holidays_of_other_countries() -> None:
    asked = (
        "import sys; from bot.machine.starting import leave_out_unused; leave_out_unused(); import bot.app.serving; "
        "from zoneinfo import ZoneInfo; from bot.workdays.working_days import WorkingDays; WorkingDays(ZoneInfo('Asia/Almaty')); "
        "print('rich' in sys.modules, 'pygments' in sys.modules, 'holidays.countries' in sys.modules, 'httpx' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", asked], check=True, capture_output=True, text=True, cwd=ROOT)  # noqa: S603 - our own words
    assert done.stdout.split() == ["False", "False", "False", "True"]
