"""Which resource of one side is which of the other.

Two snapshots name theirs alike. Between a template and an account four things tell, in this order: the tags that
CloudFormation puts on what it makes, names that the template fixes, names that CloudFormation makes of those of the
stack and the resource, and last what refers to what: the role of the same function is the same role.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from hauberk.facts.stack_tags import LOGICAL_ID, STACK_NAME
from hauberk.model.application import Application
from hauberk.model.regex import regex
from hauberk.model.resource import Resource
from hauberk.model.values import Fields, Items, Known, OneOf, Pattern, Reference, Value, alternatives
from hauberk.model.world import World
from hauberk.questions.drift.stacks import (
    Stacks,
    is_of,
    made_names,
    name_of,
    naming,
    stack_in,
    stacks_of,
    tags_of,
)
from hauberk.study.graph import STAND_INS

_PLACE = regex(r"^arn:[^:]*:([^:]*):[^:]*:[^:]*:(.*)$")
_ROUNDS = 12
"""How far what is matched leads to what else may be."""


class Matched(NamedTuple):
    """The ids in an account by those of a template, and what says the same as a resource of the template without
    anything that tells whether it is that one: the ids of these, by those of the template."""

    ids: dict[str, str]
    unclear: Mapping[str, tuple[str, ...]] = {}


def same_ids(before: Application, after: Application) -> dict[str, str]:
    """The ids of the later side by those of the earlier one, of two snapshots: an ARN without account and region."""
    later = {_apart(id_): id_ for id_ in after.resources}
    return {id_: later[key] for id_ in before.resources if (key := _apart(id_)) in later}


def _apart(id_: str) -> str:
    found = _PLACE.match(id_)
    return f"{found[1]}:{found[2]}" if found else id_


def deployed(template: Application, account: Application, stack: str = "") -> Matched:
    """Which resource of an account is which of a template. ``stack`` is the name of the stack, where it is told."""
    stacks = stacks_of(template, account, stack)
    found = _Pairs(template, account, stacks)
    found.take(_by_tags(template, account, stacks.own))
    found.take(_by_names(template, account))
    found.take(_by_made_names(template, account, stacks.own))
    found.take(_by_being_the_one(template, account))
    found.take(found.by_filled_names())
    for _ in range(_ROUNDS):
        if not found.take(found.by_neighbours()):
            break
    alike = found.alike()
    if stacks.has_twin:  # which has resources that say the same
        return Matched(found.ids, alike)
    found.take((one, others[0]) for one, others in alike.items() if len(others) == 1)
    enough = Counter(alike.values())
    return Matched(
        found.ids,
        {one: some for one, some in alike.items() if one not in found.ids and 1 < len(some) >= enough[some]},
    )


class _Pairs:
    """The pairs that are known so far."""

    def __init__(self, template: Application, account: Application, stacks: Stacks) -> None:
        self.ids: dict[str, str] = {}
        self._taken: set[str] = set()
        self._template = template
        self._account = account
        self._stacks = stacks
        self._links = {one.id: _links(one, template) for one in template.resources.values()}
        self._others = {one.id: _links(one, account) for one in account.resources.values()}
        self._users = _users(self._links)
        self._other_users = _users(self._others)

    def take(self, pairs: Iterable[tuple[str, str]]) -> bool:
        """Takes those pairs in whom neither is in one already; whether there were any. What is told of two is told of
        neither."""
        found = [(one, other) for one, other in pairs if one not in self.ids and other not in self._taken]
        ones, others = Counter(one for one, _ in found), Counter(other for _, other in found)
        sure = [(one, other) for one, other in found if ones[one] == 1 and others[other] == 1]
        self.ids.update(sure)
        self._taken.update(other for _, other in sure)
        return bool(sure)

    def by_filled_names(self) -> Iterator[tuple[str, str]]:
        """Those whose name the template makes of what is known by now: of the account, the stack, and the names of
        what is in a pair already, as a log group's is made of its function's."""
        account, _, region = self._account.id.partition("/")
        known = {"AWS::AccountId": account, "AWS::Region": region, "AWS::StackName": self._stacks.own}
        by_name: dict[tuple[str, str], list[str]] = {}
        for resource in self._account.resources.values():
            by_name.setdefault((resource.type, name_of(resource)), []).append(resource.id)
        for resource in self._template.resources.values():
            name = "" if resource.id in self.ids else self._filled(naming(resource), known)
            for other in by_name.get((resource.type, name), ()) if name else ():
                yield resource.id, other

    def _filled(self, value: Value, known: Mapping[str, str]) -> str:
        """A name with what is known in its holes; empty where one is left."""
        found = ""
        for part in value.parts if isinstance(value, Pattern) else ():
            if isinstance(part, str):
                found += part
            elif isinstance(part, Reference) and known.get(part.resource):
                found += known[part.resource]
            elif isinstance(part, Reference) and not part.attribute and part.resource in self.ids:
                found += self._account.resources[self.ids[part.resource]].name
            else:
                return ""
        return found

    def by_neighbours(self) -> Iterator[tuple[str, str]]:
        """Those that refer to, or are referred to by, what is the same, in more ways than any other of their type. What
        another stack has made isn't meant, nor what has to do with that where this one has to do with its own."""
        left: dict[str, list[Resource]] = {}
        elsewhere = self._stacks.elsewhere
        for resource in self._account.resources.values():
            if resource.id not in self._taken and resource.id not in elsewhere:
                left.setdefault(resource.type, []).append(resource)
        for resource in self._template.resources.values():
            if resource.id in self.ids:
                continue
            scores = [(self._score(resource, other), other) for other in left.get(resource.type, ())]
            scores = [
                (score, other)
                for score, other in scores
                if score[0] and elsewhere.isdisjoint(self._others_than_known(resource, other))
            ]
            scores.sort(key=lambda one: (one[0], one[1].id), reverse=True)
            if scores and (len(scores) == 1 or scores[0][0] > scores[1][0]):
                yield resource.id, scores[0][1].id

    def alike(self) -> dict[str, tuple[str, ...]]:
        """Of the template's resources that are left, those of the account that say the same and have to do with nothing
        else than them, as far as that is known."""
        found = {}
        for resource in self._template.resources.values():
            own = {} if resource.id in self.ids else _said(resource)
            same = tuple(
                other.id
                for other in (self._account.of(resource.type) if own else ())
                if other.id not in self._taken
                and other.id not in self._stacks.elsewhere
                and _agree(own, _said(other))
                and not self._others_than_known(resource, other)
            )
            if same:
                found[resource.id] = same
        return found

    def _others_than_known(self, resource: Resource, other: Resource) -> set[str]:
        """What a resource of the account refers to, or is referred to by, where that of the template has to do with
        something that is known, and which that isn't."""
        found: set[str] = set()
        for own, its in (
            (self._links[resource.id], self._others[other.id]),
            (self._users.get(resource.id, set()), self._other_users.get(other.id, set())),
        ):
            known: dict[str, set[str]] = {}
            for way, id_ in own:
                if id_ in self.ids:
                    known.setdefault(way, set()).add(self.ids[id_])
            for way, ids in known.items():
                there = {id_ for its_way, id_ in its if its_way == way}
                if ids.isdisjoint(there):
                    found |= there
        return found

    def _score(self, resource: Resource, other: Resource) -> tuple[int, int, int]:
        """How many neighbours two have in common, how many plain properties, and how few the other has alone."""
        links = {(way, self.ids[target]) for way, target in self._links[resource.id] if target in self.ids}
        users = {(way, self.ids[user]) for way, user in self._users.get(resource.id, ()) if user in self.ids}
        common = len(links & self._others[other.id]) + len(users & self._other_users.get(other.id, set()))
        own, its = _texts(resource), _texts(other)
        return common, sum(1 for name in own if own[name] == its.get(name)), -len(its.keys() - own.keys())


