"""What a function's role may do that makes a fault in the function's code worse."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from hauberk.iam.catalogue.patterns import matcher
from hauberk.iam.language.policy import Effect, Statement
from hauberk.iam.language.text import Glob
from hauberk.model.span import Span
from hauberk.model.subject import Subject
from hauberk.model.values import Annotation
from hauberk.study.arns import owner
from hauberk.study.policies import Attached
from hauberk.study.study import Study

if TYPE_CHECKING:
    from hauberk.study.permitted import Permitted

MAX_NAMES = 3
"""Resources that are named of one power."""


class _Power(NamedTuple):
    """Something that an attacker wants: actions of which one is enough, and what to say of it."""

    actions: tuple[str, ...]
    does: str
    one: str
    weight: int


POWERS = (
    _Power(("iam:putrolepolicy", "iam:attachrolepolicy", "iam:createaccesskey"), "can give permissions to", "role", 2),
    _Power(("secretsmanager:getsecretvalue",), "reads", "secret", 2),
    _Power(("ssm:getparameter", "ssm:getparameters", "ssm:getparametersbypath"), "reads", "parameter", 2),
    _Power(("lambda:updatefunctioncode",), "replaces the code of", "function", 2),
    _Power(("sts:assumerole",), "becomes", "role", 1),
    _Power(("dynamodb:scan", "dynamodb:query", "dynamodb:getitem"), "reads", "table", 1),
    _Power(("dynamodb:deleteitem", "dynamodb:putitem", "dynamodb:updateitem"), "changes", "table", 1),
    _Power(("s3:getobject",), "reads", "bucket", 1),
    _Power(("s3:putobject", "s3:deleteobject"), "changes", "bucket", 1),
    _Power(("rds-data:executestatement",), "runs SQL on", "cluster", 1),
)
"""The worst first. A role of a function is meant to do some of this: it tells what a fault costs, and is none."""


class Powers(NamedTuple):
    """What a role may do, where the template says so, and how bad that is: 0 is nothing, 2 hands over more."""

    told: tuple[Annotation, ...] = ()
    weight: int = 0


def powers(role: Subject, study: Study) -> Powers:
    """What a role may do of what an attacker wants, with what its other policies take away.

    A policy that isn't part of the application says nothing here.
    """
    study.iam = True
    asked = _Asked(role, study)
    whole = next((one for one in asked.allowing if _is_everything(one[1])), None)
    if whole is not None and asked.may(whole[1], "iam:putrolepolicy"):
        says = f"its role {role.resource.name} may do everything"
        return Powers((Annotation(_place(*whole, role), says),), 2)
    found: dict[tuple[Span | None, str], list[_Power]] = {}
    for power in POWERS:
        for attached, statement in asked.allowing:
            if any(asked.may(statement, action) for action in power.actions):
                key = (_place(attached, statement, role), _named(statement.resources, power.one, study))
                found.setdefault(key, []).append(power)
                break
    lines = tuple(
        Annotation(place, f"its role {role.resource.name} {' and '.join(one.does for one in some)} {what}")
        for (place, what), some in found.items()
    )
    return Powers(lines, max((one.weight for some in found.values() for one in some), default=0))


class _Asked:
    """The policies of one role."""

    def __init__(self, role: Subject, study: Study) -> None:
        identity = study.identity(role)
        self._role = role
        self._study = study
        self._plain = identity.boundary is None and all(
            one.effect is Effect.ALLOW for each in identity.attached for one in each.policy.known.statements
        )
        self.allowing: list[tuple[Attached, Statement]] = [
            (one, statement)
            for one in identity.attached
            for statement in one.policy.statements
            if statement.effect is Effect.ALLOW and not statement.unread and not statement.except_resources
        ]

    def may(self, statement: Statement, action: str) -> bool:
        """Whether the role may do something on what a statement names, and by it."""
        if not _fits(statement, action):
            return False
        if self._plain and not statement.tests:
            return True
        return self._permitted.may(statement, action)

    @cached_property
    def _permitted(self) -> "Permitted":
        from hauberk.study.permitted import Permitted

        return Permitted(self._role, self._study.identity(self._role), self._study)


def _fits(statement: Statement, action: str) -> bool:
    named = any(matcher(str(one))(action) is not None for one in statement.actions if not one.holes)
    return named is not statement.except_actions


def _is_everything(statement: Statement) -> bool:
    plain = not statement.except_actions and not statement.tests
    return (
        plain
        and any(one.everything for one in statement.actions)
        and any(one.everything for one in statement.resources)
    )


def _place(attached: Attached, statement: Statement, role: Subject) -> Span | None:
    return statement.span or attached.policy.span or attached.resource.head or role.head


def _named(resources: Iterable[Glob], one: str, study: Study) -> str:
    """What a statement's resources are called in a sentence."""
    names = list(dict.fromkeys(_names(resources, one, study)))
    if f"every {one}" in names:
        return f"every {one}"
    more = f" and {len(names) - MAX_NAMES} more" if len(names) > MAX_NAMES else ""
    return f"the {one} {', '.join(names[:MAX_NAMES])}{more}"


def _names(resources: Iterable[Glob], one: str, study: Study) -> Iterator[str]:
    for resource in resources:
        there = study.application.resources
        own = next((owner(hole, there)[0] for hole in reversed(resource.holes) if hole.own), "")
        if own:
            yield there[own].name
            continue
        last = str(resource).rpartition(":")[2]
        before, slash, behind = last.partition("/")
        name = behind if slash and one != "bucket" else before
        yield f"every {one}" if name in ("", "*", "*/*") else name
