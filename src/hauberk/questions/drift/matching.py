"""Which resource of one side is which of the other.

Two snapshots name theirs alike. Between a template and an account four things tell, in this order: the tags that
CloudFormation puts on what it makes, names that the template fixes, names that CloudFormation makes of those of the
stack and the resource, and last what refers to what: the role of the same function is the same role.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from hauberk.facts.arn_forms import FORMS
from hauberk.facts.stack_tags import LOGICAL_ID, STACK_NAME
from hauberk.model.application import Application
from hauberk.model.regex import regex
from hauberk.model.resource import Resource
from hauberk.model.subject import named
from hauberk.model.values import Absent, Fields, Items, Known, OneOf, Pattern, Reference, Value, alternatives
from hauberk.model.world import World
from hauberk.study.graph import STAND_INS

_PLACE = regex(r"^arn:[^:]*:([^:]*):[^:]*:[^:]*:(.*)$")
_TAIL = regex(r"-[A-Za-z0-9]{8,13}")
"""What CloudFormation puts behind a name that it makes ("AWS::NoValue and names", 2026-11: stack, logical id and a
random part)."""
_ROUNDS = 12
"""How far what is matched leads to what else may be."""


def same_ids(before: Application, after: Application) -> dict[str, str]:
    """The ids of the later side by those of the earlier one, of two snapshots: an ARN without account and region."""
    later = {_apart(id_): id_ for id_ in after.resources}
    return {id_: later[key] for id_ in before.resources if (key := _apart(id_)) in later}


def _apart(id_: str) -> str:
    found = _PLACE.match(id_)
    return f"{found[1]}:{found[2]}" if found else id_


def deployed_ids(template: Application, account: Application, stack: str = "") -> dict[str, str]:
    """The ids in an account by those of a template. ``stack`` is the name of the stack, where it is told."""
    found = _Pairs(template, account)
    stack = stack or _stack_of(template, account)
    found.take(_by_tags(template, account, stack))
    found.take(_by_names(template, account))
    found.take(_by_made_names(template, account, stack))
    found.take(_by_being_the_one(template, account))
    found.take(found.by_filled_names(stack))
    for _ in range(_ROUNDS):
        if not found.take(found.by_neighbours()):
            break
    found.take(found.by_content())
    return found.ids


class _Pairs:
    """The pairs that are known so far."""

    def __init__(self, template: Application, account: Application) -> None:
        self.ids: dict[str, str] = {}
        self._taken: set[str] = set()
        self._template = template
        self._account = account
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

    def by_filled_names(self, stack: str) -> Iterator[tuple[str, str]]:
        """Those whose name the template makes of what is known by now: of the account, the stack, and the names of
        what is in a pair already, as a log group's is made of its function's."""
        account, _, region = self._account.id.partition("/")
        known = {"AWS::AccountId": account, "AWS::Region": region, "AWS::StackName": stack}
        by_name: dict[tuple[str, str], list[str]] = {}
        for resource in self._account.resources.values():
            by_name.setdefault((resource.type, _name(resource)), []).append(resource.id)
        for resource in self._template.resources.values():
            name = "" if resource.id in self.ids else self._filled(_named(resource), known)
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
        """Those that refer to, or are referred to by, what is the same, in more ways than any other of their type."""
        left: dict[str, list[Resource]] = {}
        for resource in self._account.resources.values():
            if resource.id not in self._taken:
                left.setdefault(resource.type, []).append(resource)
        for resource in self._template.resources.values():
            if resource.id in self.ids:
                continue
            scores = [(self._score(resource, other), other.id) for other in left.get(resource.type, ())]
            scores = sorted((one for one in scores if one[0][0]), reverse=True)
            if scores and (len(scores) == 1 or scores[0][0] > scores[1][0]):
                yield resource.id, scores[0][1]

    def by_content(self) -> Iterator[tuple[str, str]]:
        """Those that nobody refers to, of which the only other one of the type says the same."""
        for resource in self._template.resources.values():
            if resource.id in self.ids:
                continue
            own = _said(resource)
            others = [one for one in self._account.of(resource.type) if one.id not in self._taken]
            same = [one for one in others if own and _agree(own, _said(one))]
            if len(same) == 1:
                yield resource.id, same[0].id

    def _score(self, resource: Resource, other: Resource) -> tuple[int, int, int]:
        """How many neighbours two have in common, how many plain properties, and how few the other has alone."""
        links = {(way, self.ids[target]) for way, target in self._links[resource.id] if target in self.ids}
        users = {(way, self.ids[user]) for way, user in self._users.get(resource.id, ()) if user in self.ids}
        common = len(links & self._others[other.id]) + len(users & self._other_users.get(other.id, set()))
        own, its = _texts(resource), _texts(other)
        return common, sum(1 for name in own if own[name] == its.get(name)), -len(its.keys() - own.keys())


def _stack_of(template: Application, account: Application) -> str:
    """The stack that most of the template's resources are in, by tags or by names that CloudFormation makes."""
    votes: Counter[str] = Counter()
    for resource in account.resources.values():
        tags = _tags(resource)
        if tags.get(LOGICAL_ID) in template.resources:
            votes[tags.get(STACK_NAME, "")] += 100
    for resource in template.resources.values():
        for other in account.of(resource.type):
            start = _start_of(other.name, resource.id)
            if start:
                votes[start] += 1
    return max(votes.items(), key=lambda pair: (pair[1], pair[0]))[0] if votes else ""


