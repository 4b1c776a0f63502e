"""The least policy that lets a plan be read: its actions, on the resources that it may meet.

An action that acts on resources is granted on those of the account and the regions, for functions on those that are
wanted by name; one that IAM asks about ``*`` in those regions (``aws:RequestedRegion``). STS tells everybody whose
credentials they are.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from hauberk.iam.catalogue.services import Action, facts
from hauberk.iam.regions import GLOBAL
from hauberk.iam.request import Request
from hauberk.model.regex import regex
from hauberk.sources.account.calling.clients import HOME
from hauberk.sources.account.calling.errors import permissions_of
from hauberk.sources.account.reading import Plan
from hauberk.sources.account.reads import Read

_HOLE = regex(r"\$\{([A-Za-z]+)\}")
_OF_OTHERS = frozenset(
    (("iam", "policy"), ("lambda", "layer"), ("lambda", "layerVersion"), ("organizations", "policy"))
)
"""Resources that an account uses though they may be another's, by the service and the type's name. The policies of an
organization are its management account's, whoever asks ("Actions, resources, and condition keys for AWS Organizations",
Service Authorization Reference, 2026-11)."""
_OF_AWS = {("organizations", "policy"): "awspolicy"}
"""The type of those that are AWS's own, such as p-FullAWSAccess, where it has another form: the reference names it
beside the other, and not at the actions that tell of both."""
_PLAIN_GLOB = regex(r"[A-Za-z0-9_*?-]+")
_ANY = "*"


class Where(NamedTuple):
    """What is known of the account: ``*`` for what isn't. No region means any."""

    partition: str = "aws"
    account: str = _ANY
    regions: tuple[str, ...] = ()


class Grant(NamedTuple):
    """An action, the resources that it is granted on, and the regions that its requests go to, if these bound it."""

    action: str
    level: str
    resources: tuple[str, ...]
    regions: tuple[str, ...]


def grants(plan: Plan, where: Where) -> tuple[Grant, ...]:
    """What a plan needs, an entry for each action."""
    return tuple(_grant(action, reads, plan, where) for action, reads in sorted(_readers(plan.reads).items()))


def policy_of(granted: Iterable[Grant]) -> dict[str, Any]:
    """The grants as a policy document: a statement for all that have resources and regions in common."""
    alike: dict[tuple[tuple[str, ...], tuple[str, ...]], list[str]] = {}
    for grant in granted:
        alike.setdefault((grant.resources, grant.regions), []).append(grant.action)
    return {"Version": "2012-10-17", "Statement": [_statement(actions, *key) for key, actions in alike.items()]}


def requests(plan: Plan, where: Where) -> Iterator[Request]:
    """What IAM is asked as the calls of a plan are made: each action, on something of each type that it acts on."""
    account = where.account if where.account != _ANY else "111122223333"
    caller = f"arn:{where.partition}:iam::{account}:user/auditor"
    for action, reads in _readers(plan.reads).items():
        for region in _regions(action, reads, where) or ("eu-west-1",):
            found = _known(action)
            context = {"aws:requestedregion": (region,)}
            if found is None or found.unscoped:
                yield Request(caller, action, _ANY, context)
                continue
            for pattern in _patterns(found, (region,), plan, where._replace(account=account)):
                named = pattern.replace("::*:", f"::{account}:").replace(f":{region}:*:", f":{region}:{account}:")
                yield Request(caller, action, named.replace("*", "x").replace("?", "x"), context, account)


def _readers(reads: Iterable[Read]) -> dict[str, list[Read]]:
    found: dict[str, list[Read]] = {}
    for read in reads:
        for action in permissions_of(read):
            found.setdefault(action, []).append(read)
    return found


def _known(action: str) -> Action | None:
    prefix, _, name = action.partition(":")
    service = facts(prefix)
    return service.actions.get(name.lower()) if service is not None else None


def _grant(action: str, reads: list[Read], plan: Plan, where: Where) -> Grant:
    found = _known(action)
    level = found.access_level if found is not None else ""
    if found is not None and not found.unscoped:
        return Grant(action, level, _patterns(found, _regions(action, reads, where), plan, where), ())
    bounded = where.regions and not any(_anywhere(action, read) for read in reads)
    return Grant(action, level, (_ANY,), where.regions if bounded else ())


def _anywhere(action: str, read: Read) -> bool:
    """Whether a read's requests for an action go to one region, whichever is read."""
    return read.anywhere or action.partition(":")[0] in GLOBAL


def _regions(action: str, reads: Iterable[Read], where: Where) -> tuple[str, ...]:
    """Where an action's requests go: the regions that are read, and the one of what is global."""
    anywhere = {_anywhere(action, read) for read in reads}
    found = list(where.regions) if False in anywhere else []
    if True in anywhere and where.regions:
        found.append(HOME.get(where.partition, where.regions[0]))
    return tuple(dict.fromkeys(found))


def _patterns(action: Action, regions: tuple[str, ...], plan: Plan, where: Where) -> tuple[str, ...]:
    """The ARNs of what an action acts on in some regions, or any, as far as they are known."""
    service, _, _ = action.name.partition(":")
    known = facts(service)
    types = known.resources if known is not None else {}
    found: dict[str, None] = {}
    for needed in action.resources:
        own = service, needed.name
        kinds = (types.get(name) for name in (needed.name, _OF_AWS.get(own, "")))
        owner = _ANY if own in _OF_OTHERS else where.account
        names = _functions(plan) if own == ("lambda", "function") else (_ANY,)
        for template in (arn for kind in kinds if kind for arn in kind.arns) if needed.required else ():
            for region in regions or (_ANY,):
                told = {"Partition": where.partition, "Region": region, "Account": owner}
                found.update((_filled(template, {**told, "FunctionName": name}), None) for name in names)
    return tuple(found) or (_ANY,)


def _filled(template: str, told: Mapping[str, str]) -> str:
    return re.sub(r"\*{2,}", _ANY, _HOLE.sub(lambda hole: told.get(hole[1], _ANY), template))


def _functions(plan: Plan) -> tuple[str, ...]:
    """The names of functions as a policy has them. A qualifier may follow, as in ``orders:live``."""
    wanted = plan.filters.functions
    if not wanted or not all(_PLAIN_GLOB.fullmatch(pattern) for pattern in wanted):
        return (_ANY,)
    return tuple(name for one in wanted for name in ((one,) if one.endswith("*") else (one, f"{one}:*")))


def _statement(actions: list[str], resources: tuple[str, ...], regions: tuple[str, ...]) -> dict[str, Any]:
    found: dict[str, Any] = {"Effect": "Allow", "Action": actions, "Resource": _one_or_all(resources)}
    if regions:
        found["Condition"] = {"StringEquals": {"aws:RequestedRegion": _one_or_all(regions)}}
    return found


def _one_or_all(texts: tuple[str, ...]) -> Any:
    return texts[0] if len(texts) == 1 else list(texts)
