"""Writes ``src/hauberk/practices/needs.json``: which facts of an application each control looks at.

``python tools/needs.py DATE`` asks every control about its own cases and about the applications of the demo, and notes
the types of resources that it asks for, whether there are any or not, the properties that take a call of their own in
an account, and the types without whose resources its verdict would be another one; DATE is the day. Each question has a
study of its own, so that nothing is remembered of what another one asked. What is noted is asked for by a control, or
by a relation on its behalf: the walk by which the graph is made goes through every property of every resource, and says
nothing of a control.

Some relations answer for what they don't know themselves: code is followed with events that are hostile where their
producers aren't known, and a story that is told of a finding takes nothing back. Their facts are asked for, and no
verdict hangs on them.

What a control hangs on may lead to its subject by a part that takes a call of its own, as the targets of rules lead to
functions: reads say where what they give leads (``Read.leads``), and such a part is asked for, too.
"""

import json
import sys
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hauberk.model.application import Application
from hauberk.model.compute import Function
from hauberk.model.resource import Resource
from hauberk.model.subject import Seed, Subject
from hauberk.model.values import Chooser, Fields, Known, Plain, Reason, Value
from hauberk.model.verdict import State
from hauberk.model.world import World
from hauberk.practices import all_controls
from hauberk.practices.control import Control
from hauberk.practices.needs import leads_on
from hauberk.reading.jail import Root
from hauberk.scan.asking import ask
from hauberk.scan.topic import Topic, topics_of
from hauberk.sources.account.planning import ALL_READS
from hauberk.sources.account.services.function_reads import ARCHIVE
from hauberk.sources.cloudformation.reader import read_application
from hauberk.sources.pins import pins_beside
from hauberk.study.arns import Arns
from hauberk.study.code.contents import Contents
from hauberk.study.found import Found
from hauberk.study.graph import Graph
from hauberk.study.study import Study

if TYPE_CHECKING:
    from hauberk.study.code.following import Code, Codes, Followed
    from hauberk.study.code.places import NoCode
    from hauberk.study.producers.ways import Producers

ROOT = Path(__file__).parents[1]
TODAY = date(2026, 11, 24)
TARGET = ROOT / "src/hauberk/practices/needs.json"
DEMO = ROOT / "src/hauberk/demo"
Note = Callable[[str], None]
_ANY = "*"
"""For all properties of a type at once: ``AWS::Lambda::Function.*``."""
_ACCOUNT = "Account"
"""The attribute of a resource below which stands what CloudFormation has no word for."""


class _Properties(Fields):
    """Properties that tell which of them someone asks for."""

    __slots__ = ("note", "type")
    note: Note
    type: str

    @classmethod
    def of(cls, fields: Fields, type_: str, note: Note) -> "_Properties":
        """The same properties, watched."""
        view = cls.__new__(cls)
        for name in Fields.__slots__:
            setattr(view, name, getattr(fields, name))
        view.type, view.note = type_, note
        return view

    def within(self, chooser: Chooser) -> Fields:
        return self.of(super().within(chooser), self.type, self.note)

    def value(self, name: str, default: Plain = None) -> Value:
        self.note(f"{self.type}.{name}")
        return super().value(name, default)

    def items(self) -> Iterator[tuple[str, Value]]:
        self.note(f"{self.type}.{_ANY}")
        return super().items()


class _Resources(dict[str, Resource]):
    """Resources that tell of which type one is that someone comes to by its id."""

    def __init__(self, resources: Iterable[Resource], note: Note) -> None:
        super().__init__((one.id, one) for one in resources)
        self.note = note

    def __getitem__(self, id_: str) -> Resource:
        found = super().__getitem__(id_)
        self.note(found.type)
        return found

    def get(self, id_: str, default: Any = None) -> Any:
        """The resource of an id."""
        found = super().get(id_)
        if found is None:
            return default
        self.note(found.type)
        return found


