"""``hauberk iam ask``."""

import argparse
import sys
from collections.abc import Iterator

from hauberk.cli.errors import UsageError
from hauberk.cli.iam.inputs import STDIN, account_of, opened, say
from hauberk.cli.writing import write_out
from hauberk.iam.request import Decision
from hauberk.model.exits import Exit
from hauberk.questions.answers import Asked, Unasked
from hauberk.questions.ask import Asker, Wish
from hauberk.questions.bulk import Cases, cases_from, cases_in
from hauberk.questions.files import Files, InputError
from hauberk.questions.requests import Case, context_of
from hauberk.reports.iam import ask as report
from hauberk.reports.style import style_for

_EXITS = {Decision.ALLOW: Exit.YES, Decision.UNKNOWN: Exit.UNREAD}


def run(options: argparse.Namespace) -> int:
    """Asks, and prints the answer."""
    given = (*options.identity, options.boundary, options.session, options.resource_policy)
    with opened(options, [*given, options.resource or ""]) as (files, names):
        *identity, boundary, session, resource_policy, resource = names
        wish = Wish(
            Case(
                options.principal,
                options.action,
                resource or None,
                context_of(options.context, UsageError),
                options.resource_account,
                account_of(options.management_account, "--management-account"),
            ),
            tuple(identity),
            boundary,
            session,
            tuple(options.scp),
            tuple(options.rcp),
            resource_policy,
        )
        asker = Asker(files, wish)
        if not options.request:
            return _one(asker.ask(), files, options.format)
        if options.request == "-":
            cases = cases_from(files, sys.stdin.buffer, STDIN, live=options.format == "json")
        else:
            cases = cases_in(files, options.request)
        if cases.several:
            return _many(cases, asker, files, options.format)
        (case,) = cases.each
        assert isinstance(case, Case)
        return _one(asker.ask(case), files, options.format)


def _one(asked: Asked, files: Files, format_: str) -> int:
    if format_ == "json":
        say(report.json(asked, files.locate), files)
    else:
        say(report.text(asked, files.locate, style_for(sys.stdout)), files)
    return _EXITS.get(asked.answer.decision, Exit.NO)


def _many(cases: Cases, asker: Asker, files: Files, format_: str) -> int:
    style = style_for(sys.stdout)
    exits = {Exit.NO}
    listed = cases.listed and format_ == "json"
    if listed:
        write_out("[")
    for number, asked in enumerate(_answers(cases, asker)):
        exits.add(Exit.UNREAD if isinstance(asked, Unasked) else _EXITS.get(asked.answer.decision, Exit.NO))
        if format_ == "json":
            before = ",\n" if listed and number else "\n" if listed else ""
            line = report.json_line(asked, files.locate)
            say(before + (line.rstrip("\n") if listed else line), files)
        else:
            say(report.brief(asked, style), files)
    if listed:
        write_out("\n]\n")
    return next(code for code in (Exit.YES, Exit.UNREAD, Exit.NO) if code in exits)


def _answers(cases: Cases, asker: Asker) -> Iterator[Asked | Unasked]:
    """An answer to each. What can't be asked and has no others beside it is no request of many: that is an error."""
    alone: Unasked | None = None
    for number, case in enumerate(cases.each):
        if alone is not None:
            yield alone
        answer = _answer(case, asker)
        alone = answer if number == 0 and not cases.listed and isinstance(answer, Unasked) else None
        if alone is None:
            yield answer
    if alone is not None:
        raise InputError(alone.error)


def _answer(case: Case | Unasked, asker: Asker) -> Asked | Unasked:
    try:
        return case if isinstance(case, Unasked) else asker.ask(case)
    except InputError as error:
        return Unasked(str(error))
