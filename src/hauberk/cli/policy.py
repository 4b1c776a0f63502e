"""``hauberk policy``."""

import argparse
import os
import sys
from json import dumps
from typing import TYPE_CHECKING

import hauberk
from hauberk.cli.errors import UsageError
from hauberk.cli.writing import may_write, write_out, write_whole
from hauberk.model.exits import Exit
from hauberk.questions.files import InputError
from hauberk.questions.least import Least
from hauberk.questions.policy import Wish, least
from hauberk.reports import door
from hauberk.reports.style import Style, style_for

if TYPE_CHECKING:
    from hauberk.questions.deployed import Accounted

_DEMO = os.path.join(os.path.dirname(hauberk.__file__), "demo", "vulnerable")

_OF_TEMPLATES = "what functions need is in their code: name the template that has it, beside --account"


def run(options: argparse.Namespace) -> int:
    """Finds what functions need, reports it, and gives the exit code."""
    if options.output:
        may_write(options.output)
    try:
        found = least(_wish(options))
    except InputError as error:
        raise UsageError(str(error)) from None
    if options.output:
        write_whole(options.output, _shown(found, options.format, Style(False)))
    else:
        write_out(_shown(found, options.format, style_for(sys.stdout)))
    if options.format == "iam-json":  # which has no room for remarks
        from hauberk.reports.policy.documents import remarks

        for one in found.functions:
            for remark in remarks(one):
                print(f"hauberk: {door.line(one.name)}: {remark}", file=sys.stderr)
    if not any(True for _ in found.functions):
        if options.account:
            print(f"hauberk: {_OF_TEMPLATES}", file=sys.stderr)
        return Exit.UNREAD if found.gaps else Exit.NOTHING
    if any(True for _ in found.excess) and not options.exit_zero:
        return Exit.YES
    return Exit.UNREAD if found.is_open and not options.allow_unread else Exit.NO


def _wish(options: argparse.Namespace) -> Wish:
    paths = (_DEMO,) if options.demo else tuple(options.paths) or (".",)
    for path in paths:
        if not os.path.exists(path):
            raise UsageError(f"there is no file or folder {path!r}")
    pins = {}
    if options.parameters:
        from hauberk.cli.pins import pins_of

        pins = pins_of(options.parameters, options.config_env)
    return Wish(
        paths,
        tuple(options.allow),
        pins,
        options.config_env,
        _DEMO if options.demo else "",
        "demo" if options.demo else "",
        tuple(options.exclude),
        tuple(options.function),
        tuple(options.observed),
        _account(options.account) if options.account else None,
    )


def _account(file: str) -> "Accounted":
    from hauberk.cli.snapshots import snapshot_of
    from hauberk.questions.deployed import Accounted

    snapshot = snapshot_of(file)
    return Accounted(snapshot, snapshot.day)


def _shown(found: Least, format_: str, style: Style) -> str:
    """A report without what templates hide: a secret may be part of a name."""
    text = _rendered(found, format_, style)
    hidden = {secret for one in found.applications for secret in one.hidden}
    for secret in sorted(hidden, key=len, reverse=True):
        for written in (secret, dumps(secret)[1:-1]):
            text = text.replace(written, "***")
    return text


def _rendered(found: Least, format_: str, style: Style) -> str:
    if format_ == "text":
        from hauberk.reports.policy.text import text

        return text(found, style)
    if format_ == "json":
        from hauberk.reports.policy.json import json

        return json(found)
    from hauberk.reports.policy import documents

    return {
        "iam-json": documents.iam_json,
        "sam": documents.sam,
        "cloudformation": documents.cloudformation,
    }[format_](found)