class _Application(Application):
    """An application that tells which types of resources someone asks for. ``aside`` is the same, for what no verdict
    hangs on."""

    __slots__ = ("aside", "note")
    aside: Application
    note: Note

    @classmethod
    def watched(cls, application: Application, note: Note) -> "_Application":
        """The same application, whose resources and properties are watched, too."""
        given = {name: getattr(application, name) for name in Application.__slots__ if not name.startswith("_")}
        resources = (
            one.changed(
                properties=_Properties.of(one.properties, one.type, note),
                attributes=_Properties.of(one.attributes, one.type, note),
            )
            for one in application.resources.values()
        )
        given["resources"] = _Resources(resources, note)
        view = cls(**given, find_hidden=lambda: application.hidden)
        view.note = note
        return view

    def of(self, *types: str) -> Iterator[Resource]:
        for type_ in types:
            self.note(type_)
        return super().of(*types)

    def has(self, types: Iterable[str]) -> bool:
        types = tuple(types)
        for type_ in types:
            self.note(type_)
        return super().has(types)


class _Graph(Graph):
    """A graph that tells users of which types someone asks for, and of which type those are that anyone gets."""

    def users(self, id_: str, *types: str) -> Iterator[Resource]:
        application = self.application
        assert isinstance(application, _Application)
        for type_ in types:
            application.note(type_)
        for resource in _silently(application, self._users.get(id_, ())):
            if not types or resource.type in types:
                application.note(resource.type)
                yield resource

    def used(self, id_: str, *types: str) -> Iterator[Resource]:
        application = self.application
        assert isinstance(application, _Application)
        for type_ in types:
            application.note(type_)
        return (resource for resource in _silently(application, self.targets[id_]) if resource.type in types)


def _silently(application: Application, ids: Iterable[str]) -> Iterator[Resource]:
    """The resources of some ids, of which nothing is noted."""
    resources = application.resources
    assert isinstance(resources, dict)
    return (dict.__getitem__(resources, id_) for id_ in ids if id_ in resources)


def _by_name(self: Arns, application: Application, world: World) -> None:
    """Names are written out from resources, where a template refers to one: an account has the name itself."""
    _init(self, application.aside if isinstance(application, _Application) else application, world)


_init = Arns.__init__
Arns.__init__ = _by_name  # type: ignore[method-assign]


class _Study(Study):
    """A study that keeps apart what is asked by relations that answer for what they don't know themselves."""

    aside: "Study"

    @cached_property
    def _codes(self) -> "Codes":
        return self.aside._codes

    @cached_property
    def producers(self) -> "Producers":
        return self.aside.producers

    def code(self, function: Function) -> "Followed | Reason":
        return self.aside.code(function)

    def program(self, function: Function) -> "Code | NoCode":
        return self.aside.program(function)

    @property
    def telling(self) -> Study:
        return self.aside


