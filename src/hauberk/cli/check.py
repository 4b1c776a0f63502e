"""``hauberk check``."""

import argparse
import os

from hauberk.cli.errors import UsageError
from hauberk.cli.faults import tell_faults
from hauberk.cli.reporting import output_of, report
from hauberk.cli.target import STDIN, Target, checked, target_of, with_stdin
from hauberk.cli.writing import may_write
from hauberk.model.exits import Exit
from hauberk.model.ledger import Ledger
from hauberk.model.verdict import State
from hauberk.reports.formats import WITH_EXCERPTS, WITH_MAPS
from hauberk.scan.identity import repository_of
from hauberk.scan.pipeline import Plan, check


def run(options: argparse.Namespace) -> int:
    """Checks, reports, and gives the exit code."""
    with with_stdin(options) as given:
        outputs = [output_of(text) for text in given.output]
        for _, file in outputs:
            may_write(file)
        formats = {given.format, *(format_ for format_, _ in outputs)}
        shown = formats - {"text"} if given.quiet else formats
        target = target_of(given)
        plan = target.plan._replace(excerpts=bool(shown & WITH_EXCERPTS), mapped=bool(shown & WITH_MAPS))
        target = target._replace(plan=plan)
        if given.diff_base:
            here = repository_of(os.path.realpath(os.getcwd())) or ""
            target = target._replace(plan=_relative(target.plan)._replace(anchor=here))
        ledger = _without_known(checked(target), target, given)
        report(ledger, given, outputs)
        return _exit(ledger, target, given, tell_faults(ledger))


def _without_known(ledger: Ledger, target: Target, options: argparse.Namespace) -> Ledger:
    """The ledger with those findings switched off that a baseline or a revision has."""
    file = options.baseline or ("" if options.no_ignores else target.settings.baseline)
    if file or options.diff_base:
        from hauberk.cli.known import baseline_of, switched_off, without_baseline
        from hauberk.practices import all_controls
        from hauberk.scan.baseline import apply_known

        if file:
            asked = frozenset(target.plan.controls or (control.name for control in all_controls()))
            ledger = without_baseline(ledger, baseline_of(file), file, asked)
        if options.diff_base:
            known = _of_revision(target, options.diff_base)
            entries = apply_known(ledger.entries, known, "revision", f"already in {options.diff_base}")
            ledger = switched_off(ledger._replace(entries=entries), "revision")
    return ledger


def _of_revision(target: Target, revision: str) -> frozenset[str]:
    """The fingerprints of a revision's findings: the same paths checked as they were then.

    What lies outside of the repository, or came over standard input, has no past.
    """
    from hauberk.scan.revision import RevisionError, laid_out

    try:
        here = os.path.realpath(os.getcwd())
        with laid_out(here, revision) as (top, copy, place):
            own = (path for path in target.plan.paths if not os.path.isabs(path))
            paths = tuple(path for path in own if os.path.commonpath((os.path.realpath(path), top)) == top)
            plan = target.plan._replace(paths=paths, base=place, anchor=copy, heed=False, excerpts=False, mapped=False)
            if plan.configuration:
                below = os.path.relpath(os.path.realpath(plan.configuration), top)
                plan = plan._replace(configuration=os.path.normpath(os.path.join(copy, below)))
            then = check(plan)
    except RevisionError as error:
        raise UsageError(f"--diff-base {revision}: {error}") from None
    return frozenset(entry.fingerprint for entry in then.entries if entry.state is State.VIOLATED)


def _relative(plan: Plan) -> Plan:
    """The plan with its paths relative to the working folder, so that they name the same files in a copy of it.

    That of standard input stays absolute.
    """
    here = os.path.realpath(os.getcwd())
    paths = (
        path if os.path.dirname(path) == plan.unnamed != "" else os.path.relpath(os.path.realpath(path), here)
        for path in plan.paths
    )
    return plan._replace(paths=tuple(paths))


def _exit(ledger: Ledger, target: Target, options: argparse.Namespace, failed: bool) -> Exit:
    if not options.exit_zero:
        unknown = "unknown" in (*options.fail_on, *target.settings.fail_on) and ledger.total(State.UNKNOWN)
        if ledger.findings() or unknown:
            return Exit.YES
    if failed:
        return Exit.INTERNAL
    if ledger.gaps and not (options.allow_unread or target.settings.allow_unread):
        return Exit.UNREAD
    return Exit.NO if ledger.applications or options.skip_non_templates else Exit.NOTHING


__all__ = ["STDIN", "run"]
