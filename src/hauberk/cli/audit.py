"""``hauberk audit``."""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

from hauberk.cli.auditing import (
    earlier_from,
    filters_from,
    how_to_go_on,
    key_from,
    need_boto3,
    opened_from,
    pace_from,
    words,
)
from hauberk.cli.errors import UsageError
from hauberk.cli.faults import tell_faults
from hauberk.cli.journal import SUFFIX, Journal
from hauberk.cli.meant import NobodyMeantError, refuse_nobody
from hauberk.cli.progress import Hear, progress
from hauberk.cli.reporting import output_of, report
from hauberk.cli.writing import may_write, write_whole_bytes
from hauberk.model.exits import Exit
from hauberk.model.ledger import Ledger
from hauberk.model.verdict import Severity, State
from hauberk.practices import all_controls
from hauberk.practices.control import Control
from hauberk.practices.needs import needs_of
from hauberk.reading.jail import Root
from hauberk.reports.door import line
from hauberk.reports.fitting import counted
from hauberk.reports.formats import WITH_EXCERPTS, WITH_MAPS
from hauberk.scan.account import BESIDE, check_snapshot
from hauberk.scan.application import Asking
from hauberk.scan.selection import UnknownNameError, select
from hauberk.sources.account.calls import Answer, Call, Data
from hauberk.sources.account.filters import filters_of
from hauberk.sources.account.reading import Reading, Watching, carry_out, plan_for, telling
from hauberk.sources.account.services.function_reads import ARCHIVE
from hauberk.sources.account.services.history import HISTORY
from hauberk.sources.account.services.samples import SAMPLE
from hauberk.sources.account.snapshot import Snapshot

if TYPE_CHECKING:
    from hauberk.sources.account.calling.sessions import Opened

INTERRUPTED = "hauberk-interrupted.snapshot"
"""Where what was read goes if it was interrupted and nobody said where to save it."""
_ENDED = {"interrupt": 130, "expired": int(Exit.UNREAD)}
"""Exit codes of what ended before its time; the first is 128 + SIGINT, as shells have it."""


def run(options: argparse.Namespace) -> int:
    """Reads an account, asks, reports, and gives the exit code."""
    if options.dry_run and not options.send:
        raise UsageError("--dry-run tells what --send would send: say --send too")
    outputs = [output_of(text) for text in options.output]
    for file in (*(file for _, file in outputs), *([options.save] if options.save else ())):
        may_write(file)
    controls = _controls(options)
    facts = {fact for control in controls for fact in needs_of(control.name)}
    if not options.sample_logs:
        _without_sample(controls, options)
        facts.discard(SAMPLE)
    if options.code:
        facts.add(ARCHIVE)
    if options.trail:
        facts.add(HISTORY)
    if not options.select:
        facts |= {*BESIDE}
    need_boto3()
    if options.plan or options.print_policy:
        from hauberk.cli.planned import print_policy, show_plan

        (show_plan if options.plan else print_policy)(options, facts, filters_from(options))
        return Exit.NO
    known = None
    if options.baseline:
        from hauberk.cli.known import baseline_of

        known = baseline_of(options.baseline)
    earlier = earlier_from(options)
    if options.send and (earlier.filters if earlier else filters_from(options)):
        raise UsageError("--send is for all functions: what isn't asked about would be taken for mended")
    file = options.save or options.resume.removesuffix(SUFFIX)
    opened = opened_from(options, earlier)
    with _folder(options.code) as code:
        try:
            reading = _read(options, opened, facts, earlier, file, code)
        except NobodyMeantError as error:
            print(f"hauberk: {line(str(error))}", file=sys.stderr)
            return error.exit
        if reading.ended is not None:
            return _kept(reading, options, file)
        return _answered(options, opened, controls, reading, outputs, known, code)


@contextmanager
def _folder(wanted: bool) -> Iterator[str]:
    """A folder for code that nobody else may look into, gone afterwards; empty if none is wanted."""
    if not wanted:
        yield ""
        return
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="hauberk-code-") as folder:
        yield folder


def _answered(
    options: argparse.Namespace,
    opened: "Opened",
    controls: tuple[Control, ...],
    reading: Reading,
    outputs: list[tuple[str, str]],
    known: Mapping[str, str] | None,
    code: str,
) -> int:
    """Asks the controls of what was read, reports and sends, and gives the exit code. What is sent is all of it: of
    findings that are ``known`` Security Hub would think that they were mended."""
    formats = {options.format, *(format_ for format_, _ in outputs)}
    shown = formats - {"text"} if options.quiet else formats
    asking = Asking(
        controls,
        date.today(),
        heed=False,
        excerpts=bool(shown & WITH_EXCERPTS),
        mapped=bool(shown & WITH_MAPS),
        named=frozenset(words(options.select)),
    )
    root = Root(code, "code") if code else None
    opened.clients.release()
    ledger = check_snapshot(reading.snapshot, asking, root)
    ledger = ledger._replace(requests=reading.requests, endpoint=opened.clients.endpoint)
    new = ledger
    if known is not None:
        from hauberk.cli.known import without_baseline

        whole = not (reading.snapshot.filters or ledger.gaps)  # else what isn't told may be there all the same
        asked = frozenset(control.name for control in controls if whole)
        new = without_baseline(ledger, known, options.baseline, asked)
    if not (options.send and options.dry_run):
        report(new, options, outputs)
    failed = False
    if options.send:
        from hauberk.cli.sending import send_findings

        names = frozenset(control.name for control in controls)
        failed = send_findings(ledger, options, reading.snapshot.taken, names, opened.clients)
    found = _exit(new, options, tell_faults(ledger))
    return Exit.FIX_FAILED if failed and found is not Exit.INTERNAL else found


