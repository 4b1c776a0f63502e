"""The grammar of the command line: the commands, and the options of each."""

import argparse
from typing import Any

from hauberk import __version__
from hauberk.cli.parser import Parser, command

EXITS = """exit codes:
  0  nothing violated
  1  violated, at or above the threshold
  2  the command line or the configuration is wrong
  3  there was nothing to check
  4  something was left unread (unless --allow-unread)
  5  a fix failed, or findings couldn't be sent
  70 a fault in Hauberk"""


MAX_WORKERS = 256
"""Processes that ``--jobs`` may ask for."""


FORMATS = ("text", "json", "sarif", "github", "gitlab", "junit", "markdown", "html", "asff", "ocsf")
"""Those of :mod:`hauberk.reports.formats`, which isn't imported for a command that reports nothing."""


def make_parser() -> argparse.ArgumentParser:
    """The parser of all commands. ``command`` of its result is the function to run."""
    parser = Parser(
        prog="hauberk",
        description="Armour for AWS Lambda: checks an application against nineteen security practices.",
        epilog=EXITS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("-V", "--version", action="version", version=f"hauberk {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _check(commands)
    _audit(commands)
    _demo(commands)
    _review(commands)
    _drift(commands)
    _baseline(commands)
    _explain(commands)
    _controls(commands)
    _iam(commands)
    _policy(commands)
    _schema(commands)
    _lab(commands)
    _completion(commands)
    return parser


def _check(commands: Any) -> None:
    commands.add_parser(
        "check",
        help="check applications",
        description="Finds the applications below the given paths, checks them, and says what is wrong, where, and what"
        " to do.",
        epilog=EXITS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        fill=_fill_check,
    )


def _fill_check(parser: Parser) -> None:
    parser.set_defaults(command=command("check"))
    _target(parser)
    _output(parser)
    _deployed(parser)
    known = parser.add_argument_group("known findings")
    known.add_argument("--baseline", metavar="FILE", help="leave out the findings of a baseline")
    known.add_argument("--diff-base", metavar="REF", help="leave out the findings that a git revision has already")
    _ending(parser)


def _output(parser: argparse.ArgumentParser) -> None:
    """What is reported, and how: the same for every command that fills a ledger."""
    out = parser.add_argument_group("output")
    out.add_argument(
        "--format",
        choices=FORMATS,
        default="text",
        metavar="FORMAT",
        help=f"what to print: {', '.join(FORMATS[:-1])} or {FORMATS[-1]} (default: text)",
    )
    out.add_argument(
        "--output",
        action="append",
        default=[],
        metavar="[FORMAT=]FILE",
        help="write a report to a file besides; the format by the file's name if none is given; may be repeated",
    )
    loudness = out.add_mutually_exclusive_group()
    loudness.add_argument("-q", "--quiet", action="store_true", help="one line for each finding")
    loudness.add_argument(
        "-v", "--verbose", action="store_true", help="everything in full, and what is unknown and why"
    )


def _deployed(parser: argparse.ArgumentParser) -> None:
    """Where a template is deployed to, for formats whose findings belong to an account."""
    where = parser.add_argument_group("deployment")
    where.add_argument(
        "--aws-account", type=_account_id, default="", metavar="ID", help="the account, for --format asff and ocsf"
    )
    where.add_argument("--aws-region", type=_region, default="", metavar="REGION", help="the region, for the same")


def _ending(parser: argparse.ArgumentParser) -> None:
    """What counts for the exit code."""
    ending = parser.add_argument_group("exit code")
    ending.add_argument("--exit-zero", action="store_true", help="exit with 0 whatever is violated")
    ending.add_argument("--allow-unread", action="store_true", help="don't exit with 4 for what couldn't be read")
    ending.add_argument(
        "--fail-on", action="append", default=[], choices=("unknown",), help="exit with 1 for unknown verdicts too"
    )


def _target(parser: argparse.ArgumentParser) -> None:
    """What to check and which questions to ask: the same for every command that checks."""
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="files or folders, - for standard input (default: the working folder)"
    )
    parser.add_argument("--demo", action="store_true", help="check the vulnerable application that ships with Hauberk")
    _questions(parser)
    how = parser.add_argument_group("reading")
    parameters(how)
    how.add_argument(
        "--skip-non-templates",
        action="store_true",
        help="pass over a named file that is no template, as a pre-commit hook names them; nothing left to check is"
        " then no failure",
    )
    _exclude(how)
    how.add_argument("--jobs", type=_workers, default=0, metavar="N", help="worker processes (default: as it pays)")
    how.add_argument("--no-ignores", action="store_true", help="don't heed ignores in templates and configuration")
    how.add_argument(
        "--isolated", action="store_true", help="take neither configuration, ignores nor samconfig.toml from the target"
    )


def _questions(parser: argparse.ArgumentParser) -> None:
    """Which controls to ask."""
    asked = parser.add_argument_group("questions")
    asked.add_argument(
        "--select", action="append", default=[], metavar="CONTROL", help="ask these only, by name or practice"
    )
    asked.add_argument("--ignore", action="append", default=[], metavar="CONTROL", help="don't ask these")
    asked.add_argument(
        "--severity",
        choices=("low", "medium", "high", "critical"),
        help="ask what is at least so severe (default: low)",
    )


def parameters(how: Any) -> None:
    """What fixes the parameters of a template: the same for every command that reads one."""
    how.add_argument(
        "--parameters",
        action="append",
        default=[],
        metavar="NAME=VALUE|FILE",
        help="a deployment parameter, or a file with them: JSON or YAML of the AWS CLI, samconfig.toml; may be"
        " repeated",
    )
    how.add_argument(
        "--config-env",
        default="default",
        metavar="ENV",
        help="the environment of samconfig.toml that counts (default: default)",
    )


def _exclude(how: Any) -> None:
    how.add_argument(
        "--exclude", action="append", default=[], metavar="PATTERN", help="paths to leave out, as in .gitignore"
    )


def _reading(parser: Parser) -> None:
    """How the templates are read whose functions are asked about."""
    how = parser.add_argument_group("reading")
    parameters(how)
    _exclude(how)


def _workers(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 6 and int(text) <= MAX_WORKERS):
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 0 to {MAX_WORKERS}")
    return int(text)


def _account_id(text: str) -> str:
    if text and not (len(text) == 12 and text.isascii() and text.isdecimal()):
        raise argparse.ArgumentTypeError(f"{text!r} is no account: it has twelve digits")
    return text


def _region(text: str) -> str:
    parts = text.split("-")
    if text and not (
        len(parts) > 2 and parts[-1].isdecimal() and all(part.isascii() and part.isalnum() for part in parts)
    ):
        raise argparse.ArgumentTypeError(f"{text!r} is no region, such as eu-west-1")
    return text


def _audit(commands: Any) -> None:
    commands.add_parser(
        "audit",
        help="audit a live account",
        description="Reads what is deployed in an AWS account, by calls that change nothing, and asks the same controls"
        " as of a template.",
        epilog=EXITS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        fill=_fill_audit,
    )


def _demo(commands: Any) -> None:
    demo = commands.add_parser(
        "demo",
        help="audit a vulnerable application in an emulated account",
        description="Starts an AWS account on this machine, deploys the vulnerable application that ships with Hauberk,"
        " audits it, and shows what a change by hand looks like. Nothing leaves this machine.",
    )
    demo.set_defaults(command=command("demo"))


def _fill_audit(parser: Parser) -> None:
    parser.set_defaults(command=command("audit"))
    _whose(parser.add_argument_group("account"))
    which = parser.add_argument_group("functions")
    which.add_argument(
        "--functions",
        action="append",
        default=[],
        metavar="GLOB",
        help="only functions of such a name, as in orders-*, and what belongs to them; may be repeated",
    )
    which.add_argument(
        "--tags", action="append", default=[], metavar="KEY=VALUE", help="only functions with this tag; may be repeated"
    )
    which.add_argument("--stack", default="", metavar="NAME", help="only functions of this CloudFormation stack")
    which.add_argument(
        "--code",
        action="store_true",
        help="download the code of functions and follow it like local code; it is deleted afterwards, and never run",
    )
    which.add_argument(
        "--sample-logs",
        action="store_true",
        help="look for secrets in a sample of the events of log groups, of which only kinds and numbers are kept",
    )
    which.add_argument(
        "--trail",
        action="store_true",
        help="look up in CloudTrail's event history what functions asked for lately, which `policy --account` tells",
    )
    _questions(parser)
    _output(parser)
    calls = parser.add_argument_group("calls")
    instead = calls.add_mutually_exclusive_group()
    instead.add_argument(
        "--plan",
        action="store_true",
        help="print the calls that would be made and the time they take; make none of them",
    )
    instead.add_argument(
        "--print-policy", action="store_true", help="print the least policy that lets these questions be answered"
    )
    calls.add_argument(
        "--share",
        type=_percent,
        default=0,
        metavar="PERCENT",
        help="how much of AWS's limits to use, which your deployments share (default: 50; none is kept where"
        " --endpoint-url replaces AWS)",
    )
    parser.add_argument_group("known findings").add_argument(
        "--baseline",
        metavar="FILE",
        help="leave out the findings of a baseline (`hauberk baseline SNAPSHOT`)",
    )
    snapshot = parser.add_argument_group("snapshot")
    sending = parser.add_argument_group("sending")
    sending.add_argument(
        "--send", choices=("security-hub",), default="", metavar="WHERE", help="send the findings: security-hub"
    )
    sending.add_argument("--dry-run", action="store_true", help="print what would be sent, and send nothing")
    snapshot.add_argument("--save", default="", metavar="FILE", help="keep what was read, for later questions")
    snapshot.add_argument(
        "--key-file",
        default="",
        metavar="FILE",
        help="the key that values are concealed with, made if there is none: snapshots of one key compare values",
    )
    snapshot.add_argument(
        "--resume", default="", metavar="FILE", help="go on with a snapshot that was interrupted, or lacks answers"
    )
    _ending(parser)


def _whose(whose: Any) -> None:
    """Whose account is read: the same for every command that reads one."""
    whose.add_argument("--profile", default="", metavar="NAME", help="the profile of your AWS configuration")
    whose.add_argument(
        "--region",
        action="append",
        default=[],
        metavar="REGION",
        help="a region to read, or all that are enabled; may be repeated (default: the one that is configured)",
    )
    whose.add_argument("--role-arn", default="", metavar="ARN", help="a role to read in, which is assumed first")
    whose.add_argument("--external-id", default="", metavar="ID", help="what the role's trust policy asks for")
    whose.add_argument("--endpoint-url", default="", metavar="URL", help="where to call instead of AWS")


def _percent(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 4 and 1 <= int(text) <= 100):
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1 to 100")
    return int(text)


def _review(commands: Any) -> None:
    commands.add_parser(
        "review",
        help="review who may do what in an account, and sign it off",
        description="Walks a reviewer through what nobody uses, who gets in from outside, and policies that changed"
        " since the last review; keeps who decided what, and until when, in a file.",
        epilog=EXITS.replace("nothing violated", "done; with --due: nothing is due").replace(
            "violated, at or above the threshold", "with --due: something is due, or the record was edited"
        ),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        fill=_fill_review,
    )


def _fill_review(parser: Parser) -> None:
    parser.set_defaults(command=command("review"))
    whose = parser.add_argument_group("account")
    whose.add_argument("--account", default="", metavar="SNAPSHOT", help="what `hauberk audit --save` kept of it")
    _whose(whose)
    kept = parser.add_argument_group("record")
    kept.add_argument(
        "--record",
        default="hauberk-review.toml",
        metavar="FILE",
        help="where decisions are kept (default: hauberk-review.toml)",
    )
    kept.add_argument("--by", default="", metavar="NAME", help="who decides; asked for on a terminal")
    kept.add_argument(
        "--every", type=int, metavar="DAYS", help="days for which what is kept needs no other review (default: 90)"
    )
    kept.add_argument("--accept-edits", action="store_true", help="sign a record that was changed by hand")
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--list", action="store_true", help="print what is due, and decide nothing")
    how.add_argument("--due", action="store_true", help="the same, and exit with 1 if something is")
    how.add_argument("--decide", default="", metavar="FILE", help="decide as a file says, and ask nobody")
    parser.add_argument(
        "--format",
        choices=("text", "toml"),
        default="text",
        metavar="FORMAT",
        help="how --list prints: text, or toml to fill in for --decide (default: text)",
    )
    parser.add_argument("--allow-unread", action="store_true", help="don't exit with 4 for what couldn't be read")


def _drift(commands: Any) -> None:
    commands.add_parser(
        "drift",
        help="what differs between two snapshots, or a template and a snapshot",
        description="Compares two states of an application: two snapshots of an account, or a template and a\n"
        "snapshot. A sentence tells each difference that matters to security, with the lines of both sides.",
        epilog="""exit codes:
  0  nothing differs that matters
  1  something does
  2  the command line is wrong, or a side can't be read
  4  an account wasn't read as far as the comparison looks (unless --allow-unread)""",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        fill=_fill_drift,
    )


def _fill_drift(parser: Parser) -> None:
    parser.set_defaults(command=command("drift"))
    parser.add_argument("before", metavar="BEFORE", help="a snapshot, or a template")
    parser.add_argument("after", metavar="AFTER", help="a snapshot, or a template")
    parser.add_argument("--stack", default="", metavar="NAME", help="the template's stack, where several have it")
    parser.add_argument(
        "--key-file", default="", metavar="FILE", help="the key of the snapshot's values, to compare a template's with"
    )
    parser.add_argument("--all", action="store_true", help="tell of everything that only the account has")
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", metavar="FORMAT", help="text or json (default: text)"
    )
    parser.add_argument("-v", "--verbose", action="store_true", help="list what can't be compared and what is little")
    reading = parser.add_argument_group("reading")
    parameters(reading)
    ending = parser.add_argument_group("exit code")
    ending.add_argument("--allow-unread", action="store_true", help="don't exit with 4 for what wasn't read")


