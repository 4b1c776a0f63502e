"""What a statement of an identity policy lets somebody do with whatever there is, asked for each who has it."""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple, TypeVar

from hauberk.iam import catalogue
from hauberk.iam.algebra.budget import UndecidedError
from hauberk.iam.catalogue.patterns import matcher
from hauberk.iam.language.parse import pattern
from hauberk.iam.sweeping import NEW, Sweep, allows_what_is_new, is_nameable, sweeps
from hauberk.model.policies import IdentityStatement
from hauberk.model.values import Reason, Value
from hauberk.study.filling import filled
from hauberk.study.holders import Holder, holders
from hauberk.study.study import Study

T = TypeVar("T")

OUTSIDE = "outside"
"""The code of the reason that something isn't part of the application."""


class Claim(NamedTuple):
    """What somebody may do with every resource."""

    holder: str
    """What to call the principal in a sentence."""
    sweeps: tuple[Sweep, ...]

    @property
    def actions(self) -> frozenset[str]:
        """All actions, in lower case."""
        return frozenset(action for sweep in self.sweeps for action in sweep.actions)


def swept(
    statement: IdentityStatement, study: Study, actions: Iterable[str], *, strangers: bool
) -> Claim | Reason | None:
    """Which of some actions a statement allows on every resource; a reason where that can't be told.

    With ``strangers`` to whoever gets hold of the principal's credentials, wherever they are.
    """
    known = [found for name in actions if (found := catalogue.action(name)) is not None and is_nameable(found)]
    today = study.today if strangers else None

    def ask(holder: Holder) -> Claim | None:
        found = tuple(sweeps(holder.policies, holder.who, known, today))
        return Claim(holder.name, found) if found else None

    return _first(statement, study, ask)


def allowed_when_new(
    statement: IdentityStatement, study: Study, service: str = "", *, everywhere: bool = False
) -> str | Reason | None:
    """Who may do, by a statement, what a service (or any) will be able to do one day; with ``everywhere`` on whatever
    resource."""
    action = f"{service}:BrandNew" if service else NEW

    def ask(holder: Holder) -> str | None:
        return holder.name if allows_what_is_new(holder.policies, holder.who, action, everywhere=everywhere) else None

    return _first(statement, study, ask)


def administers(statement: IdentityStatement, study: Study) -> str | Reason | None:
    """Who is an administrator by a statement: may do everything, even what there isn't yet, and give permissions."""
    found = allowed_when_new(statement, study, everywhere=True)
    if not isinstance(found, str):
        return found
    claim = swept(statement, study, ("iam:PutRolePolicy",), strangers=False)
    return claim.holder if isinstance(claim, Claim) else claim


def _first(statement: IdentityStatement, study: Study, ask: Callable[[Holder], T | None]) -> T | Reason | None:
    """The answer for the first principal for whom there is one; a reason where there may be one."""
    study.iam = True
    doubt: Reason | None = None
    for holder in holders(statement, study):
        try:
            found = ask(holder)
        except UndecidedError as error:
            doubt = doubt or Reason(error.code, error.text)
            continue
        if found is not None and not holder.doubt:
            return found
        if found is not None:
            doubt = doubt or Reason(OUTSIDE, holder.doubt)
    return doubt


def fits(value: Value, arn: str) -> bool:
    """Whether an ARN of a witness is one that an element of ``Resource`` stands for."""
    found = pattern(value)
    return found is not None and matcher(str(filled(found)))(arn) is not None


@lru_cache(maxsize=2048)  # policies name the same actions again and again
def nameable(pattern: str) -> tuple[str, ...]:
    """The actions of a pattern, in lower case, for which a policy can name the resource."""
    return tuple(name.lower() for name, found in _found(pattern) if is_nameable(found))


def _found(pattern: str) -> Iterator[tuple[str, catalogue.Action]]:
    for name in catalogue.actions(pattern):
        found = catalogue.action(name)
        if found is not None:
            yield name, found