def _controls(options: argparse.Namespace) -> tuple[Control, ...]:
    try:
        names = select(words(options.select), words(options.ignore), Severity(options.severity or "low"))
    except UnknownNameError as error:
        raise UsageError(str(error)) from None
    return tuple(control for control in all_controls() if control.name in names)


def _without_sample(controls: tuple[Control, ...], options: argparse.Namespace) -> None:
    """Refuses a control that was asked for by its name and that no answer can be given of without a sample of logs: it
    would look clean. Among all controls, or those of a practice, it is passed over."""
    named = frozenset(words(options.select))
    for control in controls:
        if control.name in named and SAMPLE in needs_of(control.name):
            raise UsageError(
                f"{control.name} looks through a sample of the events of log groups: say --sample-logs too"
            )


def _read(
    options: argparse.Namespace,
    opened: "Opened",
    facts: set[str],
    earlier: Snapshot | None,
    file: str,
    code: str,
) -> Reading:
    """Reads the account, with a journal beside the file that its snapshot goes to; and writes that.

    Raises :class:`NobodyMeantError` where the filters mean no function, or nobody tells which: then nothing is called
    but what tells so, and nothing is kept.
    """
    filters = filters_of(earlier.filters) if earlier else filters_from(options)
    plan = plan_for(facts, opened.regions, filters, earlier.asked if earlier else ())
    key, pace = key_from(options, earlier), pace_from(options)
    requests: Counter[str] = Counter()
    reading: Reading | None = None
    for part in telling(plan):
        before = earlier if reading is None else reading.snapshot
        reading = carry_out(opened.clients, opened.account, part, pace, key, before)
        requests.update(reading.requests)
        if reading.ended is not None:
            break
        refuse_nobody(reading.snapshot)
    journal = Journal(file) if file else None
    if reading is None or reading.ended is None:
        before = earlier if reading is None else reading.snapshot
        with progress() as hear:
            watching = _watching(journal, hear)
            reading = carry_out(opened.clients, opened.account, plan, pace, key, before, watching, code)
        requests.update(reading.requests)
    reading = reading._replace(requests=dict(requests))
    if file:
        write_whole_bytes(file, reading.snapshot.packed(), private=True)
    if journal is not None:
        journal.end()
    return reading


def _watching(journal: Journal | None, hear: Hear | None) -> Watching:
    """Who is told of answers: the journal, and whoever looks on."""
    from hauberk.cli.planned import spell

    def begin(snapshot: Snapshot) -> None:
        if journal is not None:
            journal.begin(snapshot)

    def answered(made: Call, answer: Answer, done: int, of: int, seconds: float) -> None:
        if journal is not None:
            journal.note(made, answer)
        if hear is not None:
            hear(done, of, f" calls, about {spell(seconds)} left" if seconds >= 1 else " calls")

    return Watching(begin, answered)


def _kept(reading: Reading, options: argparse.Namespace, file: str) -> int:
    """Says what ended a reading, where what was read is, and how to go on; and gives the exit code."""
    ended = reading.ended
    assert ended is not None
    read = sum(1 for answer in reading.snapshot.answers.values() if isinstance(answer, Data))
    lines = [f"hauberk: {ended.text}; {counted(read, 'answer')} {'was' if read == 1 else 'were'} read"]
    if read:
        if not file:
            write_whole_bytes(INTERRUPTED, reading.snapshot.packed(), private=True)
        kept = file or INTERRUPTED
        lines = [f"{lines[0]}, and are kept in {kept}. To go on:", f"hauberk:   {how_to_go_on(options, kept)}"]
    for said in lines:
        print(line(said), file=sys.stderr)
    return _ENDED[ended.by]


def _exit(ledger: Ledger, options: argparse.Namespace, failed: bool) -> Exit:
    if not options.exit_zero:
        unknown = "unknown" in options.fail_on and ledger.total(State.UNKNOWN)
        if ledger.findings() or unknown:
            return Exit.YES
    if failed:
        return Exit.INTERNAL
    return Exit.UNREAD if ledger.gaps and not options.allow_unread else Exit.NO
