"""Turns what the search found into a request that one could send.

Holes get the text of a world, variables the value that the request has for their key. Made-up parts are made readable
where the request stays what it is: that is for the caller's check to say, which asks the plain evaluator.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import islice, product

from hauberk.iam.algebra.budget import UndecidedError
from hauberk.iam.algebra.keys import ABSENT
from hauberk.iam.algebra.search import Found
from hauberk.iam.algebra.words import Word
from hauberk.iam.catalogue import action as known_action
from hauberk.iam.language.text import Glob, Hole, Variable
from hauberk.iam.request import ANONYMOUS, Request

ACCOUNT = "111122223333"
"""An account for examples, as AWS's documentation uses."""
FOREIGN = "999999999999"
"""An account that nobody has named."""
_PSEUDO = {
    "AWS::AccountId": ACCOUNT,
    "AWS::Region": "eu-west-1",
    "AWS::Partition": "aws",
    "AWS::URLSuffix": "amazonaws.com",
    "AWS::StackName": "stack",
}
_FRESH = "example"
_TRIES = 64


def hole_text(hole: Hole) -> str:
    """What stands for a hole in a witness: a name that tells which it is, unlike what a policy would name."""
    return _PSEUDO.get(hole.name) or re.sub(r"[^A-Za-z0-9-]+", "-", hole.name).strip("-") or "unknown"


def requests(found: Found, principal: str = ANONYMOUS, resource_account: str = "") -> Iterator[Request]:
    """The requests that a finding stands for: the most readable first."""
    keys = sorted({symbol.key for symbol in _symbols(found) if isinstance(symbol, Variable)})
    for choice in islice(product(*(_choices(key, found) for key in keys)), _TRIES):
        variables = dict(zip(keys, choice, strict=True))
        context: dict[str, tuple[str, ...]] = {key: (text,) for key, text in variables.items() if text is not None}
        for key, values in found.context.items():
            if values is not ABSENT and key not in context:
                context[key] = tuple(_text(word, variables) for word in values)
        resource = _text(found.resource, variables)
        plain = Request(principal, _name(found.actions[0]), resource, context, resource_account)
        yield from (plain._replace(resource=nicer) for nicer in _nicer(resource))
        yield plain


def _name(action: str) -> str:
    known = known_action(action)
    return known.name if known else action


def confirmed(found: Found, holds: Callable[[Request], bool], principal: str = ANONYMOUS, account: str = "") -> Request:
    """A request that ``holds``.

    Raises :class:`hauberk.iam.algebra.budget.UndecidedError` if none of those tried does.
    """
    for request in requests(found, principal, account):
        if holds(request):
            return request
    raise UndecidedError("policy-variable", "no value of a policy variable was found that makes a request of this")


def _symbols(found: Found) -> Iterator[object]:
    yield from found.resource
    for values in found.context.values():
        if values is not ABSENT:
            for word in values:
                yield from word
    for box in found.within:
        for glob in _globs_of(box.resources.globs, box.tests):
            yield from glob.variables


def _globs_of(resources: tuple[Glob, ...], tests: tuple[object, ...]) -> Iterator[Glob]:
    yield from resources
    for test in tests:
        yield from getattr(test, "values", ())


def _choices(key: str, found: Found) -> tuple[str | None, ...]:
    """Values of a variable's key: what the search chose for it, else a fresh one, else none."""
    values = found.context.get(key)
    if values is ABSENT:
        return (None,)
    if values is not None:
        return tuple(_text(word, {}) for word in values)
    return (_FRESH, "Example2", None)


def _text(word: Word, variables: Mapping[str, str | None]) -> str:
    return "".join(_spelt(symbol, variables) for symbol in word)


def _spelt(symbol: object, variables: Mapping[str, str | None]) -> str:
    match symbol:
        case Hole():
            return hole_text(symbol)
        case Variable(key, default):
            return variables.get(key) or default or _FRESH
    return str(symbol)


_MADE_UP = re.compile(r"(?<=[:/])[a-z](?=$|[:/])")


def _nicer(resource: str) -> Iterator[str]:
    """The same resource with made-up accounts and names of one letter put so that a person takes them for examples."""
    account = re.sub(r":0{12}:", f":{ACCOUNT}:", resource)
    region = re.sub(r"^(arn:[^:]*:[^:]*:)[a-z](:)", r"\g<1>us-east-1\2", account)
    partition = re.sub(r"^arn:[a-z]:", "arn:aws:", region)
    named = _MADE_UP.sub(_FRESH, partition)
    for text in dict.fromkeys((named, partition, region, account)):
        if text != resource:
            yield text
