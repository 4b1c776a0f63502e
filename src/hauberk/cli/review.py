"""``hauberk review``."""

import argparse
import os
import sys
from collections.abc import Iterable, Iterator
from datetime import date

from hauberk.cli.errors import UsageError
from hauberk.cli.snapshots import snapshot_of
from hauberk.cli.writing import may_write, write_out, write_whole
from hauberk.model.exits import Exit
from hauberk.questions.review.account import facts, matters
from hauberk.questions.review.deciding import apply, fitting_nothing, read_wishes
from hauberk.questions.review.due import Due, due, without_gone
from hauberk.questions.review.matters import Matters
from hauberk.questions.review.record import LONGEST, Record, RecordError, read_record, written
from hauberk.reading.errors import ReadingError
from hauberk.reading.jail import Root
from hauberk.reading.source import Source
from hauberk.reports import door
from hauberk.reports.fitting import counted
from hauberk.sources.account.snapshot import BUDGET, Snapshot

EDITED = "it was changed by hand since it was signed off; read the change, then say --accept-edits to sign it"


def run(options: argparse.Namespace) -> int:
    """Lists what is due, fails for it, or has it decided about, and gives the exit code."""
    looks = options.list or options.due
    if not (looks or options.decide or (sys.stdin.isatty() and sys.stdout.isatty())):
        raise UsageError("there is no terminal to ask on: say --list, --due or --decide FILE")
    if options.format != "text" and not options.list:
        raise UsageError("--format is for --list")
    if options.due and options.accept_edits:
        raise UsageError("--due fails for an edited record and signs none: leave --accept-edits out")
    if not looks or options.accept_edits:
        may_write(options.record)
    today = date.today()
    try:
        snapshot = _snapshot(options)
        record = _record(options, snapshot.account)
        if record.edited and not (options.due or options.accept_edits):
            raise RecordError(f"{options.record}: {EDITED}")
        found = matters(snapshot, snapshot.day)
        return (_look if looks else _decide)(options, found, record, today)
    except RecordError as error:
        raise UsageError(str(error)) from None


def _snapshot(options: argparse.Namespace) -> Snapshot:
    if options.account:
        return snapshot_of(options.account)
    from hauberk.cli.auditing import need_boto3, opened_from
    from hauberk.sources.account.reading import read_account

    need_boto3()
    opened = opened_from(options)
    return read_account(opened.clients, opened.account, opened.regions, facts())


def _source(file: str) -> Source:
    folder, name = os.path.split(file)
    root = Root(folder or ".")
    try:
        return Source(file, root.read_bytes(name, BUDGET))
    except ReadingError as error:
        raise RecordError(f"{file}: {error.text}") from None


def _stored(options: argparse.Namespace) -> Record:
    return read_record(_source(options.record))


def _record(options: argparse.Namespace, account: str) -> Record:
    """The record that there is, or a new one. A file that can't be read stays as it is: that ends the command."""
    if os.path.lexists(options.record):
        record = _stored(options)
        if record.account != account:
            raise RecordError(f"{options.record} is about the account {record.account}, not {account}")
    else:
        record = Record(account)
    if options.every is not None:
        if not 0 < options.every <= LONGEST:
            raise UsageError(f"--every takes days from 1 to {LONGEST}")
        record = record._replace(every=options.every)
    return record


def _look(options: argparse.Namespace, found: Matters, record: Record, today: date) -> Exit:
    """Lists what is due. A record whose edits are accepted is signed as it is; nothing else is written."""
    if options.accept_edits and record.edited:
        write_whole(options.record, written(_stored(options)))
        record = record._replace(edited=False)
    open_ = due(found, record, today)
    _tell_unread(found)
    write_out("".join(_template(open_) if options.format == "toml" else _listing(open_, found, record)))
    if record.edited:
        print(f"hauberk: {door.line(options.record)}: {EDITED}", file=sys.stderr)
    if options.due and (open_ or record.edited):
        return Exit.YES
    return Exit.UNREAD if found.unread and not options.allow_unread else Exit.NO


def _decide(options: argparse.Namespace, found: Matters, record: Record, today: date) -> Exit:
    _tell_unread(found)
    before = len(record.decisions)
    record = without_gone(found, record)
    gone = before - len(record.decisions)
    if options.decide:
        wishes = read_wishes(_source(options.decide))
        for pattern in fitting_nothing(wishes, found):
            print(f"hauberk: no matter is called {door.line(pattern)}", file=sys.stderr)
        record = apply(wishes, found, due(found, record, today), record, options.by, today)
        write_whole(options.record, written(record))
    else:
        from hauberk.cli.reviewing import walk

        def save(changed: Record) -> None:
            write_whole(options.record, written(changed))

        record = walk(due(found, record, today), record, options.by, today, save)
        if record.decisions or before:
            save(record)
    made = sum(one.on == today for one in record.decisions)
    left = len(due(found, record, today))
    taken = f", {counted(gone, 'decision')} about what is gone taken out" if gone else ""
    print(f"{door.line(options.record)}: {counted(made, 'decision')} of today{taken}; {counted(left, 'matter')} due")
    return Exit.UNREAD if found.unread and not options.allow_unread else Exit.NO


def _tell_unread(found: Matters) -> None:
    for kind, reason in found.unread.items():
        print(f"hauberk: of {kind} something may be missing: {door.line(reason.text)}", file=sys.stderr)


def _listing(open_: Iterable[Due], found: Matters, record: Record) -> Iterator[str]:
    """What is due, for a person."""
    count = 0
    for one in open_:
        count += 1
        yield f"{door.line(one.matter.name)}\n  {door.line(one.said)}\n"
        yield from (f"  {sign} {door.line(line)}\n" for sign, line in one.changes)
        yield "\n"
    yield f"{count} of {counted(len(found.found), 'matter')} of account {record.account} due\n"


def _template(open_: Iterable[Due]) -> Iterator[str]:
    """The same as a file for ``--decide``, to be filled in."""
    from hauberk.questions.review.record import quoted

    for one in open_:
        yield from (f"# {sign} {door.line(line)}\n" for sign, line in one.changes)
        yield f'[[decide]]\nmatter = {quoted(one.matter.name)}\ndecision = ""  # keep, remove or ask\nreason = ""\n\n'