class Recorder:
    """An application that notes what is asked for."""

    def __init__(self, application: Application, root: Root) -> None:
        self.root = root
        self._read = application
        self._contents = Contents(self.root)
        self._less: dict[str, Application] = {}
        self._firm: set[str] = set()
        self._aside: set[str] = set()
        self.application = _Application.watched(self._read, lambda fact: self._firm.add(fact))
        aside = _Application.watched(self._read, lambda fact: self._aside.add(fact))
        self.application.aside = aside.aside = aside

    @cached_property
    def _graphs(self) -> tuple[Graph, Graph]:
        return _Graph(self.application), _Graph(self.application.aside)

    def _study(self) -> Study:
        """A study that remembers nothing but who refers to whom, and what is in files."""
        graph, aside = self._graphs
        study = _Study(self.application, TODAY, self.root, contents=self._contents)
        study.aside = Study(aside.application, TODAY, self.root, contents=self._contents)
        vars(study)["graph"], vars(study.aside)["graph"] = graph, aside
        return study

    def listed(self, subject: type[Subject]) -> tuple[list[Seed], set[str]]:
        """The subjects of a class, and the facts that were asked for to find them."""
        study = self._study() if issubclass(subject, Found) else None
        self._firm, self._aside = set(), set()
        if not subject.may_be_in(self.application):
            return [], self._firm
        seeds = subject.seeds_in(study) if issubclass(subject, Found) and study else subject.seeds(self.application)
        return list(seeds), self._firm

    def is_consulted(self, type_: str, subject: type[Subject], seeds: list[Seed]) -> bool:
        """Whether the subjects that aren't of a type are others without the resources of that type."""
        if issubclass(subject, Found) or not self._read.has((type_,)):
            return False
        less = self._without(type_)
        left = [(seed.id, seed.guard) for seed in subject.seeds(less)] if subject.may_be_in(less) else []
        return left != [(seed.id, seed.guard) for seed in seeds if seed.resource.type != type_]

    def asked(self, control: Control, topic: Topic) -> tuple[set[str], set[str]]:
        """The facts that a control asks for about one subject: those that its verdict hangs on, and others."""
        study = self._study()
        self._firm, self._aside = set(), set()
        ask(control, topic, study)
        return self._firm, self._aside

    @property
    def types(self) -> frozenset[str]:
        """The types of its resources."""
        return frozenset(one.type for one in self._read.resources.values())

    def everything(self, control: Control) -> Iterator[str]:
        """The types that a control asks for."""
        for topic in topics_of(self.listed(control.subject)[0]):
            yield from _types(self.asked(control, topic)[0], topic.type)

    def changing(self, control: Control, topic: Topic, known: set[str]) -> Iterator[str]:
        """The types, beside some that are known already, without whose resources a verdict would be another one: those
        of which a control only looks whether something refers to them."""
        if issubclass(control.subject, Found):
            return
        verdict = ask(control, topic, Study(self.application.aside, TODAY, self.root)).verdict.state
        for type_ in self.types - known - {topic.type}:
            same = [one for one in topics_of(control.subject.seeds(self._without(type_))) if one.id == topic.id]
            found = [ask(control, one, Study(self._without(type_), TODAY, self.root)).verdict.state for one in same]
            if any(state not in (verdict, State.UNKNOWN) for state in found):
                yield type_

    def _without(self, type_: str) -> Application:
        from tests.practices.unread import without

        if type_ not in self._less:
            self._less[type_] = without(self._read, type_)
        return self._less[type_]


def recorder(path: Path) -> Recorder:
    """The application of a template."""
    root = Root(path.parent)
    beside = pins_beside(root, path.name)
    return Recorder(read_application(root, path.name, beside, beside=beside), root)


def imagined(control: Control, seen: Iterable[str]) -> list[Recorder]:
    """Applications for a control about types that are in none of its cases, as those are that only an account has: with
    one resource of each, and of what it asks for beside them, until it asks for no more."""
    types: frozenset[str] = frozenset()
    asked = frozenset(type_ for type_ in control.subject.TYPES if "::" in type_).difference(seen)
    found: list[Recorder] = []
    while asked - types:
        types = asked
        held = {type_: Resource(type_, type_, Fields({}), attributes=_OF_ACCOUNT) for type_ in sorted(types)}
        found.append(Recorder(Application("account/region", "an account", held), Root(DEMO)))
        asked |= {type_ for type_ in found[-1].everything(control) if "::" in type_}
    return found


_OF_ACCOUNT = Fields({_ACCOUNT: Known(Fields({}))})


class Listing:
    """Which types the subjects of a class are found among, over many applications, and which are only consulted."""

    def __init__(self, subject: type[Subject], recorders: Iterable[Recorder]) -> None:
        self.types: set[str] = set(subject.TYPES)
        self.parts: set[str] = set()
        self.consulted: set[str] = set()
        for recorder in recorders:
            seeds, facts = recorder.listed(subject)
            self.types.update(seed.resource.type for seed in seeds if "::" in seed.resource.type)
            self.types.update(fact for fact in facts if "." not in fact)
            self.parts.update(fact for fact in facts if "." in fact)
            self.consulted.update(
                fact for fact in facts - self.consulted if recorder.is_consulted(fact, subject, seeds)
            )
        self.types -= self.consulted - {*subject.TYPES}


