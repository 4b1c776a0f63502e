"""In which order resources are made: each after those that it refers to or waits for."""

from collections.abc import Mapping

from hauberk.lab.account.provisioning.plain import links
from hauberk.model.resource import Resource
from hauberk.model.values import Known
from hauberk.model.world import World


def in_order(resources: Mapping[str, Resource], world: World) -> list[Resource]:
    """The resources so that what others need comes first; else in the order of the source.

    Where resources wait for each other in a circle, which CloudFormation refuses, the first of the source comes first.
    """
    needs = {
        resource.id: [one for one in _needed(resource, world) if one in resources and one != resource.id]
        for resource in resources.values()
    }
    done: dict[str, Resource] = {}
    begun: set[str] = set()
    pending = list(reversed(needs))
    while pending:
        name = pending[-1]
        open_ = [one for one in needs[name] if one not in done and one not in begun]
        if name in done or (name in begun and not open_):
            done.setdefault(name, resources[name])
            pending.pop()
        else:
            begun.add(name)
            pending.extend(reversed(open_))
    return list(done.values())


def _needed(resource: Resource, world: World) -> list[str]:
    return [*resource.depends_on, *links(Known(resource.properties), world)]