def _baseline(commands: Any) -> None:
    commands.add_parser(
        "baseline",
        help="write down the findings that there are",
        description="Writes a baseline: `check --baseline FILE` then reports what is new. Fingerprints survive moved"
        " lines.",
        fill=_fill_baseline,
    )


def _fill_baseline(parser: Parser) -> None:
    parser.set_defaults(command=command("baseline"))
    _target(parser)
    parser.add_argument(
        "-o",
        "--output",
        default="hauberk-baseline.json",
        metavar="FILE",
        help="where to (default: hauberk-baseline.json)",
    )


def _explain(commands: Any) -> None:
    commands.add_parser(
        "explain",
        help="explain a control or a practice",
        description="Prints a control's page, or of a practice its controls.",
        fill=_fill_explain,
    )


def _fill_explain(parser: Parser) -> None:
    parser.set_defaults(command=command("explain"))
    parser.add_argument("control", metavar="CONTROL", help="a control by name, or a practice by number")
    parser.add_argument("--format", choices=("text", "markdown"), default="text")


def _controls(commands: Any) -> None:
    commands.add_parser(
        "controls", help="list the controls", description="Lists every control by practice.", fill=_fill_controls
    )


def _fill_controls(parser: Parser) -> None:
    parser.set_defaults(command=command("controls"))
    parser.add_argument("--format", choices=("text", "json", "names"), default="text")


