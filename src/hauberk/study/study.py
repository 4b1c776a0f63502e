"""What is known of an application beyond its single resources: relations among them, found once and kept.

A control gets the study of its application. Answers that depend on branches take the subject that asks, since it knows
the world that is asked about.
"""

from collections.abc import Callable, Iterator
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from hauberk.model.application import Application
from hauberk.model.compute import Coded, Function
from hauberk.model.guards import Guard
from hauberk.model.resource import Resource
from hauberk.model.span import Span
from hauberk.model.subject import Seed, Subject, resource_of
from hauberk.model.told import ATTRIBUTE
from hauberk.model.values import Reason, Unknown, Value
from hauberk.model.world import World
from hauberk.study.graph import FUNCTION, STAND_INS, Graph
from hauberk.study.routes import open_apis, undecided_apis
from hauberk.study.triggers import Trigger, triggers, ways_in

if TYPE_CHECKING:
    from hauberk.code.packs import Packs
    from hauberk.iam.language.policy import Policy
    from hauberk.model.secrets import Hidden
    from hauberk.reading.jail import Root
    from hauberk.study.access import Access
    from hauberk.study.code.contents import Contents
    from hauberk.study.code.following import Code, Codes, Followed
    from hauberk.study.code.literal import Literal
    from hauberk.study.code.places import NoCode, Place
    from hauberk.study.code.searching import Searched
    from hauberk.study.limits import Limits
    from hauberk.study.policies import Attached, Identity
    from hauberk.study.producers.ways import Producers

T = TypeVar("T")


