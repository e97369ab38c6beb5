"""What Prometheus reads: counters of events and of signs of life, in a registry of its own."""

from collections.abc import Iterator

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from bot.health.pulse import EventCounts, Pulse, Sign, Trouble
from bot.logs import DESK_EVENTS, EVENTS


class Metrics(Collector):
    """The figures of one program; nothing in them is of a person, a chat or a word.

    Events of the tip desk alone are shown as they stood at the beginning of the day (UTC): a figure that moves at the moment of
    a tip would tell of it.
    """

    def __init__(self, pulse: Pulse, events: EventCounts) -> None:
        self._pulse = pulse
        self._events = events
        self._day = pulse.now.date()
        self._of_desk = dict.fromkeys(DESK_EVENTS, 0)
        self._registry = CollectorRegistry()
        self._registry.register(self)

    def page(self) -> bytes:
        """The figures now, in the text format of Prometheus."""
        return generate_latest(self._registry)

    def collect(self) -> Iterator[Metric]:
        """The figures now."""
        condition = self._pulse.condition()
        beats = CounterMetricFamily("adep_signs", "Updates done, ticks and writes.", labels=["sign"])
        last = GaugeMetricFamily(
            "adep_last_sign_seconds", "When the last of each was, to the minute.", labels=["sign"]
        )
        for sign in Sign:
            beats.add_metric([sign], self._pulse.beats[sign])
            if moment := condition.last[sign]:
                last.add_metric([sign], moment.timestamp())
        troubles = GaugeMetricFamily("adep_trouble", "1 while the trouble lasts.", labels=["trouble"])
        for trouble in Trouble:
            troubles.add_metric([trouble], float(trouble in condition.troubles))
        backup = GaugeMetricFamily("adep_last_backup_seconds", "When the databases were last copied.")
        if condition.last_backup:
            backup.add_metric([], condition.last_backup.timestamp())
        yield from (self._counted(), beats, last, troubles, backup)

    def _counted(self) -> CounterMetricFamily:
        events = CounterMetricFamily("adep_events", "Events of the log by code.", labels=["code"])
        if self._pulse.now.date() != self._day:
            self._day = self._pulse.now.date()
            self._of_desk = {code: self._events.counts[code] for code in DESK_EVENTS}
        for code in sorted(EVENTS):
            events.add_metric([code], self._of_desk.get(code, self._events.counts[code]))
        return events
