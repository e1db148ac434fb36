"""The day of an act as people in the Netherlands count it. Moments are kept in UTC, without their zone."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Amsterdam")


def dutch(moment: datetime) -> datetime:
    """A kept moment by the Dutch clock."""
    return moment.replace(tzinfo=UTC).astimezone(ZONE).replace(tzinfo=None)


def kept(moment: datetime) -> datetime:
    """A moment by the Dutch clock, as it is kept; of the hour that comes twice in October the first."""
    return moment.replace(tzinfo=ZONE).astimezone(UTC).replace(tzinfo=None)


def kept_from_here(moment: datetime) -> datetime:
    """A moment by the clock of this machine, as the spiegel shows leveringen, as it is kept."""
    return moment.astimezone(UTC).replace(tzinfo=None)


def begin_of(dag: date) -> datetime:
    """The first moment of a Dutch day, as it is kept."""
    return kept(datetime.combine(dag, time.min))


def end_of(dag: date) -> datetime:
    """The last moment of a Dutch day, as it is kept."""
    return kept(datetime.combine(dag, time.max))


def today() -> date:
    """The day it is in the Netherlands."""
    return datetime.now(ZONE).date()
