"""Turns what the search found into a request that one could send.

Holes get the text of a world, variables the value that the request has for their key. Made-up parts are made readable
where the request stays what it is: that is for the caller's check to say, which asks the plain evaluator.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import islice, product

from hauberk.iam.algebra.actions import formats_of
from hauberk.iam.algebra.budget import Budget, UndecidedError
from hauberk.iam.algebra.formats import language
from hauberk.iam.algebra.keys import ABSENT, Domain, Values, possible
from hauberk.iam.algebra.machine import Letters, Machine, Step
from hauberk.iam.algebra.principals import ACCOUNT, OF_ACCOUNT, Somebody
from hauberk.iam.algebra.product import Word
from hauberk.iam.algebra.rows import Reading, union
from hauberk.iam.algebra.search import Found, Scene
from hauberk.iam.algebra.words import shortest, some
from hauberk.iam.catalogue import action as known_action
from hauberk.iam.implied import PRINCIPAL_ARN, RESOURCE_ACCOUNT, ContradictionError
from hauberk.iam.language import arn
from hauberk.iam.language.text import ONE, Glob, Hole, Part, Variable, Wild, glob
from hauberk.iam.regions import REGION, partition_of
from hauberk.iam.regions import usual as usual_region
from hauberk.iam.request import Request
from hauberk.model.regex import regex

_PSEUDO = {
    "AWS::AccountId": ACCOUNT,
    "AWS::Region": "eu-west-1",
    "AWS::Partition": "aws",
    "AWS::URLSuffix": "amazonaws.com",
    "AWS::StackName": "stack",
}
_FRESH = "example"
_ANOTHER = "444455556666"
"""An account for examples, as AWS's documentation uses beside :data:`hauberk.iam.algebra.principals.ACCOUNT`."""
_TRIES = 48


def hole_text(hole: Hole) -> str:
    """What stands for a hole in a witness: a name that tells which it is, unlike what a policy would name."""
    return _PSEUDO.get(hole.name) or re.sub(r"[^A-Za-z0-9-]+", "-", hole.name).strip("-") or "unknown"


def spelt(pattern: Glob) -> str:
    """A glob with the text of its holes; its wildcards and variables as the policy writes them."""
    return "".join(hole_text(part) if isinstance(part, Hole) else str(Glob((part,))) for part in pattern.parts)


def holes(globs: Iterable[Glob]) -> dict[str, str]:
    """The texts of all holes of some globs, as the evaluator takes them."""
    return {hole.name: hole_text(hole) for pattern in globs for hole in pattern.holes}


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
    raise _unconfirmed(found)


def _unconfirmed(found: Found) -> UndecidedError:
    """Why none of the requests that were tried is one."""
    if found.unread:
        return UndecidedError("unread", f"it hangs on what {found.unread} says, which isn't known")
    hole = next((hole for pattern in found.patterns for hole in pattern.holes), None)
    if hole is not None:
        return UndecidedError("unknown-part", f"it hangs on what {hole.name} stands for, which isn't known")
    if any(pattern.variables for pattern in found.patterns):
        text = "no value was found for the policy's variables that makes a request of it"
        return UndecidedError("policy-variable", text)
    return UndecidedError("unconfirmed", "what was found isn't a request that the plain evaluator decides alike")


def witnessed(
    findings: Iterable[Found], who: Somebody, scene: Scene, holds: Callable[[Found, Request], bool]
) -> Iterator[tuple[Found, Request]]:
    """The findings with their requests. One that none is found for is raised after those that have one: it tells
    nothing of the others."""
    undecided: UndecidedError | None = None
    for found in findings:
        try:
            request = confirmed(found, who, scene, partial(holds, found))
        except UndecidedError as error:
            undecided = undecided or error
            continue
        yield found, request
    if undecided is not None:
        raise undecided


def requests(found: Found, who: Somebody, scene: Scene) -> Iterator[Request]:
    """The requests that a finding stands for, as far as they are tried: the most readable first."""
    for word in found.resources:
        yield from _requests(word, found, who, scene)
    if any(pattern.holes for pattern in found.patterns):
        word_ = _filled(found, scene)
        if word_ is not None:
            yield from _requests(word_, found, who, scene)


def _filled(found: Found, scene: Scene) -> Word | None:
    """A resource on which the actions may be, of patterns whose holes have their texts: with any text in their place
    the patterns hold ARNs of more forms."""
    prefix, _, name = found.actions[0].partition(":")
    formats = formats_of(prefix, name) if scene.cut else None
    selected = [box.resources for box in found.within if not (box.resources.excepted or box.resources.everything)]
    texts = [tuple(glob(*map(_told, one.parts)) for one in resources.globs) for resources in selected]
    machines = [union(globs, Reading.RESOURCE) for globs in texts]
    try:
        return some((*(() if formats is None else (language(formats),)), *machines), (), Budget(_GLANCE))
    except UndecidedError:
        return None


