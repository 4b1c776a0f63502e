"""What a template can't tell of permissions: whether anyone uses them."""

from collections.abc import Iterator
from typing import NamedTuple

from hauberk.model.people import LastAccessed, age
from hauberk.model.subject import listed, named, resource_of
from hauberk.model.values import Known, Unknown, Value
from hauberk.model.verdict import LOW, Verdict, not_applicable, satisfied, unknown, violated
from hauberk.practices.ages import UNUSED, days
from hauberk.practices.control import control
from hauberk.study.study import Study

MOST_NAMES = 6
"""Services or actions that a message names."""


class _Service(NamedTuple):
    """A service that somebody may use: days since the last use, and the actions of which AWS tells that they weren't
    used either."""

    name: str
    value: Value
    used: int | None
    idle: tuple[str, ...]


@control("permission-unused", practice=14, severity=LOW, subject=LastAccessed)
def permission_unused(accessed: LastAccessed, study: Study) -> Verdict:
    """A role or user may use services that it doesn't use.

    What nobody uses is only of use to an attacker. IAM tells when each service that a policy grants was last used, and
    of some services each action.

    Attack: a flaw in a function that writes one table gives the intruder the mail service and the users' directory,
    since the role was copied from another one.

    Safe when: the permission is for emergencies or for a yearly task.

    Fix: take the services and actions that are named out of the policies.

    References:
    - https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_last-accessed.html
    - https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_last-accessed-action-last-accessed.html
    """
    principal = study.application.resources.get(resource_of(accessed.principal))
    if principal is not None:
        there = age(named(principal.attributes.value("Account")).value("CreateDate"), study.today)
        if isinstance(there, int) and there <= UNUSED:
            return not_applicable("it is too new to say")
    if isinstance(accessed.services, Unknown):
        return unknown(accessed.services)
    services = []
    for element in listed(accessed.services):
        found = _service(element, study)
        if isinstance(found, Unknown):
            return unknown(found)
        services.append(found)
    idle = [one for one in services if one.used is None or one.used > UNUSED]
    busy = [one for one in services if one not in idle]
    partly = [one for one in busy if one.idle]
    if not idle and not partly:
        return satisfied() if services else not_applicable("its policies grant no service")
    told = ", ".join(_told(one) for one in idle[:MOST_NAMES])
    more = f" and {len(idle) - MOST_NAMES} more" if len(idle) > MOST_NAMES else ""
    says = [f"{accessed.name} doesn't use {told}{more}"] if idle else []
    says += [f"of {one.name} it doesn't use {_some(one.idle)}" for one in partly[:MOST_NAMES]]
    place = (idle or partly)[0].value
    keep = ", ".join(f"{one.name}:…" if one.idle else f"{one.name}:*" for one in busy)
    advice = (
        f"Take these services out of its policies. What it used within {UNUSED} days is {keep}."
        if busy
        else f"It used none of its permissions within {UNUSED} days: take them away, or delete it."
    )
    return violated(place.says("; ".join(says)), help=advice)


def idle_names(accessed: LastAccessed, study: Study) -> Iterator[str]:
    """What of its permissions somebody doesn't use: services, and actions of those that are used."""
    for element in listed(accessed.services):
        found = _service(element, study)
        if isinstance(found, _Service):
            if found.used is None or found.used > UNUSED:
                yield found.name
            else:
                yield from (f"{found.name}:{action}" for action in found.idle)


def _service(element: Value, study: Study) -> "_Service | Unknown":
    if isinstance(element, Unknown):
        return element
    fields = named(element)
    used = age(fields.value("LastAccessed"), study.today)
    if isinstance(used, Unknown):
        return used
    idle = []
    for action in listed(fields.value("Actions")):
        last = age(named(action).value("LastAccessed"), study.today)
        if last is None or (isinstance(last, int) and last > UNUSED):
            idle.append(_text(named(action).value("Action")))
    return _Service(_text(fields.value("Service")), fields.value("Service"), used, tuple(filter(None, idle)))


def _told(service: _Service) -> str:
    return f"{service.name} ({'never' if service.used is None else f'{days(service.used)} ago'})"


def _text(value: Value) -> str:
    return value.value if isinstance(value, Known) and isinstance(value.value, str) else ""


def _some(names: tuple[str, ...]) -> str:
    more = f" and {len(names) - MOST_NAMES} more" if len(names) > MOST_NAMES else ""
    return f"{', '.join(names[:MOST_NAMES])}{more}"


CONTROLS = (permission_unused,)
