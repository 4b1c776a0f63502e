"""Turns what the search found into a request that one could send.

Holes get the text of a world, variables the value that the request has for their key. Made-up parts are made readable
where the request stays what it is: that is for the caller's check to say, which asks the plain evaluator.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice, product

from hauberk.iam.algebra.budget import Budget, UndecidedError
from hauberk.iam.algebra.keys import ABSENT, Domain, Values, possible
from hauberk.iam.algebra.principals import ACCOUNT, OF_ACCOUNT, Somebody
from hauberk.iam.algebra.search import Found, Scene
from hauberk.iam.catalogue import action as known_action
from hauberk.iam.implied import RESOURCE_ACCOUNT, ContradictionError
from hauberk.iam.language import arn
from hauberk.iam.language.text import Glob, Hole, Part, Variable, Wild
from hauberk.iam.request import Request

_PSEUDO = {
    "AWS::AccountId": ACCOUNT,
    "AWS::Region": "eu-west-1",
    "AWS::Partition": "aws",
    "AWS::URLSuffix": "amazonaws.com",
    "AWS::StackName": "stack",
}
_FRESH = "example"
_TRIES = 48


def hole_text(hole: Hole) -> str:
    """What stands for a hole in a witness: a name that tells which it is, unlike what a policy would name."""
    return _PSEUDO.get(hole.name) or re.sub(r"[^A-Za-z0-9-]+", "-", hole.name).strip("-") or "unknown"


def spelt(glob: Glob) -> str:
    """A glob with the text of its holes; its wildcards and variables as the policy writes them."""
    return "".join(hole_text(part) if isinstance(part, Hole) else str(Glob((part,))) for part in glob.parts)


def holes(globs: Iterable[Glob]) -> dict[str, str]:
    """The texts of all holes of some globs, as the evaluator takes them."""
    return {hole.name: hole_text(hole) for glob in globs for hole in glob.holes}


def confirmed(found: Found, who: Somebody, scene: Scene, holds: Callable[[Request], bool]) -> Request:
    """The most readable request that a finding stands for and that ``holds``.

    Raises :class:`hauberk.iam.algebra.budget.UndecidedError` if none of those tried does.
    """
    for request in requests(found, who, scene):
        try:
            if holds(request):
                return request
        except ContradictionError:
            continue
    raise UndecidedError("policy-variable", "no value was found for the policy's variables that makes a request of it")


def witnessed(
    findings: Iterable[Found], who: Somebody, scene: Scene, holds: Callable[[Request], bool]
) -> Iterator[tuple[Found, Request]]:
    """The findings with their requests. One that none is found for is raised after those that have one: it tells
    nothing of the others."""
    undecided: UndecidedError | None = None
    for found in findings:
        try:
            request = confirmed(found, who, scene, holds)
        except UndecidedError as error:
            undecided = undecided or error
            continue
        yield found, request
    if undecided is not None:
        raise undecided


def requests(found: Found, who: Somebody, scene: Scene) -> Iterator[Request]:
    """The requests that a finding stands for, as far as they are tried: the most readable first."""
    variables = {symbol.key: symbol for symbol in _symbols(found) if isinstance(symbol, Variable)}
    keys = sorted(variables)
    for choice in islice(product(*(_choices(variables[key], found, scene) for key in keys)), _TRIES):
        chosen = dict(zip(keys, choice, strict=True))
        context: dict[str, tuple[str, ...]] = {key: (text,) for key, text in chosen.items() if text is not None}
        for key, values in found.context.items():
            if values is not ABSENT and key not in context:
                context[key] = tuple(_text(word, chosen) for word in values)
        for resource in _nicer(_text(found.resource, chosen)):
            owner = (_owner(resource) if scene.anywhere else "") or scene.owner
            principal = who.id({OF_ACCOUNT: (owner,), **context} if scene.anywhere else context)
            yield Request(principal, _name(telling(found.actions)), resource, context, owner)


def _owner(resource: str) -> str:
    parts = arn.split(resource)
    return parts.account if parts is not None and parts.owned else ""


_TELLING = (
    "lambda:invokefunction",
    "s3:getobject",
    "sqs:sendmessage",
    "sns:publish",
    "dynamodb:getitem",
    "secretsmanager:getsecretvalue",
    "kms:decrypt",
    "ssm:getparameter",
    "sts:assumerole",
    "iam:passrole",
    "events:putevents",
    "execute-api:invoke",
    "states:startexecution",
    "kinesis:putrecord",
    "logs:getlogevents",
)
"""Actions by which a reader sees at once what is at stake."""


def telling(actions: tuple[str, ...]) -> str:
    """The action of a group to show."""
    return next((action for action in _TELLING if action in actions), actions[0])


def _name(action: str) -> str:
    known = known_action(action)
    return known.name if known else action


def _symbols(found: Found) -> Iterator[Part]:
    yield from found.resource
    for values in found.context.values():
        if values is not ABSENT:
            for word in values:
                yield from word


def _choices(variable: Variable, found: Found, scene: Scene) -> Iterator[str | None]:
    """Values of a variable's key: what the search chose for it, else a fresh one, else none."""
    values: Values | None = found.context.get(variable.key)
    if values is not None and values is not ABSENT:
        yield from (_text(word, {}) for word in values[:1])
        return
    if variable.key in (OF_ACCOUNT, RESOURCE_ACCOUNT):
        yield scene.owner or ACCOUNT
    wanted = found.wanted.get(variable.key, ())
    domain = scene.domain(variable.key)
    made: Values | None = None
    if not domain.absent:
        made = possible(wanted, Domain(True, False, domain.within), Budget(5_000))
    if made is not None and made is not ABSENT:
        if not wanted and not domain.within:
            yield _FRESH
        yield from (_text(word, {}) for word in made[:1])
    if variable.default is not None or made is None:
        yield None


def _text(word: Iterable[Part], variables: Mapping[str, str | None]) -> str:
    return "".join(_spelt(symbol, variables) for symbol in word)


def _spelt(symbol: Part, variables: Mapping[str, str | None]) -> str:
    match symbol:
        case Hole():
            return hole_text(symbol)
        case Variable(key, default):
            return variables.get(key) or default or _FRESH
        case Wild():
            return symbol.value
    return symbol


_MADE_UP = re.compile(r"(?<=[:/])[a-z](?=$|[:/])")


def _nicer(resource: str) -> Iterator[str]:
    """The same resource with made-up accounts and names of one letter put so that a person takes them for examples;
    last the resource itself."""
    account = re.sub(r":0{12}:", f":{ACCOUNT}:", resource)
    region = re.sub(r"^(arn:[^:]*:[^:]*:)[a-z](:)", r"\g<1>us-east-1\2", account)
    partition = re.sub(r"^arn:[a-z]:", "arn:aws:", region)
    named = _MADE_UP.sub(_FRESH, partition)
    yield from dict.fromkeys((named, partition, region, account, resource))