class Study:
    """Relations of one application, each computed when it is first asked for.

    ``today`` is the day for questions about dates, the same for everything that one check looks at. Whoever asks IAM's
    catalogue says so in ``iam``, and reports then tell how old the catalogue is. ``root`` is where the code of
    functions is read from; ``followed`` says whether any was. ``packs`` is what the user says of calls in it, and
    ``met`` the names of these that code was seen to use. ``contents`` is the code itself, where some was read already.
    """

    def __init__(
        self,
        application: Application,
        today: date,
        root: "Root | None" = None,
        packs: "Packs | None" = None,
        contents: "Contents | None" = None,
    ) -> None:
        self.application = application
        self._root = root
        self.packs = packs
        self.contents = contents
        self.met: set[str] = set()
        self.today = today
        self.iam = False
        self.followed = False
        self._answers: dict[tuple[object, str, Guard], tuple[Any, Guard, tuple[Guard, ...]]] = {}

    @property
    def has_files(self) -> bool:
        """Whether there are files to look into: those beside a template, or code that was brought of an account."""
        return self._root is not None

    @property
    def telling(self) -> "Study":
        """The same study, asked for what only makes a finding's story longer: no verdict hangs on what it answers, so
        that one holds where an account wasn't read that far."""
        return self

    @cached_property
    def graph(self) -> Graph:
        """Who refers to whom."""
        return Graph(self.application)

    @cached_property
    def open_apis(self) -> dict[str, tuple[Seed, ...]]:
        """The APIs none of whose routes asks who calls, with these routes."""
        return open_apis(self.application)

    @cached_property
    def undecided_apis(self) -> dict[str, Unknown]:
        """The APIs of which it isn't known whether any of their routes asks, with the reason."""
        return undecided_apis(self.application)

    @cached_property
    def routes(self) -> dict[str, tuple[Seed, ...]]:
        """The routes of APIs by the id of the function that each calls."""
        from hauberk.study.openings import routes_by_function

        return routes_by_function(self)

    @cached_property
    def producers(self) -> "Producers":
        """Who produces what functions are called with."""
        from hauberk.study.producers.ways import Producers

        self.iam = True
        return Producers(self)

    @cached_property
    def limits(self) -> "Limits":
        """What may take away from the statements of identity policies."""
        from hauberk.study.limits import limits

        return limits(self.application)

    @cached_property
    def _codes(self) -> "Codes":
        from hauberk.study.code.following import Codes

        assert self._root is not None
        return Codes(self._root, self)

    @cached_property
    def followed_functions(self) -> "tuple[tuple[Seed, Followed], ...]":
        """The functions, each in each of its branches, whose code was followed: asked once for all findings."""
        found: list[tuple[Seed, Followed]] = []
        for seed in Coded.seeds(self.application):
            function = seed.see(World(seed.guard))
            assert isinstance(function, Function)
            followed = self.code(function)
            if not isinstance(followed, Reason):
                found.append((seed, followed))
        return tuple(found)

    def code(self, function: Function) -> "Followed | Reason":
        """What a function's code does, followed from its handler on; why nobody knows."""
        from hauberk.study.code.places import NoCode

        place = self._place(function)
        if isinstance(place, NoCode):
            return place.reason
        self.followed = True
        return self._codes.of(function, place)

    def program(self, function: Function) -> "Code | NoCode":
        """A function's code, and where the handler is in it; why it isn't at hand."""
        from hauberk.study.code.places import NoCode

        place = self._place(function)
        if isinstance(place, NoCode):
            return place
        code = self._codes.code(place)
        if not isinstance(code, Reason):
            return code
        says = function.at("Handler" if code.code == "missing-handler" else "Code").span
        return NoCode(code, says or function.head)

    def _place(self, function: Function) -> "Place | NoCode":
        if self._root is None:
            from hauberk.study.code.places import NoCode

            return NoCode(
                Reason("code-elsewhere", "its code isn't here: `hauberk audit --code` follows it"), function.head
            )
        return self.once(_place_of, function)

    def span(self, path: str, start: int, end: int) -> Span:
        """A place in a function's code as spans have it."""
        return self._codes.contents.span(path, start, end)

    def read(self, path: str) -> bytes:
        """A file of a function's code; nothing, if it can't be read."""
        return self._codes.contents.read(path)

    @property
    def literals(self) -> "tuple[Literal, ...]":
        """The code in templates that was followed."""
        codes: Codes | None = self.__dict__.get("_codes")
        return () if codes is None else tuple(codes.contents.literals.values())

    @cached_property
    def searched(self) -> "Searched":
        """The secrets in the application's files."""
        from hauberk.study.code.searching import NOTHING_SEARCHED, search

        return NOTHING_SEARCHED if self._root is None else search(self._root, self)

    @property
    def hidden(self) -> "Hidden":
        """What nobody is shown: what the application hides, and secrets that were found in files beside it."""
        hidden = self.application.hidden
        searched: Searched | None = self.__dict__.get("searched")
        if searched is None:
            return hidden
        spans = (*hidden.spans, *(found.span for found in searched.found))
        return hidden._replace(spans=spans, texts=hidden.texts.union(found.text for found in searched.found))

    def there(self, asking: Subject, *types: str) -> Iterator[Resource]:
        """The resources of some types that are there in the subject's world."""
        return (resource for resource in self.application.of(*types) if asking.world.holds(resource.presence))

    def users(self, asking: Subject, *types: str) -> Iterator[Resource]:
        """The resources of some types, there in the subject's world, that refer to the subject's resource."""
        users = self.graph.users(asking.resource.id, *types)
        return (resource for resource in users if asking.world.holds(resource.presence))

    def around(self, asking: Subject, *types: str) -> Iterator[Resource]:
        """As :meth:`users`, for a function that something may know by an alias or a version."""
        users = self.graph.around(asking.resource.id, *types)
        return (resource for resource in users if asking.world.holds(resource.presence))

    def named(self, value: Value) -> Resource | None:
        """The resource of this application that a value refers to, by ``Ref``, ``GetAtt`` or inside a text."""
        return self.application.resources.get(resource_of(value))

    def function_of(self, value: Value) -> Resource | None:
        """The function that a value names, itself or by an alias or a version; of those that an alias of a live account
        shares its calls among the first one."""
        found = self.named(value)
        if found is None or found.type == FUNCTION:
            return found
        owners = self.graph.owners(found.id)
        one = len(owners) == 1 or (bool(owners) and found.type in STAND_INS and ATTRIBUTE in found.attributes.names())
        return self.application.resources.get(owners[0]) if one else None

    def functions_of(self, value: Value) -> tuple[Resource, ...]:
        """As :meth:`function_of`, with all that an alias shares its calls among."""
        first, named = self.function_of(value), self.named(value)
        if first is None or named is None or named.type not in STAND_INS:
            return () if first is None else (first,)
        return tuple(self.application.resources[id_] for id_ in self.graph.served(named.id))

    def triggers(self, function: Subject) -> tuple[Trigger, ...]:
        """What invokes a function."""
        return triggers(self.graph, function.resource.id, function.world)

    def ways_in(self, function: Subject) -> Iterator[Trigger]:
        """What invokes a function, each resource that says so by itself."""
        return ways_in(self.graph, function.resource.id, function.world)

    def identity(self, principal: Subject) -> "Identity":
        """What a role, user or group has: its policies, its boundary, and who may become it."""
        from hauberk.study.policies import identity

        return self.once(identity, principal)

    def resource_policies(self, resource: Subject) -> "tuple[Attached, ...]":
        """The policies of a resource itself, each as it is written."""
        from hauberk.study.policies import resource_policies

        return self.once(resource_policies, resource)

    def resource_policy(self, resource: Subject) -> "Policy | None":
        """The policy of a resource itself, with everything that the application puts into it."""
        from hauberk.study.policies import whole

        return whole(self.resource_policies(resource), resource.name)

    def access(self, principal: Subject) -> "Access":
        """What a role, user or group may do."""
        from hauberk.study.access import access

        return self.once(access, principal)

    def once(self, ask: "Callable[[Subject, Study], T]", subject: Subject) -> T:
        """An answer about a subject, found once in each world, for whoever asks.

        The asking world comes to know what the answer depends on, as if it had looked itself.
        """
        world = subject.world
        key = (ask, subject.resource.id, world.guard)
        kept = self._answers.get(key)
        if kept is None:
            apart = World(world.guard)
            answer = ask(Subject(subject.resource, apart), self)
            kept = self._answers[key] = (answer, apart.guard, tuple(apart.forks))
        answer, world.guard, forks = kept
        world.forks.extend(forks)
        return answer


def _place_of(subject: Subject, study: Study) -> "Place | NoCode":
    from hauberk.study.code.places import place_of

    assert study._root is not None
    return place_of(Function(subject.resource, subject.world), study, study._root)
