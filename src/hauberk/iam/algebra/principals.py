"""Who may make a request: one principal to stand for each kind that the policies of a question tell apart.

A ``Principal`` element has no wildcards but the lone star, so policies tell apart only those whom they name: a handful
of principals stand for everyone. What a condition asks of ``aws:PrincipalArn`` is a language still: of the roles of an
account none is named, and any name will do.

Source: IAM user guide, "AWS JSON policy elements: Principal" and "AWS global condition context keys" (2026-11).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from enum import IntEnum
from functools import lru_cache
from itertools import count
from typing import NamedTuple

from hauberk.iam.algebra.boxes import Box, globs
from hauberk.iam.algebra.keys import Domain
from hauberk.iam.algebra.machine import Letters, Machine, Step
from hauberk.iam.implied import CALLER_ACCOUNT, PRINCIPAL_ACCOUNT, RESOURCE_ACCOUNT, Calls, caller
from hauberk.iam.language.policy import Principal, PrincipalKind, Statement
from hauberk.iam.language.text import Glob
from hauberk.iam.request import ANONYMOUS
from hauberk.model.regex import regex

ACCOUNT = "111122223333"
"""An account for examples, as AWS's documentation uses."""
_LAST = 999_999_999_999
"""The account with the greatest number."""

_ABSENT = Domain(absent=True)
OF_ACCOUNT = PRINCIPAL_ACCOUNT
_ARN, _TYPE = "aws:principalarn", "aws:principaltype"
_SERVICE, _IS_SERVICE, _USER = "aws:principalservicename", "aws:principalisawsservice", "aws:username"
_SERVICES = "aws:principalservicenameslist"
_ORGANIZATION = ("aws:principalorgid", "aws:principalorgpaths")

KEYS = frozenset((_ARN, OF_ACCOUNT, _TYPE, _SERVICE, _SERVICES, _IS_SERVICE, _USER, *_ORGANIZATION))
"""The condition keys that tell of the principal."""


class Somebody(NamedTuple):
    """A principal that stands for all that policies treat alike."""

    calls: Calls
    text: str = ""
    """As a request has it, where it is one in particular."""
    account: str = ""
    """Empty where any will do."""
    role: str = ""
    """The ARN of a session's role, where it is one in particular."""
    domains: Mapping[str, Domain] = {}
    """What the keys may hold that tell of it."""
    abroad: bool = False
    """Whether it is of another account than the resources, whichever that is."""

    def id(self, context: Mapping[str, tuple[str, ...]]) -> str:
        """As a request has it, in accordance with what the request's context says."""
        if self.text:
            return self.text
        account = self.account or context.get(OF_ACCOUNT, (ACCOUNT,))[0]
        said = context.get(_ARN, (self.role,))[0]
        match self.calls:
            case Calls.ANONYMOUS:
                return ANONYMOUS
            case Calls.SERVICE:
                return context.get(_SERVICE, (SOME_SERVICE,))[0]
            case Calls.ROOT:
                return said or f"arn:aws:iam::{account}:root"
            case Calls.FEDERATED_USER:
                return said or f"arn:aws:sts::{account}:federated-user/example"
            case Calls.USER:
                return said or f"arn:aws:iam::{account}:user/{context.get(_USER, ('example',))[0]}"
            case Calls.SESSION:
                start, _, path = (said or f"arn:aws:iam::{account}:role/example").partition(":role/")
                return f"{start.replace(':iam:', ':sts:')}:assumed-role/{path.rpartition('/')[2]}/session"
        return f"arn:aws:iam::{account}:root"


def anonymous() -> Somebody:
    """Whoever doesn't sign the request."""
    told = dict.fromkeys((_ARN, _SERVICE, _SERVICES, _IS_SERVICE, _USER, *_ORGANIZATION), _ABSENT)
    return Somebody(Calls.ANONYMOUS, domains={**told, OF_ACCOUNT: _is("anonymous"), _TYPE: _is("Anonymous")})


def service(name: str = "") -> Somebody:
    """A service of AWS that calls by itself, some or one in particular."""
    told = dict.fromkeys((_ARN, OF_ACCOUNT, _TYPE, _USER, *_ORGANIZATION), _ABSENT)
    named = _is(name) if name else Domain(present=True, within=(_SERVICE_NAMES,))
    return Somebody(Calls.SERVICE, name, domains={**told, _SERVICE: named, _IS_SERVICE: _is("true")})


def provider(name: str) -> Somebody:
    """Somebody for whom an identity provider vouches."""
    told = dict.fromkeys((_ARN, OF_ACCOUNT, _TYPE, _USER, _SERVICE, _SERVICES, _IS_SERVICE, *_ORGANIZATION), _ABSENT)
    return Somebody(Calls.PROVIDER, name, domains=told)


