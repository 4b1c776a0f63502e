"""Counts, and the sentence that ends every report."""

from collections.abc import Iterable, Iterator

from hauberk.model.ledger import Entry, Gap, Ledger, Seen
from hauberk.model.practice import PRACTICES
from hauberk.model.verdict import Severity, State
from hauberk.reports.whereabouts import whereabouts

PASSED_OVER = ("duplicate-key",)
"""What isn't looked at in a file that is read."""


def tally(ledger: Ledger) -> dict[int, dict[State, int]]:
    """How many verdicts of each kind by practice asked about, in their order; what is switched off doesn't count."""
    if not ledger.applications:
        return {}
    rows = {practice: dict.fromkeys(State, 0) for practice in PRACTICES if practice in ledger.asked}
    for entry in ledger.entries:
        if entry.suppressed is None:
            rows[entry.practice][entry.state] += 1
    return rows


def severities(entries: Iterable[Entry]) -> str:
    """How many of each severity, worst first, in words."""
    found = list(entries)
    counts = (
        (severity, sum(1 for e in found if e.severity is severity)) for severity in sorted(Severity, reverse=True)
    )
    return ", ".join(f"{number} {severity}" for severity, number in counts if number)


def last_line(ledger: Ledger) -> str:
    """What was violated, satisfied, unknown, unread and switched off: everything that a reader must not miss."""
    if not ledger.applications:
        words = ["Nothing to check: no template of a Lambda application was found, and no handler in code"]
        words += unread(ledger)
        return "; ".join((*words, *_left_out(ledger))) + "."
    findings = ledger.findings()
    words = [f"{len(findings)} violated" + (f" ({severities(findings)})" if findings else "")]
    words.append(f"{ledger.total(State.SATISFIED)} satisfied")
    words.append(f"{ledger.total(State.UNKNOWN)} unknown")
    words.extend(unread(ledger))
    return ", ".join((*words, *switched_off(ledger))) + "."


def told_by(ledger: Ledger) -> str:
    """What was done, as a title for what no finding says."""
    is_account = any(whereabouts(seen.path, "") for seen in ledger.applications)
    return "Hauberk audited the account" if is_account else "Hauberk checked the application"


def found_by(seen: Seen) -> str:
    """The handlers of an application without a template, by what shows them: ``3 handlers (2 by shape, 1 Chalice)``."""
    number = sum(seen.handlers.values())
    by = ", ".join(
        f"{count} by shape" if name == "shape" else f"{count} {name}" for name, count in sorted(seen.handlers.items())
    )
    return f"{number} handler{'' if number == 1 else 's'} ({by})"


def unread(ledger: Ledger) -> Iterator[str]:
    """How many files weren't read, and how many values of files that were read weren't looked at."""
    passed = sum(1 for gap in ledger.gaps if gap.code in PASSED_OVER)
    if len(ledger.gaps) > passed:
        yield f"{len(ledger.gaps) - passed} not read"
    if passed:
        yield "1 value not looked at" if passed == 1 else f"{passed} values not looked at"


def unread_text(gap: Gap, path: str = "") -> str:
    """What to say of a gap, with the file's path in front if the format has no other place for it. Of a file that was
    read for the rest its text names the part."""
    if gap.code in PASSED_OVER:
        return f"{path}: {gap.text}" if path else gap.text
    return f"{path}: not read: {gap.text}" if path else f"not read: {gap.text}"


def switched_off(ledger: Ledger) -> Iterator[str]:
    """What was silenced: findings, and what the configuration keeps from being asked or looked at."""
    silenced = sum(1 for entry in ledger.entries if entry.suppressed is not None)
    if silenced:
        yield f"{silenced} switched off"
    yield from _left_out(ledger)


def ages(ledger: Ledger) -> str:
    """How old the facts are that come with Hauberk, in words; empty where there are none."""
    return ", ".join(f"{fact.name} of {fact.date}" for fact in ledger.data)


def _left_out(ledger: Ledger) -> Iterator[str]:
    """What the configuration keeps from being asked or looked at."""
    for what, says in (("controls", "not asked"), ("files", "left out")):
        number = ledger.switched_off.get(what, 0)
        if number:
            yield f"{number} {what.removesuffix('s') if number == 1 else what} {says}"
