"""Findings that are known already, which a report leaves out."""

import os
from collections.abc import Mapping

from hauberk.cli.errors import UsageError
from hauberk.model.ledger import Ledger
from hauberk.model.verdict import State
from hauberk.reports.fitting import counted


def baseline_of(file: str) -> Mapping[str, str]:
    """The controls of a baseline's findings, by their fingerprints. Raises :class:`UsageError` where it is none."""
    from hauberk.scan.baseline import BaselineError, read_baseline

    try:
        return read_baseline(file)
    except BaselineError as error:
        raise UsageError(str(error)) from None


def without_baseline(ledger: Ledger, known: Mapping[str, str], file: str, asked: frozenset[str]) -> Ledger:
    """The ledger with those findings switched off that a baseline has, and a note of how many are gone of what was
    asked."""
    from hauberk.scan.baseline import apply_known

    shown = os.path.relpath(file)
    there = {entry.fingerprint for entry in ledger.entries if entry.state is State.VIOLATED}
    fixed = sum(1 for fingerprint, control in known.items() if control in asked and fingerprint not in there)
    ledger = ledger._replace(entries=apply_known(ledger.entries, known, "baseline", f"known in {shown}"))
    if fixed:
        gone = f"{counted(fixed, 'finding')} {'is' if fixed == 1 else 'are'}"
        note = f"{gone} gone from {shown}; write it anew with `hauberk baseline`"
        ledger = ledger._replace(notes=(*ledger.notes, note))
    return switched_off(ledger, "baseline")


def switched_off(ledger: Ledger, how: str) -> Ledger:
    """The ledger with the number of findings that were switched off in some way."""
    number = sum(1 for entry in ledger.entries if entry.suppressed and entry.suppressed.how == how)
    return ledger._replace(switched_off={**ledger.switched_off, how: number}) if number else ledger
