"""``hauberk schema``."""

import argparse
import os
import sys
from json import dumps

import hauberk
from hauberk.cli.errors import UsageError
from hauberk.cli.writing import may_write, write_out, write_whole
from hauberk.model.exits import Exit
from hauberk.questions.schema import InputError, Proposed, Wish, proposed
from hauberk.reports.door import line

_DEMO = os.path.join(os.path.dirname(hauberk.__file__), "demo", "vulnerable")


def run(options: argparse.Namespace) -> int:
    """Proposes a schema, tells what couldn't be known, and gives the exit code."""
    if options.output:
        may_write(options.output)
    try:
        found = proposed(_wish(options))
    except InputError as error:
        raise UsageError(str(error)) from None
    for note in found.notes:
        sys.stderr.write(f"note: {line(_masked(note, found))}\n")
    if found.schema is None:
        return Exit.UNREAD if found.unread and not options.allow_unread else Exit.NOTHING
    if options.format == "sam" and found.main not in ("body", "queryStringParameters", "pathParameters"):
        raise UsageError(f"{found.function} takes no requests of a REST API that a model could describe")
    if options.format == "sam" and not found.rest:
        sys.stderr.write(
            f"note: no REST API of the template leads to {line(found.function)}; HTTP APIs and function URLs don't"
            " validate requests by models\n"
        )
    text = _masked(_rendered(found, options.format), found)
    if options.output:
        write_whole(options.output, text)
    else:
        write_out(text)
    return Exit.UNREAD if found.unread and not options.allow_unread else Exit.NO


def _wish(options: argparse.Namespace) -> Wish:
    path = _DEMO if options.demo else options.path
    pins = {}
    if options.parameters:
        from hauberk.cli.pins import pins_of

        pins = pins_of(options.parameters, options.config_env)
    return Wish(
        options.function,
        path,
        "4" if options.format == "sam" else options.draft,
        pins,
        options.config_env,
        tuple(options.exclude),
        _DEMO if options.demo else "",
        "demo" if options.demo else "",
    )


def _rendered(found: Proposed, format_: str) -> str:
    from hauberk.reports.schema import documents

    return {"json": documents.json, "yaml": documents.yaml, "sam": documents.sam}[format_](found)


def _masked(text: str, found: Proposed) -> str:
    """A text without what templates hide."""
    for secret in sorted(found.hidden, key=len, reverse=True):
        for written in (secret, dumps(secret)[1:-1]):
            text = text.replace(written, "***")
    return text
