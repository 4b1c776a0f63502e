"""``hauberk iam diff``."""

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from hauberk.cli.errors import UsageError
from hauberk.cli.iam.inputs import account_of, opened, say
from hauberk.model.exits import Exit
from hauberk.questions.answers import Locate
from hauberk.questions.diff import Side, difference
from hauberk.questions.files import Files, InputError, named
from hauberk.reports.iam import diff as report
from hauberk.reports.style import style_for
from hauberk.scan.revision import Copy, RevisionError, laid_out


def run(options: argparse.Namespace) -> int:
    """Asks, and prints the answer."""
    account = account_of(options.account)
    with _sides(options) as (old, new):
        found = difference(old, new, account, options.budget)
        locate = _either(new.files.locate, old.files.locate)
        if options.format == "json":
            say(report.json(found, locate), new.files, old.files)
        else:
            say(report.text(found, locate, style_for(sys.stdout)), new.files, old.files)
    return Exit.YES if found.added else Exit.UNREAD if found.undecided else Exit.NO


def _either(first: Locate, second: Locate) -> Locate:
    return lambda span, says, role: first(span, says, role) or second(span, says, role)


@contextmanager
def _sides(options: argparse.Namespace) -> Iterator[tuple[Side, Side]]:
    """What is to be compared: two arguments, or one in two revisions."""
    if not options.since:
        if options.until:
            raise UsageError("--to needs --from")
        if not options.new:
            raise UsageError("there is nothing to compare with: name NEW too, or a revision with --from")
        with opened(options, [options.old, options.new]) as (files, (old, new)):
            yield Side(files, old), Side(files, new)
        return
    if options.new:
        raise UsageError("with --from one file is compared with itself; say --to for its other revision")
    with ExitStack() as stack:
        files, (argument,) = stack.enter_context(opened(options, [options.old]))
        before = _then(files, argument, options.since, "--from", stack)
        after = _then(files, argument, options.until, "--to", stack) if options.until else _now(files, argument)
        if not before.argument and not after.argument:
            raise InputError(f"there is no file {named(argument).file!r}, neither then nor later")
        yield before, after


def _now(files: Files, argument: str) -> Side:
    return Side(files, argument if os.path.exists(named(argument).file) else "")


def _then(files: Files, argument: str, revision: str, option: str, stack: ExitStack) -> Side:
    """A file as it was in a revision; nothing where it wasn't there."""
    where = named(argument)
    real = os.path.realpath(where.file)
    try:
        copy: Copy = stack.enter_context(laid_out(os.path.dirname(real), revision))
    except RevisionError as error:
        raise UsageError(f"{option} {revision}: {error}") from None
    below = os.path.relpath(real, copy.top)
    opening = files.opening._replace(base=copy.folder, shown=f"{revision}:", unnamed="")
    there = os.path.isfile(os.path.join(copy.folder, below))
    return Side(Files(opening), str(where._replace(file=below)) if there else "")