def _by_tags(template: Application, account: Application, stack: str) -> Iterator[tuple[str, str]]:
    tagged: dict[str, list[Resource]] = {}
    for resource in account.resources.values():
        tagged.setdefault(tags_of(resource).get(LOGICAL_ID, ""), []).append(resource)
    for one in template.resources.values():
        nest, _, id_ = one.id.rpartition("/")
        for other in tagged.get(id_, ()):
            its = tags_of(other).get(STACK_NAME, "")
            if one.type == other.type and (not its or is_of(its, nest, stack)):
                yield one.id, other.id


def _by_names(template: Application, account: Application) -> Iterator[tuple[str, str]]:
    by_name: dict[tuple[str, str], list[str]] = {}
    for resource in account.resources.values():
        by_name.setdefault((resource.type, name_of(resource)), []).append(resource.id)
    for resource in template.resources.values():
        name = name_of(resource)
        for other in by_name.get((resource.type, name), ()) if name else ():
            yield resource.id, other


def _by_made_names(template: Application, account: Application, stack: str) -> Iterator[tuple[str, str]]:
    for resource in template.resources.values() if stack else ():
        if not name_of(resource):
            names = made_names(resource.id)
            for other in account.of(resource.type):
                if stack_in(names, other).lower() == stack.lower():
                    yield resource.id, other.id