def session(account: str = "", role: str = "", text: str = "") -> Somebody:
    """A session of a role: of some role, of some account, or the very one of ``text``."""
    within = _one_of(role) if role else _arns("iam", "role", account)
    told = {_ARN: Domain(present=True, within=(within,)), _USER: _ABSENT, **_signed(account, "AssumedRole")}
    return Somebody(Calls.SESSION, text, account, role, told)


def user(account: str = "", arn: str = "") -> Somebody:
    """A user, some or one in particular."""
    within = _one_of(arn) if arn else _arns("iam", "user", account)
    name = _is(arn.rpartition("/")[2]) if arn else Domain(present=True, within=(_NAME,))
    told = {_ARN: Domain(present=True, within=(within,)), _USER: name, **_signed(account, "User")}
    return Somebody(Calls.USER, arn, account, domains=told)


def root(account: str = "") -> Somebody:
    """The root user of an account, some or one in particular."""
    arn = f"arn:aws:iam::{account}:root" if account else ""
    within = _one_of(arn) if arn else _ROOTS
    told = {_ARN: Domain(present=True, within=(within,)), _USER: _ABSENT, **_signed(account, "Account")}
    return Somebody(Calls.ROOT, arn, account, domains=told)


def federated_user(account: str = "") -> Somebody:
    """Somebody with a session of ``GetFederationToken``, of some account."""
    within = _arns("sts", "federated-user", account)
    told = {_ARN: Domain(present=True, within=(within,)), _USER: _ABSENT, **_signed(account, "FederatedUser")}
    return Somebody(Calls.FEDERATED_USER, "", account, domains=told)


def _signed(account: str, type_: str) -> dict[str, Domain]:
    within = _one_of(account) if account else _DIGITS
    return {
        OF_ACCOUNT: Domain(present=True, within=(within,)),
        _TYPE: _is(type_),
        _SERVICE: _ABSENT,
        _SERVICES: _ABSENT,
        _IS_SERVICE: _is("false"),
    }


def _spelt(text: str) -> tuple[Step, ...]:
    return tuple(Step(frozenset(char)) for char in text)


@lru_cache(maxsize=1024)
def _one_of(*texts: str) -> Machine:
    return Machine([_spelt(text) for text in texts], lenient=True)


def _is(text: str) -> Domain:
    return Domain(present=True, within=(_one_of(text),))


def exactly(text: str) -> Domain:
    """What a key holds that has one value, known from the start."""
    return _is(text)


_PARTITION = (*_spelt("aws"), Step(Letters.REGION, True))
_TWELVE = tuple(Step(Letters.DIGIT) for _ in range(12))
_DIGITS = Machine([_TWELVE], lenient=True)
OWNED: Mapping[str, Domain] = {RESOURCE_ACCOUNT: Domain(present=True, within=(_DIGITS,))}
"""What every request tells of its resource: whose it is."""
_NAME = Machine([(Step(Letters.NAME), Step(Letters.NAME, True))], lenient=True)


SOME_SERVICE = "sns.amazonaws.com"
_SERVICE_NAMES = Machine([(Step(Letters.NAME), Step(Letters.NAME, True), *_spelt(".amazonaws.com"))], lenient=True)


@lru_cache(maxsize=1024)
def _arns(service_: str, kind: str, account: str) -> Machine:
    """The ARNs of an account's users, roles or federated users, with any path, in any partition."""
    owner = _spelt(account) if account else _TWELVE
    name = (Step(Letters.NOT_COLON, True), Step(Letters.NAME))
    row = (*_spelt("arn:"), *_PARTITION, *_spelt(f":{service_}::"), *owner, *_spelt(f":{kind}/"), *name)
    return Machine([row], lenient=True)


_ROOTS = Machine([(*_spelt("arn:"), *_PARTITION, *_spelt(":iam::"), *_TWELVE, *_spelt(":root"))], lenient=True)


class Reach(IntEnum):
    """How a ``Principal`` element reaches somebody, which decides what else has to allow."""

    NOT = 0
    BY_ACCOUNT = 1
    AS_ROLE = 2
    DIRECTLY = 3


def reach(statement: Statement, who: Somebody, spelt: Callable[[Glob], str]) -> Reach:
    """How a statement names somebody; ``spelt`` gives the text of its globs. One that can't be read may name anyone."""
    if statement.unread:
        return Reach.DIRECTLY
    if not statement.except_principals:
        return max((_names(one, who, spelt) for one in statement.principals), default=Reach.NOT)
    named = max((_names(one, who, spelt) for one in statement.principals), default=Reach.NOT)
    left_out = named > (Reach.NOT if who.calls is Calls.ROOT else Reach.BY_ACCOUNT)
    return Reach.NOT if left_out else Reach.DIRECTLY


_ROOT = regex(r"arn:[a-z-]+:iam::(\d{12}):root")


