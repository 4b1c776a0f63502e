"""What a statement of an identity policy lets somebody do with whatever there is, asked for each who has it."""

from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import islice
from typing import NamedTuple, TypeVar

from hauberk.iam import catalogue
from hauberk.iam.algebra.budget import UndecidedError
from hauberk.iam.bystanders import one_factor
from hauberk.iam.catalogue.patterns import matcher
from hauberk.iam.language.parse import pattern
from hauberk.iam.sweeping import NEW, Sweep, allows_what_is_new, is_nameable, sweeps
from hauberk.model.policies import IdentityStatement
from hauberk.model.values import Reason, Value
from hauberk.study.filling import filled
from hauberk.study.holders import Holder, holders
from hauberk.study.signing import way_without_factor
from hauberk.study.study import Study

T = TypeVar("T")

OUTSIDE = "outside"
"""The code of the reason that something isn't part of the application."""


class Claim(NamedTuple):
    """What somebody may do with every resource."""

    holder: str
    """What to call the principal in a sentence."""
    sweeps: tuple[Sweep, ...]

    def of(self, actions: Iterable[str]) -> Sweep | None:
        """The first of some actions that may be done, or several alike."""
        wanted = frozenset(actions)
        for sweep in self.sweeps:
            mine = tuple(action for action in sweep.actions if action in wanted)
            if mine:
                return sweep._replace(actions=mine)
        return None


def swept(
    statement: IdentityStatement, study: Study, patterns: Iterable[tuple[str, ...]], *, strangers: bool
) -> Claim | Reason | None:
    """What of some actions a statement allows on every resource; a reason where that can't be told. The actions come by
    the pattern that means them, and of a pattern of many it is enough to know one.

    With ``strangers`` to whoever gets hold of the principal's credentials, wherever they are.
    """
    today = study.today if strangers else None
    few = dict.fromkeys(name for names in patterns if len(names) <= _FEW for name in names)
    many = [names for names in patterns if len(names) > _FEW]

    def ask(holder: Holder) -> Claim | None:
        found = list(sweeps(holder.policies, holder.who, _known(few), today))
        for names in many:
            found += islice(sweeps(holder.policies, holder.who, _known(names), today), 1)
        return Claim(holder.name, tuple(found)) if found else None

    return _first(statement, study, ask)


_FEW = 8
"""Actions of one pattern that are asked about all together."""


def _known(names: Iterable[str]) -> list[catalogue.Action]:
    return [found for name in names if (found := catalogue.action(name)) is not None and is_nameable(found)]


def allowed_when_new(
    statement: IdentityStatement, study: Study, service: str = "", *, everywhere: bool = False
) -> str | Reason | None:
    """Who may do, by a statement, what a service (or any) will be able to do one day; with ``everywhere`` on whatever
    resource."""
    action = f"{service}:BrandNew" if service else NEW

    def ask(holder: Holder) -> str | None:
        return holder.name if allows_what_is_new(holder.policies, holder.who, action, everywhere=everywhere) else None

    return _first(statement, study, ask)


class Single(NamedTuple):
    """Somebody who comes without a second factor."""

    holder: str
    """What to call the principal in a sentence."""
    way: str
    """What they come with: ``with an access key alone``."""


def allowed_without_factor(statement: IdentityStatement, study: Study, action: str) -> Single | Reason | None:
    """Which people may do an action by a statement with nothing but an access key, or a password where no second factor
    is asked for: those that there are, or will be."""

    def ask(holder: Holder) -> Single | Reason | None:
        if not allows_what_is_new(holder.policies, one_factor(holder.who), action):
            return None
        way = way_without_factor(holder.resource, study)
        return Single(holder.name, way) if isinstance(way, str) else way

    return _first(statement, study, ask, people=True)


def administers(statement: IdentityStatement, study: Study) -> str | Reason | None:
    """Who is an administrator by a statement: may do everything, even what there isn't yet, and give permissions."""
    found = allowed_when_new(statement, study, everywhere=True)
    if not isinstance(found, str):
        return found
    claim = swept(statement, study, (("iam:PutRolePolicy",),), strangers=False)
    return claim.holder if isinstance(claim, Claim) else claim


def _first(
    statement: IdentityStatement, study: Study, ask: Callable[[Holder], T | Reason | None], *, people: bool = False
) -> T | Reason | None:
    """The answer for the first principal for whom there is one; a reason where there may be one."""
    study.iam = True
    doubt: Reason | None = None
    for holder in holders(statement, study, people=people):
        try:
            found = ask(holder)
        except UndecidedError as error:
            doubt = doubt or Reason(error.code, error.text)
            continue
        if isinstance(found, Reason):
            doubt = doubt or found
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
    """The actions of a pattern, in lower case, for which a policy can name the resource; none of a pattern most of
    whose actions need a star."""
    names = catalogue.actions(pattern)
    found = _known(names)
    return tuple(one.name.lower() for one in found) if 2 * len(found) >= len(names) else ()