_GLANCE = 5_000
"""Steps for one resource more."""


def _told(part: Part) -> Part:
    return hole_text(part) if isinstance(part, Hole) else part


def _requests(word: Word, found: Found, who: Somebody, scene: Scene) -> Iterator[Request]:
    needed = {symbol.key: symbol for symbol in _symbols(word, found) if isinstance(symbol, Variable)}
    more = {variable.key: variable for pattern in found.patterns for variable in pattern.variables}
    keys = (*sorted(more.keys() - needed.keys()), *sorted(needed))
    choices = [
        _choices(needed[key], found, scene) if key in needed else (None, *_read_off(more[key], found, scene))
        for key in keys
    ]
    for choice in islice(product(*choices), _TRIES):
        chosen = dict(zip(keys, choice, strict=True))
        context: dict[str, tuple[str, ...]] = {key: (text,) for key, text in chosen.items() if text is not None}
        for key, values in found.context.items():
            if values is not ABSENT and key not in context:
                context[key] = tuple(_text(value, chosen) for value in values)
        for told in _consistent(context, scene.owner or ACCOUNT):
            if all(_may_hold(scene.domain(key), values) for key, values in told.items()):
                yield from _on_resources(_text(word, chosen), found, who, told, scene)


def _on_resources(
    text: str, found: Found, who: Somebody, context: dict[str, tuple[str, ...]], scene: Scene
) -> Iterator[Request]:
    caller_ = _account(context.get(PRINCIPAL_ARN, ("",))[0]) or context.get(OF_ACCOUNT, ("",))[0]
    told = context.get(RESOURCE_ACCOUNT, ("",))[0] or caller_
    usual = (told if scene.anywhere else "") or scene.owner or ACCOUNT
    (region,) = context.get(REGION, ("",))[:1]
    parts = arn.split(text)
    said = _partition(context.get(PRINCIPAL_ARN, (who.text or who.role,))[0])
    same = _in_partition(text, said or partition_of(parts.region if parts else ""))
    candidates = dict.fromkeys(
        nicer
        for owner in (usual, *((_ANOTHER,) if scene.anywhere else ()))
        for one in dict.fromkeys((same, text))
        for nicer in _nicer(one, owner, region)
    )
    shown = [*(one for one in candidates if not _NOBODY.search(one)), *filter(_NOBODY.search, candidates)]
    for resource in filter(_acted_on(found, scene), shown):
        owner = (_account(resource) or usual) if scene.anywhere else scene.owner
        principal = who.id({OF_ACCOUNT: (owner,), **context} if scene.anywhere else context)
        for principal_ in dict.fromkeys((_beside(resource, principal, who, context), principal)):
            if _partition(principal_) not in ("", _partition(resource) or _partition(principal_)):
                continue  # nobody calls from one partition into another
            yield Request(principal_, _name(telling(found.actions)), resource, context, owner)


def _beside(resource: str, principal: str, who: Somebody, context: Mapping[str, tuple[str, ...]]) -> str:
    """A principal of the partition that its resource is of, if nothing tells of which it is."""
    parts = arn.split(resource)
    if parts is None or parts.partition not in arn.PARTITIONS or who.text or who.role or PRINCIPAL_ARN in context:
        return principal
    return re.sub(r"^arn:aws:", f"arn:{parts.partition}:", principal)


def _consistent(context: dict[str, tuple[str, ...]], owner: str) -> Iterator[dict[str, tuple[str, ...]]]:
    """A context in which what is told of the caller goes together: his ARN is of somebody's account, and a user's ends
    with the user's name. What the search found for each key by itself comes last."""
    if context.get(RESOURCE_ACCOUNT) == (_NOBODYS,):
        yield from _consistent({**context, RESOURCE_ACCOUNT: (_ANOTHER,)}, owner)
    arn_ = context.get(PRINCIPAL_ARN, ("",))[0]
    usual = re.sub(r"^arn:[a-z]:", "arn:aws:", _NOBODY.sub(owner, arn_))
    name = context.get(_USER, ("",))[0]
    owned, told = _account(arn_), context.get(OF_ACCOUNT, ("",))[0]
    if owned and told and owned != told:
        yield {**context, OF_ACCOUNT: (owned,)}
        yield {**context, PRINCIPAL_ARN: (arn_.replace(f":{owned}:", f":{told}:", 1),)}
    for said in dict.fromkeys((usual, arn_)) if arn_ else ():
        path, slash, last = said.rpartition("/")
        if name and slash and name != last:
            yield {**context, PRINCIPAL_ARN: (f"{path}/{name}",)}
            yield {**context, PRINCIPAL_ARN: (said,), _USER: (last,)}
        elif said != arn_:
            yield {**context, PRINCIPAL_ARN: (said,)}
    yield context


