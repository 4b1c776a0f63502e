"""Faults in Hauberk that a check has survived: they are told, so that somebody can report them."""

import sys
from collections.abc import Iterator

from hauberk import __version__
from hauberk.model.ledger import Ledger
from hauberk.scan.fault import INTERNAL

_SHOWN = 20


def tell_faults(ledger: Ledger) -> bool:
    """Says on standard error what failed and what to send; whether there was anything to say."""
    faults = list(dict.fromkeys(_faults(ledger)))
    if not faults:
        return False
    from hauberk.reports import door

    for fault in faults[:_SHOWN]:
        print(door.line(f"hauberk: {fault}"), file=sys.stderr)
    if len(faults) > _SHOWN:
        print(f"hauberk: and {len(faults) - _SHOWN} more", file=sys.stderr)
    version = ".".join(map(str, sys.version_info[:3]))
    print(
        f"hauberk: this is a fault in Hauberk {__version__} (Python {version}). Please report it with the lines above,"
        " which hold nothing of your templates, and, if you can share it, the template.",
        file=sys.stderr,
    )
    return True


def _faults(ledger: Ledger) -> Iterator[str]:
    """Each fault once, however many subjects it has cost. A template's name is the user's own to send or not."""
    for entry in ledger.entries:
        if entry.reason is not None and entry.reason.code == INTERNAL:
            yield f"control {entry.control}: {entry.reason.text}"
    for gap in ledger.gaps:
        if gap.code == INTERNAL:
            yield f"a template: {gap.text}"