def _start_of(name: str, id_: str) -> str:
    """What stands before a logical id in a name that CloudFormation has made."""
    at = name.lower().replace("/", "-").rfind(f"-{id_.lower()}")
    tail = name[at + len(id_) + 1 :]
    return name[:at] if at > 0 and (not tail or _TAIL.fullmatch(tail)) else ""


def _by_tags(template: Application, account: Application, stack: str) -> Iterator[tuple[str, str]]:
    for resource in account.resources.values():
        tags = _tags(resource)
        one = template.resources.get(tags.get(LOGICAL_ID, ""))
        if one is not None and one.type == resource.type and tags.get(STACK_NAME, stack) == stack:
            yield one.id, resource.id


def _by_names(template: Application, account: Application) -> Iterator[tuple[str, str]]:
    by_name: dict[tuple[str, str], list[str]] = {}
    for resource in account.resources.values():
        by_name.setdefault((resource.type, _name(resource)), []).append(resource.id)
    for resource in template.resources.values():
        name = _name(resource)
        for other in by_name.get((resource.type, name), ()) if name else ():
            yield resource.id, other


def _by_made_names(template: Application, account: Application, stack: str) -> Iterator[tuple[str, str]]:
    for resource in template.resources.values() if stack else ():
        if not _name(resource):
            for other in account.of(resource.type):
                if _start_of(other.name.rpartition(" of ")[0] or other.name, resource.id).lower() == stack.lower():
                    yield resource.id, other.id


_ONE = ("AWS::Config::ConfigurationRecorder", "AWS::GuardDuty::Detector", "AWS::SecurityHub::Hub")
"""Types of which a region has one at most (quotas of each service, 2026-11)."""


def _by_being_the_one(template: Application, account: Application) -> Iterator[tuple[str, str]]:
    for type_ in _ONE:
        own, others = [*template.of(type_)], [*account.of(type_)]
        if len(own) == len(others) == 1:
            yield own[0].id, others[0].id


def _name(resource: Resource) -> str:
    """The name that a resource's property gives it, if it is known."""
    value = _named(resource)
    return value.value if isinstance(value, Known) and isinstance(value.value, str) else ""


def _named(resource: Resource) -> Value:
    """What the property says that names a resource."""
    form = FORMS.get(resource.type)
    names = form.named_by if form is not None else ""
    return World().pick(resource.properties.value(names.partition(".")[0])) if names else Absent()


def _tags(resource: Resource) -> Mapping[str, str]:
    found = named(named(resource.attributes.value("Account")).value("Tags"))
    return {
        name: value.value for name, value in found.items() if isinstance(value, Known) and isinstance(value.value, str)
    }


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
