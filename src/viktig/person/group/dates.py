"""When somebody is asked how it is, and how long they were without somebody: pure reckoning with days."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from viktig.ground.clock import months_after

MONTHS = (3, 6, 12)
DAYS = (7, 30)
ASKED_FOR = timedelta(days=60)  # so long after its day a question waits; then it is let be


@dataclass(frozen=True)
class Gap:
    """A time without anybody. until: None, when it lasts."""

    since: date
    until: date | None

    @property
    def days(self) -> int | None:
        """Return how many days it was; None, when it lasts."""
        return (self.until - self.since).days if self.until else None


def months_due(since: date | None, today: date, answered: Collection[str] = ()) -> int:
    """Return after how many months somebody is to be asked now; 0, if not now.

    Only the latest of them is asked, never two at once. answered: names of those answered, as `asked_months` gives them.
    """
    if since is None:
        return 0
    passed = [months for months in MONTHS if months_after(since, months) <= today]
    if not passed or asked_months(passed[-1]) in answered:
        return 0
    return passed[-1] if today - months_after(since, passed[-1]) <= ASKED_FOR else 0


def days_due(day: date, today: date, answered: Collection[str] = ()) -> int:
    """Return after how many days somebody is to be asked about a change now; 0, if not now. As `months_due`."""
    passed = [days for days in DAYS if day + timedelta(days=days) <= today]
    if not passed or asked_days(passed[-1]) in answered:
        return 0
    return passed[-1] if today - day <= timedelta(days=passed[-1]) + ASKED_FOR else 0


def asked_months(months: int) -> str:
    """Return how a check-in after some months is named."""
    return f"months_{months}"


def asked_days(days: int) -> str:
    """Return how a question some days after a change is named."""
    return f"days_{days}"


def gaps(spans: Iterable[tuple[date | None, date | None]]) -> list[Gap]:
    """Return the times in which nobody was there, oldest first.

    spans: (since, until) of each who was; until None: still there; since None: nobody knows, so no gap ends with them.
    """
    found: list[Gap] = []
    covered: date | None = None
    for since, until in sorted(spans, key=lambda span: (span[0] or date.min, span[1] or date.max)):
        if covered is not None and since is not None and since - covered > timedelta(days=1):
            found.append(Gap(covered, since))
        end = until or date.max
        covered = end if covered is None else max(covered, end)
    if covered is not None and covered != date.max:
        found.append(Gap(covered, None))
    return found
