"""Meeting days as a calendar file (iCalendar, RFC 5545)."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from trainer.planning.models import CourseDay

DUTCH_TIME = ZoneInfo("Europe/Amsterdam")


def calendar(days: Iterable[CourseDay], host: str) -> bytes:
    """Return the planned days as one calendar; `host` makes their ids unique in the world."""
    found = Calendar()
    found.add("prodid", "-//Krachtspiegel//NL")
    found.add("version", "2.0")
    found.add("x-wr-calname", "Krachtspiegel")
    for day in days:
        if day.held_on and day.starts_at and day.ends_at:
            event = _event(day, host)
            event.add("dtstart", datetime.combine(day.held_on, day.starts_at, DUTCH_TIME))
            event.add("dtend", datetime.combine(day.held_on, day.ends_at, DUTCH_TIME))
            found.add_component(event)
    found.add_missing_timezones()
    return bytes(found.to_ical())


def _event(day: CourseDay, host: str) -> Event:
    event = Event()
    event.add("uid", f"dag-{day.id}@{host}")
    event.add("summary", f"{day.name} – {day.group.name}")
    event.add("dtstamp", day.changed_at)
    event.add("sequence", day.revision)
    event.add("status", "CANCELLED" if day.cancelled_at else "CONFIRMED")
    if day.place:
        event.add("location", day.place)
    if day.subject:
        event.add("description", day.subject)
    return event