_USER = "aws:username"


def _may_hold(domain: Domain, values: tuple[str, ...]) -> bool:
    return all(machine.accepts(value) for machine in domain.within for value in values)


def _acted_on(found: Found, scene: Scene) -> Callable[[str], bool]:
    """Tells whether the actions may be on a resource: what stands for a variable mustn't make another ARN of it."""
    prefix, _, name = found.actions[0].partition(":")
    formats = formats_of(prefix, name) if scene.cut else None
    return (lambda _: True) if formats is None else language(formats).accepts


def _account(text: str) -> str:
    """The account of an ARN that says whose it is."""
    parts = arn.split(text)
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


def _symbols(resource: Word, found: Found) -> Iterator[Part]:
    yield from resource
    for values in found.context.values():
        if values is not ABSENT:
            for word in values:
                yield from word


def _choices(variable: Variable, found: Found, scene: Scene) -> Iterator[str | None]:
    """Values of a variable's key: what the search chose for it, what the patterns suggest, else a fresh one, else
    none."""
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
    if not domain.absent:
        yield from _read_off(variable, found, scene)
    if variable.default is not None or made is None:
        yield None


def _read_off(variable: Variable, found: Found, scene: Scene) -> Iterator[str]:
    """What a variable has to stand for where one of the patterns with it is to take a text that was found, or that its
    key may hold."""
    texts = [_text(word, {}) for word in _words(found, scene) if all(isinstance(symbol, str) for symbol in word)]
    read: dict[str, None] = {}
    for pattern in found.patterns:
        if variable.key in {one.key for one in pattern.variables} and len(pattern.parts) <= _LEGIBLE:
            for run in (".+?", ".+"):
                expression = _expression(pattern, variable.key, run)
                read.update(dict.fromkeys(taken["it"] for text in texts if (taken := expression.fullmatch(text))))
    yield from (_NOBODY.sub(scene.owner or ACCOUNT, text) for text in read)


_LEGIBLE = 9
"""Parts of a pattern, stars among them, that an expression of Python may have: it tries again, and mustn't do so
without bound."""


def _words(found: Found, scene: Scene) -> Iterator[Word]:
    yield from found.resources
    for key, values in found.context.items():
        if values is not ABSENT:
            yield from values
            within = scene.domain(key).within
            for wanted in ((), (Machine(map(_open, values)),)) if within else ():
                held = shortest((*within, *wanted), (), Budget())
                yield from () if held is None else (held,)


def _open(word: Word) -> tuple[Step, ...]:
    """A text with any text for its tokens."""
    return tuple(Step(frozenset((one,))) if isinstance(one, str) else Step(Letters.ALL, True) for one in word)


def _expression(pattern: Glob, key: str, run: str) -> re.Pattern[str]:
    written: list[str] = []
    again = False
    for part in pattern.parts:
        match part:
            case str():
                written.append(re.escape(part))
            case Variable(name) if name == key:
                written.append("(?P=it)" if again else f"(?P<it>{run})")
                again = True
            case _:
                written.append("." if part is ONE else ".*")
    return re.compile("".join(written), re.DOTALL)


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


_NOBODYS = "0" * 12
_NOBODY = regex(r"(?<![^:])0{12}(?![^:])")
_MADE_UP = regex(r"(?<=[:/])[a-z](?=$|[:/])")


def _in_partition(resource: str, partition: str) -> str:
    """The same resource in another partition, in a region of that."""
    parts = arn.split(resource)
    if parts is None or not partition or parts.partition == partition:
        return resource
    kept = not parts.region or partition_of(parts.region) == partition
    return str(parts._replace(partition=partition, region=parts.region if kept else usual_region(partition)))


def _partition(text: str) -> str:
    """The partition that an ARN is of; empty where it is none that there is."""
    parts = arn.split(text)
    return parts.partition if parts is not None and parts.partition in arn.PARTITIONS else ""


def _nicer(resource: str, owner: str, region: str) -> Iterator[str]:
    """The same resource in its owner's account, with made-up names of one letter put so that a person takes them for
    examples; last the resource itself."""
    account = _NOBODY.sub(owner, resource)
    partition = re.sub(r"^arn:[a-z]:", "arn:aws:", account)
    parts = arn.split(partition)
    known = region or usual_region(parts.partition if parts else "")
    placed = re.sub(r"^(arn:[^:]*:[^:]*:)[a-z](:)", lambda found: f"{found[1]}{known}{found[2]}", partition)
    named = _MADE_UP.sub(_FRESH, placed)
    yield from dict.fromkeys((named, placed, partition, account, resource))
