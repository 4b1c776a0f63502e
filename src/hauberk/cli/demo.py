"""``hauberk demo``."""

import argparse
import sys

from hauberk.cli.errors import UsageError
from hauberk.cli.writing import write_out
from hauberk.model.exits import Exit
from hauberk.reports.fitting import wrapped
from hauberk.reports.style import Style, style_for

NEXT = (
    ("hauberk check", "your own templates and code, offline"),
    ("hauberk audit --plan", "the calls that an audit of your account would make"),
    ("hauberk audit --code --save FILE", "that audit, which changes nothing"),
    ("hauberk drift TEMPLATE FILE", "what your account has otherwise than a template"),
    ("hauberk lab up", "an account like this one, to try things on"),
    ("hauberk explain {control}", "more about the finding above"),
)


def run(_: argparse.Namespace) -> int:
    """Shows the demonstration as it goes."""
    try:
        from hauberk.lab.demonstration import Audit, Change, Deployment, steps
    except ImportError as error:
        if error.name not in ("boto3", "botocore", "moto", "flask", "werkzeug"):
            raise
        raise UsageError("hauberk demo needs an emulated account: pip install 'hauberk[lab]'") from None
    from hauberk.lab.account.server import ServerError

    style = style_for(sys.stdout)
    control = ""
    _say("An AWS account on this machine, emulated by moto. Nothing leaves it, and it is gone when this ends.")
    try:
        for step in steps():
            match step:
                case Deployment(held, of):
                    _head(style, "Deployed:", f"the vulnerable application: {held} of {of} resources, and its code.")
                case Audit(ledger, calls, worst) as audit:
                    from hauberk.practices import all_controls
                    from hauberk.reports import text
                    from hauberk.reports.tally import last_line
                    from hauberk.reports.titles import Titles

                    control = worst.control
                    _head(style, "Audited:", f"by {calls} calls that change nothing: {last_line(ledger)}")
                    _say(_lacking(*audit.lacking))
                    _say("The worst that anyone on the internet gets to, all the way to the data:\n")
                    write_out(text.one(ledger, worst, Titles(all_controls()), style))
                case Change(function, found):
                    from hauberk.reports.drift import text as drift

                    _head(style, "Changed by hand:", f"someone lets anyone invoke {function}, for a quick test.")
                    _say("What the account has otherwise than the template:\n")
                    write_out(drift.render(found, style))
    except ServerError as error:
        raise UsageError(str(error)) from None
    _head(style, "Next:", "")
    for line, says in NEXT:
        _say(f"  {line.format(control=control):38} {says}")
    return Exit.NO


def _lacking(gaps: int, unknown: int) -> str:
    """What the emulated account can't tell, and an account of AWS's would."""
    return f"What isn't read are calls that the emulator lacks ({gaps}), and {unknown} of the unknown hang on these.\n"


def _head(style: Style, word: str, text: str) -> None:
    first, *more = wrapped(f"{word} {text}".rstrip(), style.columns - 2)
    lines = (f"{style.paint('bold', word)}{first[len(word) :]}", *(f"  {line}" for line in more))
    write_out("\n" + "\n".join(lines) + "\n")


def _say(text: str) -> None:
    write_out(text + "\n")