def _iam(commands: Any) -> None:
    commands.add_parser(
        "iam",
        help="ask about IAM policies",
        description="Answers questions about IAM policies for every request that there can be, offline, with a request"
        " as the proof.",
        fill=_fill_iam,
    )


def _fill_iam(parser: Parser) -> None:
    from hauberk.cli.iam.grammar import fill

    fill(parser)


def _policy(commands: Any) -> None:
    commands.add_parser(
        "policy",
        help="the least privilege that functions need, by their code",
        description="Follows the code of every function and tells the permissions that it needs, against those that its"
        " role grants.",
        epilog=EXITS.replace("nothing violated", "no role grants more than its function needs").replace(
            "violated, at or above the threshold", "a role grants more, beyond --allow"
        ),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        fill=_fill_policy,
    )


def _fill_policy(parser: Parser) -> None:
    parser.set_defaults(command=command("policy"))
    parser.add_argument("paths", nargs="*", metavar="PATH", help="files or folders (default: the working folder)")
    parser.add_argument("--demo", action="store_true", help="look at the application that ships with Hauberk")
    parser.add_argument(
        "--function",
        action="append",
        default=[],
        metavar="ID",
        help="this function only, by its logical id; may be repeated",
    )
    parser.add_argument(
        "--allow",
        action="append",
        default=[],
        metavar="PATTERN",
        help="actions that may be granted beyond what is needed, such as logs:*; may be repeated",
    )
    parser.add_argument(
        "--observed",
        action="append",
        default=[],
        metavar="FILE",
        help="calls that were seen: events of CloudTrail (JSON, gzip, exports of Lake and Athena), or a policy that a"
        " client's monitor has put together; may be repeated",
    )
    parser.add_argument(
        "--account",
        default="",
        metavar="SNAPSHOT",
        help="what `hauberk audit --save` kept of the account: tells what the deployed functions have used",
    )
    parser.add_argument(
        "--format",
        choices=("text", "json", "iam-json", "sam", "cloudformation"),
        default="text",
        metavar="FORMAT",
        help="what to print: text, json, iam-json, sam or cloudformation (default: text)",
    )
    parser.add_argument("-o", "--output", default="", metavar="FILE", help="write it to a file instead")
    _reading(parser)
    ending = parser.add_argument_group("exit code")
    ending.add_argument("--exit-zero", action="store_true", help="exit with 0 whatever is granted beyond need")
    ending.add_argument("--allow-unread", action="store_true", help="don't exit with 4 for what couldn't be told")


