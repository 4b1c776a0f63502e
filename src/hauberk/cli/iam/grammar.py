"""The grammar of ``hauberk iam``, which no other command loads."""

import argparse
from typing import Any

from hauberk.cli.grammar import parameters
from hauberk.cli.parser import Parser, command

STEPS = 200_000
"""Steps of a question: states of automata and branches of the search. Some hundred thousand take a second."""
_GIVEN = """FILE is a policy as JSON or YAML, an answer of the AWS CLI that holds one, or - for standard input;
template.yaml#LogicalId is what a resource of a SAM or CloudFormation template has."""


def fill(parser: Parser) -> None:
    """Adds the questions."""
    questions = parser.add_subparsers(title="questions", metavar="QUESTION", required=True)
    _ask(questions)
    _public(questions)
    _diff(questions)
    _denied(questions)
    _minimise(questions)
    _validate(questions)
    _escalate(questions)


def _exits(no: str, yes: str, undecided: str) -> str:
    return f"""exit codes:
  0  {no}
  1  {yes}
  2  the command line or the input is wrong
  4  {undecided}
  70 a fault in Hauberk"""


def _question(questions: Any, name: str, brief: str, description: str, exits: str) -> Any:
    parser = questions.add_parser(
        name,
        help=brief,
        description=f"{description}\n\n{_GIVEN}",
        epilog=exits,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(command=command(f"iam.{name}"))
    parser.add_argument("--format", choices=("text", "json"), default="text", help="what to print (default: text)")
    parameters(parser.add_argument_group("templates"))
    return parser


def _ask(questions: Any) -> None:
    parser = _question(
        questions,
        "ask",
        "may a principal do something, and which statement decides",
        "Decides a request as AWS would, by all policies that bear on it. REQUEST is a JSON object (principal,\n"
        "action, resource, context, resource_account, policies), a list of such objects, or a line each; the\n"
        "options tell the same, and fill in what a request leaves out.",
        _exits("denied", "allowed (of several requests: one is)", "unknown, or a request couldn't be read"),
    )
    parser.add_argument("request", nargs="?", default="", metavar="REQUEST", help="a file, - for standard input")
    request = parser.add_argument_group("request")
    request.add_argument("--principal", metavar="ARN", help="who asks: an ARN, a service, * for anyone")
    request.add_argument("--action", metavar="ACTION", help="what is to be done, such as s3:GetObject")
    request.add_argument(
        "--resource", metavar="ARN", help="on what: an ARN, *, or template.yaml#LogicalId with its own policy"
    )
    request.add_argument(
        "--context", action="append", default=[], metavar="KEY=VALUE", help="a condition key; may be repeated"
    )
    request.add_argument(
        "--resource-account", default="", metavar="ID", help="whose the resource is, if its ARN doesn't tell"
    )
    policies = parser.add_argument_group("policies", "each a file, template.yaml#LogicalId, or the ARN of one of AWS")
    policies.add_argument(
        "--identity", action="append", default=[], metavar="FILE", help="what the principal has; may be repeated"
    )
    policies.add_argument("--boundary", default="", metavar="FILE", help="its permissions boundary")
    policies.add_argument("--session", default="", metavar="FILE", help="the policy of its session")
    _organization(policies)
    request.add_argument(
        "--management-account",
        default="",
        metavar="ID",
        help="the organization's, whose principals and resources its policies don't limit",
    )
    policies.add_argument("--resource-policy", default="", metavar="FILE", help="the policy of the resource")


def _organization(parser: Any) -> None:
    for name, what, needs in (("scp", "service", ", of which one has to allow"), ("rcp", "resource", "")):
        parser.add_argument(
            f"--{name}",
            action="append",
            default=[],
            metavar="FILE[,FILE]",
            help=f"{what} control policies of one level{needs}; repeat it for each level",
        )


def _public(questions: Any) -> None:
    parser = _question(
        questions,
        "public",
        "can anyone outside use a resource",
        "Asks whether anyone outside of the account, the organization or those that are trusted can use a resource,\n"
        "by its policy: a bucket's, queue's, topic's, key's, function's, role's … Of a template without a resource's\n"
        "id all resources are asked about.",
        _exits("not public", "public", "unknown"),
    )
    parser.add_argument("policy", metavar="FILE", help="the policy of a resource")
    parser.add_argument("--service", metavar="NAME", help="what the policy is of: s3, sqs, sns, kms, lambda, iam …")
    parser.add_argument("--account", default="", metavar="ID", help="the account that owns the resource")
    parser.add_argument(
        "--trust",
        "--org",
        action="append",
        default=[],
        metavar="ID",
        help="an account or an organization (o-…) that isn't outside; may be repeated. Without an organization those"
        " that the policy names are trusted",
    )
    _budget(parser)


def _diff(questions: Any) -> None:
    parser = _question(
        questions,
        "diff",
        "what access a change adds and removes",
        "Tells what NEW allows and OLD doesn't, and the other way round, with a request for each that tells the two\n"
        "apart: of two policies, of a resource of two templates, or of everything that two templates hold. With\n"
        "--from one file is compared with a revision of itself.",
        _exits("no access is added", "access is added", "nothing was found, but not everything could be decided"),
    )
    parser.add_argument("old", metavar="OLD", help="the policy or template before")
    parser.add_argument("new", metavar="NEW", nargs="?", default="", help="the same after")
    revisions = parser.add_argument_group("revisions", "one file, as git has it")
    revisions.add_argument("--from", dest="since", default="", metavar="REV", help="compare with this revision")
    revisions.add_argument(
        "--to", dest="until", default="", metavar="REV", help="what to compare with it (default: the file as it is now)"
    )
    parser.add_argument("--account", default="", metavar="ID", help="the account that owns the resources")
    _budget(parser)


def _denied(questions: Any) -> None:
    parser = _question(
        questions,
        "denied",
        "check that access isn't granted",
        "Checks that a policy grants nothing of some actions on some resources, and shows a request that goes through\n"
        "if it does. Of a template without a resource's id everything that it holds is checked.",
        _exits("nothing of it is granted", "some of it is granted", "unknown"),
    )
    parser.add_argument("policy", metavar="FILE", help="a policy or a template")
    parser.add_argument(
        "--actions",
        action="append",
        required=True,
        metavar="ACTION[,ACTION]",
        help="what must not be granted, as in a policy: s3:Delete*; may be repeated",
    )
    parser.add_argument(
        "--resources",
        action="append",
        default=[],
        metavar="ARN[,ARN]",
        help="on what, as in a policy: arn:aws:s3:::orders/*; may be repeated (default: anything)",
    )
    parser.add_argument("--account", default="", metavar="ID", help="the account that owns the resources")
    _budget(parser)


def _minimise(questions: Any) -> None:
    parser = _question(
        questions,
        "minimise",
        "the same permissions in fewer statements",
        "Writes a policy that allows and denies exactly the same in fewer statements, names those that were needless\n"
        "and why, and tells how far it is from AWS's limits. Several policies of a template's resource are taken\n"
        "together.",
        _exits("nothing can go", "it can be said in less", "it couldn't be decided whether something can go"),
    )
    parser.add_argument("policy", metavar="FILE", help="a policy, or a resource of a template")
    parser.add_argument(
        "--wildcards",
        action="store_true",
        help="write actions as patterns too, where these mean the same actions today",
    )
    parser.add_argument("-o", "--output", default="", metavar="FILE", help="write the new policy to a file besides")
    parser.add_argument("-q", "--quiet", action="store_true", help="print the new policy alone")
    _budget(parser)


def _validate(questions: Any) -> None:
    parser = _question(
        questions,
        "validate",
        "what is wrong with a policy",
        "Tells what AWS would refuse of a policy, what has no effect in it, and what isn't as it looks, each at its\n"
        "place; of a template all policies that it writes. docs/policy-validation.md lists the checks.",
        _exits("nothing is wrong", "something is, at or above the threshold", "a check couldn't be decided"),
    )
    parser.add_argument("policy", metavar="FILE", help="a policy or a template")
    parser.add_argument(
        "--type",
        choices=("identity", "boundary", "session", "resource", "trust", "scp", "rcp"),
        metavar="TYPE",
        help="what a policy in a file is: identity, boundary, session, resource, trust, scp or rcp (default: as its"
        " principals tell)",
    )
    parser.add_argument("--service", metavar="NAME", help="what a resource's policy is of: s3, sqs, kms …")
    parser.add_argument(
        "--severity",
        choices=("error", "warning", "suggestion"),
        default="suggestion",
        help="tell what is at least so severe (default: suggestion)",
    )
    _budget(parser)


def _escalate(questions: Any) -> None:
    parser = _question(
        questions,
        "escalate",
        "who can gain more than they have",
        "Tells for each user and role every way to gain more permissions than it has, by published methods and\n"
        "several of them in a row, each step with a request that is allowed. FILE may be the answer of `aws iam\n"
        "get-account-authorization-details` too, as JSON or YAML, whole or in pages, with gzip or without.",
        _exits("nobody can gain anything", "somebody can", "nothing was found, but not everything is known"),
    )
    parser.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help="the answer of AWS about an account, a file for each page if it has several, or a template",
    )
    parser.add_argument(
        "--principal",
        action="append",
        default=[],
        metavar="ARN|NAME",
        help="ask for this one only, by its ARN, its name or its logical id; may be repeated",
    )
    _organization(parser)
    parser.add_argument(
        "--total",
        type=_steps,
        default=20_000_000,
        metavar="STEPS",
        help="what all questions together may cost (default: 20,000,000)",
    )
    _budget(parser, 20_000)


def _budget(parser: Any, steps: int = STEPS) -> None:
    parser.add_argument(
        "--budget",
        type=_steps,
        default=steps,
        metavar="STEPS",
        help=f"what a question may cost before the answer is unknown (default: {steps:,})",
    )


def _steps(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and 0 < len(text) < 12 and int(text)):
        raise argparse.ArgumentTypeError(f"{text!r} is no number of steps")
    return int(text)