_ONE = ("AWS::Config::ConfigurationRecorder", "AWS::GuardDuty::Detector", "AWS::SecurityHub::Hub")
"""Types of which a region has one at most (quotas of each service, 2026-11)."""


def _by_being_the_one(template: Application, account: Application) -> Iterator[tuple[str, str]]:
    for type_ in _ONE:
        own, others = [*template.of(type_)], [*account.of(type_)]
        if len(own) == len(others) == 1:
            yield own[0].id, others[0].id


def _texts(resource: Resource) -> dict[str, object]:
    """The plain properties of a resource."""
    found: dict[str, object] = {}
    for name, value in resource.properties.items():
        value = World().pick(value)
        if isinstance(value, Known) and isinstance(value.value, (str, int, bool)):
            found[name] = str(value.value).lower()
    return found


def _said(resource: Resource) -> dict[str, str]:
    """The properties of a resource that refer to none, as texts that tell them apart."""
    found = {}
    for name, value in resource.properties.items():
        said = repr(World().pick(value))
        if "Reference(" not in said or "Reference(AWS::" in said:
            found[name] = said.replace("Reference(AWS::Partition)", "aws").lower()
    return found


def _agree(own: Mapping[str, str], its: Mapping[str, str]) -> bool:
    """Whether two say the same where both say something, and do so somewhere."""
    common = own.keys() & its.keys()
    return bool(common) and sum(own[name] == its[name] for name in common) >= max(1, len(common) - 1)


def _links(resource: Resource, application: Application) -> set[tuple[str, str]]:
    """What a resource refers to, with the type that does and the property in which; a function by its aliases too."""
    found: set[tuple[str, str]] = set()
    for name, value in resource.properties.items():
        pending: list[Value] = [value]
        while pending:
            match pending.pop():
                case Reference() as one if not one.pseudo:
                    found.add((f"{resource.type}.{name}", one.resource))
                    target = application.resources.get(one.resource)
                    if target is not None and target.type in STAND_INS and resource.type not in STAND_INS:
                        pending.append(target.properties.value("FunctionName"))
                case Pattern(parts):
                    pending.extend(part for part in parts if isinstance(part, Value))
                case Known(Fields() as fields):
                    pending.extend(fields.values())
                case Known(Items() as items):
                    pending.extend(items)
                case OneOf() as choice:
                    pending.extend(one for _, one in alternatives(choice))
    return found


def _users(links: Mapping[str, set[tuple[str, str]]]) -> dict[str, set[tuple[str, str]]]:
    found: dict[str, set[tuple[str, str]]] = {}
    for user, some in links.items():
        for way, target in some:
            found.setdefault(target, set()).add((way, user))
    return found
