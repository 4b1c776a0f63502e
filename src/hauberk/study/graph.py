"""Who refers to whom among an application's resources, in any branch."""

from collections.abc import Iterable, Iterator

from hauberk.model.application import Application
from hauberk.model.compute import HANDLER
from hauberk.model.resource import Resource
from hauberk.model.values import Fields, Items, Known, OneOf, Reference, Value, alternatives, parts_of

FUNCTION = "AWS::Lambda::Function"
STAND_INS = ("AWS::Lambda::Alias", "AWS::Lambda::Version")
"""Resources whose ARN stands for the function that they belong to."""

_POLICIES = ("AWS::IAM::Role", "AWS::IAM::Policy", "AWS::IAM::ManagedPolicy", "AWS::IAM::RolePolicy")


class Graph:
    """References between the resources of an application, by their ids."""

    def __init__(self, application: Application) -> None:
        self.application = application
        self.targets: dict[str, tuple[str, ...]] = {
            resource.id: dependencies(resource) for resource in application.resources.values()
        }
        self._users: dict[str, list[str]] = {}
        for user, targets in self.targets.items():
            for target in targets:
                self._users.setdefault(target, []).append(user)
        self._owners: dict[str, tuple[str, ...]] = {}
        self._served: dict[str, tuple[str, ...]] = {}

    def users(self, id_: str, *types: str) -> Iterator[Resource]:
        """The resources that refer to one, of some types or of any, in the order of the source."""
        for user in self._users.get(id_, ()):
            resource = self.application.resources[user]
            if not types or resource.type in types:
                yield resource

    def used(self, id_: str, *types: str) -> Iterator[Resource]:
        """The resources of some types that one refers to, in the order of its source."""
        for target in self.targets[id_]:
            resource = self.application.resources.get(target)
            if resource is not None and resource.type in types:
                yield resource

    def names_of(self, function: str) -> frozenset[str]:
        """The ids that stand for a function where something invokes it: its own, its aliases', its versions'."""
        if not self._is_function(function):
            return frozenset((function,))
        stand_ins = (resource.id for resource in self.users(function, *STAND_INS))
        return frozenset((function, *(id_ for id_ in stand_ins if function in self.served(id_))))

    def served(self, stand_in: str) -> tuple[str, ...]:
        """The functions that an alias or a version stands for, first the one that gets most of the calls.

        In a live account a version that isn't what was deployed last is a function of its own: whoever calls an alias
        of it calls that one, and the function that the alias belongs to only for the rest of its weights.
        """
        found = self._served.get(stand_in)
        if found is None:
            found = self._served[stand_in] = tuple(self._find_served(self.application.resources[stand_in]))
        return found

    def _find_served(self, stand_in: Resource) -> Iterable[str]:
        whole = [target for target in self.targets[stand_in.id] if self._is_function(target)]
        if len(whole) == 1:
            return whole
        own = self._functions_in(stand_in.properties.value("FunctionName"))
        apart = [self._functions_in(version) for version in _versions(stand_in)]
        return dict.fromkeys(id_ for ids in apart for id_ in ids or own) if any(apart) else whole

    def _functions_in(self, value: Value) -> tuple[str, ...]:
        return tuple(filter(self._is_function, referred(value)))

    def around(self, function: str, *types: str) -> Iterator[Resource]:
        """The resources of some types that refer to a function or to what stands for it."""
        seen: set[str] = set()
        for id_ in sorted(self.names_of(function)):
            for resource in self.users(id_, *types):
                if resource.id not in seen:
                    seen.add(resource.id)
                    yield resource

    def owners(self, id_: str) -> tuple[str, ...]:
        """The functions that a resource belongs to: it is one, serves one, or is used by some.

        A role's policies belong to the role's functions. What refers to several functions (an API) is none's own.
        """
        found = self._owners.get(id_)
        if found is None:
            found = self._owners[id_] = tuple(self._find_owners(id_))
        return found

    def _find_owners(self, id_: str) -> Iterable[str]:
        resource = self.application.resources.get(id_)
        if resource is None:
            return ()
        if resource.type in (FUNCTION, HANDLER):
            return (id_,)
        if resource.written != id_ and self._is_function(resource.written):
            return (resource.written,)
        if resource.type in STAND_INS and (served := self.served(id_)):
            return served
        named = {names: None for target in self.targets[id_] if (names := tuple(self._functions_named(target)))}
        if len(named) == 1:
            return next(iter(named))
        users = dict.fromkeys(name for user in self.users(id_) for name in self._functions_using(user))
        if resource.type in _POLICIES:
            for target in self.targets[id_]:
                role = self.application.resources.get(target)
                if role is not None and role.type == "AWS::IAM::Role":
                    users.update(dict.fromkeys(user.id for user in self.users(target, FUNCTION)))
        return users

    def _functions_named(self, id_: str) -> Iterator[str]:
        resource = self.application.resources.get(id_)
        if resource is None:
            return
        if resource.type == FUNCTION:
            yield id_
        elif resource.type in STAND_INS:
            yield from self.served(id_)

    def _functions_using(self, user: Resource) -> Iterator[str]:
        if user.type == FUNCTION:
            yield user.id
        elif user.type in _POLICIES:
            yield from (function.id for function in self.users(user.id, FUNCTION))

    def _is_function(self, id_: str) -> bool:
        resource = self.application.resources.get(id_)
        return resource is not None and resource.type == FUNCTION


def _versions(alias: Resource) -> Iterator[Value]:
    """What an alias says of the versions that it leads to: the one of most calls, then those of a share."""
    yield alias.properties.value("FunctionVersion")
    match alias.properties.value("RoutingConfig"):
        case Known(Fields() as routing):
            match routing.value("AdditionalVersionWeights"):
                case Known(Items() as shares):
                    for share in shares:
                        if isinstance(share, Known) and isinstance(share.value, Fields):
                            yield share.value.value("FunctionVersion")


def dependencies(resource: Resource) -> tuple[str, ...]:
    """The ids of the resources that this one refers to, in any branch, in the order of the source."""
    return tuple(dict.fromkeys((*resource.depends_on, *referred(Known(resource.properties)))))


def referred(value: Value) -> tuple[str, ...]:
    """The ids of the resources that a value refers to, in any branch, in the order of the source."""
    found: dict[str, None] = {}
    pending: list[Iterator[Value]] = [iter((value,))]
    while pending:  # of all the values of an application, so without the guards that a walk tells
        for one in pending[-1]:
            if isinstance(one, Known):
                inner = one.value
                if isinstance(inner, Fields):
                    pending.append(inner.values())
                    break
                if isinstance(inner, Items):
                    pending.append(iter(inner))
                    break
            elif isinstance(one, OneOf):
                pending.append(iter([branch for _, branch in alternatives(one)]))
                break
            else:
                found.update((each.resource, None) for each in _references(one))
        else:
            pending.pop()
    return tuple(found)


def _references(value: Value) -> Iterator[Reference]:
    return (part for part in parts_of(value) if isinstance(part, Reference) and not part.pseudo)
