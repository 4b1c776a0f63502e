"""The roles that a call passes to a service."""

import re
from collections.abc import Iterator

from hauberk.code.flow.values import Record, Sequence
from hauberk.code.flow.values import Value as CodeValue
from hauberk.code.sdk.operation import Operation
from hauberk.iam.catalogue import action as known_action
from hauberk.iam.language.text import Glob
from hauberk.model.regex import regex
from hauberk.model.subject import Subject
from hauberk.study.needs.keys import named_by
from hauberk.study.needs.names import Names
from hauberk.study.needs.places import Place, place
from hauberk.study.needs.reasons import reason

_ROLE = regex(r"(iam|service|execution|task|job|dataaccess)?role|\w*role_?arns?", re.IGNORECASE)
"""Names of parameters that hold a role."""
_OF_TASKS = ("TaskRoleArn", "ExecutionRoleArn")


def passed(operation: Operation, names: Names) -> Place:
    """The roles that a call gives a service to act in."""
    action = known_action("iam:PassRole")
    assert action is not None
    found: dict[Glob, None] = {}
    why = ""
    for name, value in _roles(operation):
        made = Operation("iam", "pass_role", (("RoleArn", value),))
        found.update(dict.fromkeys(place(action, made, names).resources))
        why = why or reason(name, value, names)
    found.update(dict.fromkeys(_of_task(operation, names)))
    return Place(tuple(found), why)


def _roles(operation: Operation) -> Iterator[tuple[str, CodeValue]]:
    """The roles among a call's parameters, however deep, each with its name."""
    pending: list[tuple[str, CodeValue]] = list(operation.parameters)
    for _ in range(400):
        if not pending:
            return
        name, value = pending.pop()
        if _ROLE.fullmatch(name):
            yield name, value
            continue
        for atom in value.atoms:
            if isinstance(atom, Record):
                pending += atom.fields
            elif isinstance(atom, Sequence):
                pending += [(name, one) for one in (*atom.items, *((atom.rest,) if atom.rest else ()))]


def _of_task(operation: Operation, names: Names) -> Iterator[Glob]:
    """The roles of a task's definition, by the template."""
    definition = operation.get("taskDefinition")
    if operation.service != "ecs" or definition is None:
        return
    for resource in named_by(names.of(definition), names, ("AWS::ECS::TaskDefinition",)):
        subject = Subject(resource, names.function.world)
        for name in _OF_TASKS:
            text = names.arns.text(subject.at(name))
            if text is not None:
                yield text