def _schema(commands: Any) -> None:
    commands.add_parser(
        "schema",
        help="a JSON Schema of what a function takes, by its code",
        description="Follows the code of a function and proposes a JSON Schema of its event: of the body of its"
        " requests, its messages, or the event as a whole. Each constraint tells the line that showed it; what couldn't"
        " be known is told on standard error.",
        epilog=EXITS.replace("nothing violated", "a schema is proposed")
        .replace("  1  violated, at or above the threshold\n", "")
        .replace("there was nothing to check", "the code reads nothing that a schema could describe"),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        fill=_fill_schema,
    )


def _fill_schema(parser: Parser) -> None:
    parser.set_defaults(command=command("schema"))
    parser.add_argument("function", metavar="FUNCTION", help="a function, by its logical id, or a handler in code")
    parser.add_argument(
        "path", nargs="?", default=".", metavar="PATH", help="a file or folder (default: the working folder)"
    )
    parser.add_argument("--demo", action="store_true", help="look at the application that ships with Hauberk")
    parser.add_argument(
        "--draft",
        choices=("2020-12", "4"),
        default="2020-12",
        metavar="DRAFT",
        help="the draft of JSON Schema: 2020-12, or 4 as models of API Gateway are (default: 2020-12)",
    )
    parser.add_argument(
        "--format",
        choices=("json", "yaml", "sam"),
        default="json",
        metavar="FORMAT",
        help="what to print: json, yaml, or sam: a model of API Gateway and how to use it (default: json)",
    )
    parser.add_argument("-o", "--output", default="", metavar="FILE", help="write it to a file instead")
    _reading(parser)
    ending = parser.add_argument_group("exit code")
    ending.add_argument("--allow-unread", action="store_true", help="don't exit with 4 for what couldn't be followed")


def _lab(commands: Any) -> None:
    commands.add_parser(
        "lab",
        help="an AWS account on this machine, to try things on",
        description="Keeps an emulated AWS account up, on a port of this machine alone, and deploys applications into"
        " it. Needs what `pip install 'hauberk[lab]'` brings.",
        fill=_fill_lab,
    )


def _fill_lab(parser: Parser) -> None:
    from hauberk.cli.lab.grammar import fill

    fill(parser)


def _completion(commands: Any) -> None:
    commands.add_parser(
        "completion",
        help="print a completion script",
        description="Prints a completion script for a shell.",
        fill=_fill_completion,
    )


def _fill_completion(parser: Parser) -> None:
    parser.set_defaults(command=command("completion"))
    parser.add_argument("shell", choices=("bash", "zsh", "fish"), metavar="SHELL", help="bash, zsh or fish")