def needs(
    control: Control, listing: Listing, own: list[Recorder], shared: list[Recorder], parts: frozenset[str]
) -> dict[str, Any]:
    """What a control needs, by its own cases and by larger applications.

    ``lists`` are the types that its subjects are found among, ``asks`` what is to be read beside them. ``hangs`` are
    the types that must all be known for a verdict, by the type of its subject. ``parts`` are the properties that take a
    call of their own.
    """
    asks = {*listing.consulted, *listing.parts}
    hangs: dict[str, set[str]] = {}
    for recorder in (*own, *shared):
        for topic in topics_of(recorder.listed(control.subject)[0]):
            about = topic.branches[0].seed.resource.type
            firm, aside = recorder.asked(control, topic)
            hung = hangs.setdefault(about, set(listing.consulted))
            hung.update(_types(firm, about))
            asks |= firm | aside
            if recorder in own:
                changing = set(recorder.changing(control, topic, hung))
                hung |= changing
                asks |= changing
    for about, hung in hangs.items():
        asks.update(_leading(about, hung))
    return {
        "lists": sorted(type_ for type_ in listing.types if "::" in type_),
        "asks": sorted({*_kept(asks, parts)} - listing.types),
        "hangs": {type_: sorted(facts) for type_, facts in sorted(hangs.items())},
    }


def _leading(about: str, hung: Collection[str]) -> Iterator[str]:
    """The facts by which what a verdict hangs on leads to its subject, or to something else that it hangs on."""
    for fact, others in (entry for read in ALL_READS for entry in read.leads.items()):
        type_ = fact.partition(".")[0]
        if type_ in hung and any(leads_on(type_, other, about, hung) for other in others):
            yield fact


def _types(facts: Iterable[str], about: str) -> Iterator[str]:
    """The types that facts are of; a subject's own properties say nothing of others of its type."""
    for fact in facts:
        type_, dot, _ = fact.partition(".")
        if "::" in type_ and not (dot and type_ == about):
            yield type_


def _kept(facts: Iterable[str], parts: frozenset[str]) -> Iterator[str]:
    """The types among facts, and the properties that take calls of their own."""
    facts = frozenset(facts)
    yield from (fact for fact in facts if "::" in fact and "." not in fact)
    whole = {type_ for type_, _, name in (fact.partition(".") for fact in facts) if name in (_ANY, _ACCOUNT)}
    yield from (part for part in parts if part in facts or part.partition(".")[0] in whole)


def text(day: str) -> str:
    """The data file."""
    from tests.practices.cases import folder

    parts = frozenset(fact for read in ALL_READS for fact in read.facts if "." in fact) - {ARCHIVE}
    shared = [recorder(path) for path in sorted(DEMO.glob("*/template.yaml"))]
    own = {one.name: [recorder(path) for path in sorted(folder(one).glob("*.yaml"))] for one in all_controls()}
    for control in all_controls():
        # a case of the kind "account" is a template that the control only says it can't answer
        judged = [one for one in own[control.name] if not one.application.id.startswith("account")]
        own[control.name] += imagined(control, {type_ for one in judged for type_ in one.types})
    everything = [*shared, *chain.from_iterable(own.values())]
    listings: dict[type[Subject], Listing] = {}
    lines = []
    for control in all_controls():
        subject = control.subject
        if subject not in listings:
            asked = [*shared, *own[control.name]] if issubclass(subject, Found) else everything
            listings[subject] = Listing(subject, asked)
        told = needs(control, listings[subject], own[control.name], shared, parts)
        lines.append(f"  {json.dumps(control.name)}: {json.dumps(told)}")
    return json.dumps({"date": day})[:-1] + ', "needs": {\n' + ",\n".join(lines) + "\n}}\n"


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))  # for the cases
    TARGET.write_text(text(sys.argv[1]), encoding="utf-8")
