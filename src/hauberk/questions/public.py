"""Who outside may use a resource?"""

from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from hauberk.iam.algebra.boxes import Box
from hauberk.iam.algebra.budget import Budget, UndecidedError
from hauberk.iam.algebra.principals import ACCOUNT
from hauberk.iam.companions import also_needed
from hauberk.iam.difference import as_written
from hauberk.iam.effective import Wanted
from hauberk.iam.language.policy import Kind, Policy
from hauberk.iam.public import Public, Reachable, Trust, public
from hauberk.model.guards import describe
from hauberk.model.world import World
from hauberk.questions.answers import Exposure, Way
from hauberk.questions.files import Files, InputError
from hauberk.questions.holding import Holding
from hauberk.questions.matters import Matter, in_worlds, matters, of_resource
from hauberk.questions.services import actions_of, service_of

if TYPE_CHECKING:
    from hauberk.questions.templates import Template

MAX_WAYS = 2_000
"""Ways in, an outsider and a group of actions each, that are looked at. One is enough to know that there are any."""


def exposures(files: Files, argument: str, service: str, trust: Trust, steps: int) -> Iterator[Exposure]:
    """Who outside may use what an argument means: a policy's resource, or resources of a template.

    ``service`` is the prefix of the actions that a policy in a file is about; empty for all that it names. Raises
    :class:`InputError`.
    """
    for matter in matters(files, argument, _chosen, Kind.RESOURCE):
        yield _exposure(files, matter, service, trust, steps)


def _chosen(template: "Template", id_: str) -> Iterator[Matter]:
    resources = (template.resource(id_),) if id_ else template.guarded()
    for resource in resources:
        if not template.may_be_used(resource):
            raise InputError(f"{template.file}: {id_} is of type {resource.type}, which has no policy of its own")
        yield of_resource(template, resource)


def _exposure(files: Files, matter: Matter, service: str, trust: Trust, steps: int) -> Exposure:
    def ask(world: World) -> Exposure | None:
        holding = matter.read(world)
        if holding is None:
            return None
        about = service if matter.alone else service_of(holding.type)
        return _of(holding, about, trust, steps, alone=matter.alone)

    found = in_worlds(ask, files)
    if not found:
        raise InputError(f"{matter.name} isn't there, whatever the template's parameters are")
    guard, worst = max(found, key=lambda pair: (bool(pair[1].ways), bool(pair[1].undecided)))
    if all(exposure.public is worst.public for _, exposure in found):
        return worst
    return worst._replace(condition=describe(guard, files.hidden()))


def _of(holding: Holding, service: str, trust: Trust, steps: int, *, alone: bool) -> Exposure:
    if not alone:
        trust = trust._replace(account=trust.account or ACCOUNT)
        holding = holding.deployed(trust.account)
    trust = trust._replace(today=date.today())
    policy = holding.own
    if policy is None:
        return Exposure(holding.name)
    wanted = Wanted(actions_of(service)) if service else Wanted()
    found: list[Public] = []
    try:
        for way in islice(public(policy, wanted, trust, Budget(steps)), MAX_WAYS):
            found.append(way)  # noqa: PERF402 - what was found before the budget ended counts
    except UndecidedError as error:
        return Exposure(holding.name, _ways(policy, found), error.text)
    return Exposure(holding.name, _ways(policy, found), _unread(policy))


def _unread(policy: Policy) -> str:
    """What of a policy isn't known, so that it may say anything."""
    unread = policy.unknown
    return f"what {unread[0].name} stands for isn't known" if unread else ""


def _usable(found: list[Public]) -> list[Public]:
    """The ways in that can be gone by themselves: a function's URL asks for ``lambda:InvokeFunction`` too."""
    actions = {action for way in found for action in way.access.found.actions}
    closed = {one for one in actions if not all(also.action.lower() in actions for also in also_needed(one))}
    return [way for way in found if not closed.issuperset(way.access.found.actions)]


def _ways(policy: Policy, found: list[Public]) -> tuple[Way, ...]:
    """The ways in by whom a statement lets in; whom it names is told only where it doesn't let in everybody."""
    found = _usable(found)
    gathered: dict[tuple[Reachable, object], tuple[Box, dict[str, None], Public]] = {}
    for way in found:
        box = next((box for box in way.access.found.within if box.policy == policy.name), None)
        if box is not None:
            said = (box.statement.place, box.statement.span)  # what decides of its variables differs by the caller
            _, actions, _ = gathered.setdefault((way.reachable, said), (box, {}, way))
            actions.update(dict.fromkeys(way.access.found.actions))
    anyone = {statement for reachable, statement in gathered if reachable is Reachable.ANYONE}
    return tuple(
        Way(reachable, policy.name, box.statement, as_written([box], actions), first.access.witness)
        for (reachable, statement), (box, actions, first) in gathered.items()
        if reachable is Reachable.ANYONE or statement not in anyone
    )
