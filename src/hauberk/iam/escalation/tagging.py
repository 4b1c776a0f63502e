"""Tags that somebody may give, or take away, so that a condition which asks for them lets more through."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from hauberk.iam.escalation.account import Account, Principal, Tag
from hauberk.iam.escalation.circumstances import is_resource_tag
from hauberk.iam.escalation.narrowing import PRINCIPAL_TAG
from hauberk.iam.language.policy import Policy
from hauberk.iam.language.text import ANY, ONE, Glob, Variable

MOST = 16
"""Changes of tags that are tried of one principal."""
_OTHER = "example"
"""A value that no policy has in mind."""


class Change(NamedTuple):
    """A tag that is given, or taken away."""

    key: str
    value: str | None

    def of(self, principal: Principal) -> Principal:
        """The principal with its tags changed."""
        kept = tuple(one for one in principal.tags or () if one.key.lower() != self.key)
        return principal._replace(tags=kept if self.value is None else (*kept, Tag(self.key, self.value)))


def own(principal: Principal, account: Account) -> Iterable[Policy]:
    """The policies that bear on what a principal may do."""
    limits = [] if principal.boundary is None else [principal.boundary.policy]
    return (*principal.policies, *limits, *(policy for level in (*account.scp, *account.rcp) for policy in level))


def changes(account: Account, principal: Principal, policies: Iterable[Policy], *, resource: bool) -> list[Change]:
    """Changes of a principal's tags that policies may tell apart: of those of the ``resource`` that a request is about,
    else of whoever makes it."""
    if principal.tags is None:
        return []
    has = {tag.key.lower(): tag.value for tag in principal.tags}
    found: dict[Change, None] = {}
    for key, values in _asked(account, policies, resource).items():
        wanted = [Change(key, value) for value in (*values, _OTHER) if has.get(key) != value]
        if key in has:
            wanted.append(Change(key, None))
        found.update(dict.fromkeys(wanted))
    return list(found)[:MOST]


def _asked(account: Account, policies: Iterable[Policy], resource: bool) -> dict[str, dict[str, None]]:
    """Tags that policies ask for, each with the values that they have in mind."""
    found: dict[str, dict[str, None]] = {}
    for policy in policies:
        for statement in policy.statements:
            for test in statement.tests:
                if _is_asked(test.key, resource):
                    values = found.setdefault(test.key.partition("/")[2], {})
                    values.update(dict.fromkeys(_texts(account, test.values)))
            for one in (*statement.resources, *(value for test in statement.tests for value in test.values)):
                for variable in one.variables:
                    if _is_asked(variable.key, resource):
                        key = variable.key.partition("/")[2]
                        found.setdefault(key, {}).update(dict.fromkeys(_given(account, key)))
    return found


def _is_asked(key: str, resource: bool) -> bool:
    return is_resource_tag(key) if resource else key.startswith(PRINCIPAL_TAG)


def _texts(account: Account, values: Iterable[Glob]) -> Iterator[str]:
    """A text for each pattern that has one."""
    for one in values:
        if one.holes:
            continue
        if len(one.parts) == 1 and isinstance(one.parts[0], Variable):
            yield from _given(account, one.parts[0].key.partition("/")[2])
        elif not one.variables:
            yield "".join(_OTHER if part is ANY else "x" if part is ONE else str(part) for part in one.parts)


def _given(account: Account, key: str) -> Iterator[str]:
    """The values that principals of the account have for a tag."""
    values = (tag.value for one in account.principals for tag in one.tags or () if tag.key.lower() == key)
    yield from list(dict.fromkeys(values))[:MOST]
