"""Which stack has made a resource of an account.

By the tags that CloudFormation puts on what it makes, and by the names that it makes of those of the stack and the
resource ("Resource tags" and "Name type", CloudFormation user guide, 2026-11).
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from hauberk.facts.arn_forms import FORMS
from hauberk.facts.stack_tags import LOGICAL_ID, STACK_NAME
from hauberk.model.application import Application
from hauberk.model.regex import regex
from hauberk.model.resource import Resource
from hauberk.model.subject import named
from hauberk.model.values import Absent, Known, Value
from hauberk.model.world import World

_NESTS = ("AWS::CloudFormation::Stack", "AWS::Serverless::Application")
_TAIL = "-[A-Za-z0-9]{8,13}"
"""The random part at the end of a name that CloudFormation makes."""
_TAG = 100
"""What a tag says counts as much as so many names, which somebody else may have made alike."""
_TWIN = 0.5
"""The part of a stack's votes from which on another one has the same template."""


class Stacks(NamedTuple):
    """The stack that a template is compared with: its name, empty if nothing tells it, whether there is another one of
    the same template, and the ids of what other stacks have made."""

    own: str
    has_twin: bool
    elsewhere: frozenset[str]


def stacks_of(template: Application, account: Application, own: str = "") -> Stacks:
    """The stacks of a template that an account has; ``own`` is that which is meant, or else has most of it."""
    made = list(_made(template, account))
    votes: Counter[str] = Counter()
    for stack, _, weight in made:
        votes[stack] += weight
    own = own or max(votes.items(), key=lambda pair: (pair[1], pair[0]), default=("", 0))[0]
    mine = sum(number for stack, number in votes.items() if stack.lower() == own.lower())
    has_twin = any(number >= mine * _TWIN for stack, number in votes.items() if stack.lower() != own.lower())
    nests = tuple(f"{own}-{one.id.replace('/', '-')}-" for one in template.of(*_NESTS))
    elsewhere = frozenset(id_ for stack, id_, _ in made if stack.lower() != own.lower())
    tagged = (
        one.id for one in account.resources.values() if not _is_within(tags_of(one).get(STACK_NAME, own), own, nests)
    )
    return Stacks(own, has_twin, elsewhere.union(tagged) if own else frozenset())


def _made(template: Application, account: Application) -> Iterator[tuple[str, str, int]]:
    """What is called as CloudFormation calls a resource of the template, with the stack, and what that counts."""
    for resource in account.resources.values():
        tags = tags_of(resource)
        one = template.resources.get(tags.get(LOGICAL_ID, ""))
        if one is not None and one.type == resource.type and tags.get(STACK_NAME):
            yield tags[STACK_NAME], resource.id, _TAG
    for resource in template.resources.values():
        if name_of(resource):
            continue
        names = made_names(resource.id)
        for other in account.of(resource.type):
            stack = stack_in(names, other)
            if stack and STACK_NAME not in tags_of(other):
                yield stack, other.id, 1


def _is_within(stack: str, own: str, nests: tuple[str, ...]) -> bool:
    """Whether a stack is the own one, or nested in it."""
    return stack == own or stack.startswith(nests)


def is_of(stack: str, nest: str, own: str) -> bool:
    """Whether a stack is the own one, or that which a resource of it with the id ``nest`` makes."""
    if not nest:
        return stack == own
    found = made_names(nest).fullmatch(stack)
    return found is not None and found["stack"] == own


def made_names(id_: str) -> "re.Pattern[str]":
    """The names that CloudFormation makes for a resource, by its id; behind a nested stack's id and a slash, those of a
    resource in it."""
    parts = f"(?:{_TAIL})?-".join(map(re.escape, id_.split("/")))
    return regex(rf"(?P<stack>.+)-{parts}(?:{_TAIL})?", re.IGNORECASE)


def stack_in(names: "re.Pattern[str]", resource: Resource) -> str:
    """The stack's name that stands in that of a resource, if it is one of those."""
    name = resource.name.rpartition(" of ")[0] or resource.name
    found = names.fullmatch(name.replace("/", "-"))
    return found["stack"] if found else ""


def tags_of(resource: Resource) -> Mapping[str, str]:
    """The tags of a resource that are known."""
    found = named(named(resource.attributes.value("Account")).value("Tags"))
    return {
        name: value.value for name, value in found.items() if isinstance(value, Known) and isinstance(value.value, str)
    }


def naming(resource: Resource) -> Value:
    """What the property says that names a resource."""
    form = FORMS.get(resource.type)
    names = form.named_by if form is not None else ""
    return World().pick(resource.properties.value(names.partition(".")[0])) if names else Absent()


def name_of(resource: Resource) -> str:
    """The name that a resource's property gives it, if it is known."""
    value = naming(resource)
    return value.value if isinstance(value, Known) and isinstance(value.value, str) else ""