def _names(principal: Principal, who: Somebody, spelt: Callable[[Glob], str]) -> Reach:
    kind, id_ = principal
    if id_.everything:
        return Reach.DIRECTLY
    text = spelt(id_)
    match kind:
        case PrincipalKind.SERVICE:
            return Reach.DIRECTLY if who.calls is Calls.SERVICE and who.text == text else Reach.NOT
        case PrincipalKind.FEDERATED:
            return Reach.DIRECTLY if who.calls is Calls.PROVIDER and who.text == text else Reach.NOT
        case PrincipalKind.CANONICAL_USER:
            return Reach.NOT
    found = _ROOT.fullmatch(text)
    account = found[1] if found else text
    if who.account and who.account == account:
        return Reach.BY_ACCOUNT
    if who.role and who.role == text:
        return Reach.AS_ROLE
    return Reach.DIRECTLY if who.text and who.text == text else Reach.NOT


_ACCOUNT_IN = regex(r"\d{12}")


def insiders(asked: Set[str]) -> tuple[Somebody, ...]:
    """Who stands for the principals that identity policies may be attached to, which ask for some condition keys."""
    return (Somebody(Calls.SESSION),) if asked.isdisjoint(KEYS) else (session(), user())


def limited(asked: Set[str]) -> tuple[Somebody, ...]:
    """Who stands for the principals that an organization's policies limit besides, where a condition tells them from
    the others: an account's root user, and those who have sessions of ``GetFederationToken``."""
    return () if asked.isdisjoint(_TELLING_KINDS) else (root(), federated_user())


def stranger(boxes: Iterable[Box], accounts: Iterable[str] = ()) -> str:
    """An account that some boxes don't name, and that isn't one of some."""
    texts = (part for box in boxes for pattern in globs(box) for part in pattern.parts if isinstance(part, str))
    named = " ".join((*texts, *accounts))
    return next(account for account in map(str, count(_LAST, -1)) if account not in named)


def everybody(
    boxes: Iterable[Box], spelt: Callable[[Glob], str], accounts: Iterable[str] = (), foreign: str = ""
) -> tuple[Somebody, ...]:
    """Who stands for everyone in a question over some boxes: those whom they name, and those whom nobody names, of whom
    some are of a ``foreign`` account."""
    boxes = tuple(boxes)
    foreign = foreign or stranger(boxes, accounts)
    named: dict[Somebody | str, Somebody] = {}
    owners = dict.fromkeys(accounts)
    for who in _mentioned(boxes, spelt):
        named[f"{who.calls}{who.text}{who.role}"] = who
        if who.account:
            owners[who.account] = None
    for box in boxes:
        for test in box.tests:
            if test.key in (OF_ACCOUNT, CALLER_ACCOUNT, _ARN):
                owners.update(dict.fromkeys(_ACCOUNT_IN.findall(" ".join(map(spelt, test.values)))))
            if test.key == _SERVICE:
                for value in test.values:
                    named.setdefault(f"{Calls.SERVICE}{spelt(value)}", service(spelt(value)))
    asked = asked_of(boxes)
    kinds = (session, user) if asked.isdisjoint(_TELLING_KINDS) else (session, user, root, federated_user)
    strangers = [kind(account) for kind in kinds for account in (foreign, *owners)]
    if not _TELLING_SERVICES.isdisjoint(asked):
        strangers.append(service())
    return (anonymous(), *strangers, *named.values())


_TELLING_KINDS = frozenset((_ARN, _TYPE))
"""Keys by which root and federated users are told from others of their account."""
_TELLING_SERVICES = frozenset(
    (_ARN, OF_ACCOUNT, CALLER_ACCOUNT, _TYPE, _SERVICE, _SERVICES, _IS_SERVICE, *_ORGANIZATION)
)
"""Keys by which services are told from other principals."""


def asked_of(boxes: Iterable[Box]) -> frozenset[str]:
    """The condition keys on which it hangs whether some boxes hold."""
    return frozenset(key for box in boxes for key in (*(test.key for test in box.tests), *box.variables))


def _mentioned(boxes: Iterable[Box], spelt: Callable[[Glob], str]) -> Iterator[Somebody]:
    for box in boxes:
        for kind, id_ in box.statement.principals:
            if id_.everything:
                continue
            text = spelt(id_)
            match kind:
                case PrincipalKind.SERVICE:
                    yield service(text)
                case PrincipalKind.FEDERATED:
                    yield provider(text)
                case PrincipalKind.AWS:
                    yield by_arn(text)


def by_arn(text: str) -> Somebody:
    """The principal that an ARN names, or an account's id; of a role, whoever has a session of it."""
    who = caller(text)
    match who.calls:
        case Calls.ROLE:
            return session(who.account, text)
        case Calls.SESSION:
            return session(who.account, text=text)
        case Calls.USER:
            return user(who.account, text)
        case Calls.ROOT:
            return root(who.account)
    return Somebody(who.calls, text, who.account)
