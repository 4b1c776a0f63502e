"""Writes ``src/hauberk/practices/needs.json``: which facts of an application each control looks at.

``python tools/needs.py DATE`` asks every control about its own cases and about the applications of the demo, and notes
the types of resources that it asks for, whether there are any or not, and the properties that take a call of their own
in an account; DATE is the day. Each control has a study of its own, so that nothing is remembered of what another one
asked. What is noted is asked for by a control, or by a relation on its behalf: the walk by which the graph is made goes
through every property of every resource, and says nothing of a control.
"""

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from hauberk.model.application import Application
from hauberk.model.resource import Resource
from hauberk.model.values import Chooser, Fields, Plain, Value
from hauberk.practices import all_controls
from hauberk.practices.control import Control
from hauberk.reading.jail import Root
from hauberk.sources.cloudformation.reader import read_application
from hauberk.scan.asking import ask
from hauberk.scan.topic import topics_of
from hauberk.sources.account.planning import ALL_READS
from hauberk.sources.pins import pins_beside
from hauberk.study.found import Found
from hauberk.study.graph import Graph
from hauberk.study.study import Study
from tests.practices.cases import TODAY, folder

TARGET = ROOT / "src/hauberk/practices/needs.json"
DEMO = ROOT / "src/hauberk/demo"
Note = Callable[[str], None]
_ANY = "*"
"""For all properties of a type at once: ``AWS::Lambda::Function.*``."""


class _Properties(Fields):
    """Properties that tell which of them someone asks for."""

    __slots__ = ("note", "type")

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


class _Resource(Resource):
    """A resource that tells that someone looks into it."""

    __slots__ = ("_attributes", "_properties", "note")

    @classmethod
    def of(cls, resource: Resource, note: Note) -> "_Resource":
        """The same resource, watched."""
        view = cls(**{name: getattr(resource, name) for name in Resource.__slots__})
        view.note = note
        return view

    @property
    def properties(self) -> Fields:  # type: ignore[override]
        self.note(self.type)
        return _Properties.of(self._properties, self.type, self.note)

    @properties.setter
    def properties(self, properties: Fields) -> None:
        self._properties = properties

    @property
    def attributes(self) -> Fields:  # type: ignore[override]
        self.note(self.type)
        return self._attributes

    @attributes.setter
    def attributes(self, attributes: Fields) -> None:
        self._attributes = attributes


class _Application(Application):
    """An application that tells which types of resources someone asks for."""

    __slots__ = ("note",)

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
    """A graph that tells users of which types someone asks for."""

    note: Note

    def users(self, id_: str, *types: str) -> Iterator[Resource]:
        for type_ in types:
            self.note(type_)
        return super().users(id_, *types)


class Recorder:
    """What was asked for of one application since the recorder was last emptied."""

    def __init__(self, application: Application) -> None:
        self.facts: set[str] = set()
        self._listens = True
        given = {name: getattr(application, name) for name in Application.__slots__ if not name.startswith("_")}
        given["resources"] = {id_: _Resource.of(one, self._note) for id_, one in application.resources.items()}
        self.application = _Application(**given, find_hidden=lambda: application.hidden)
        self.application.note = self._note
        self._graph = _Graph(self.application)
        self._graph.note = self._note

    def _note(self, fact: str) -> None:
        self.facts.add(fact)

    def study(self, root: Root) -> Study:
        """A study that remembers nothing but who refers to whom."""
        study = Study(self.application, TODAY, root)
        vars(study)["graph"] = self._graph
        return study

    def asked(self, control: Control, root: Root) -> set[str]:
        """The facts that a control asks for."""
        self.facts.clear()
        study, subject = self.study(root), control.subject
        if not subject.may_be_in(self.application):
            return set(self.facts)
        seeds = list(subject.seeds_in(study) if issubclass(subject, Found) else subject.seeds(self.application))
        for topic in topics_of(seeds):
            ask(control, topic, study)
        return {*self.facts, *(seed.resource.type for seed in seeds)}


def read(path: Path) -> tuple[Recorder, Root]:
    """A template, ready to be asked about."""
    root = Root(path.parent)
    beside = pins_beside(root, path.name)
    return Recorder(read_application(root, path.name, beside, beside=beside)), root


def needs() -> dict[str, list[str]]:
    """The facts of each control."""
    parts = {fact for read in ALL_READS for fact in read.facts if "." in fact}
    found: dict[str, set[str]] = {control.name: set() for control in all_controls()}
    shared = [read(path) for path in sorted(DEMO.glob("*/template.yaml"))]
    for control in all_controls():
        own = (read(path) for path in sorted(folder(control).glob("*.yaml")))
        for recorder, root in (*shared, *own):
            found[control.name] |= recorder.asked(control, root)
    return {name: sorted(_kept(facts, parts)) for name, facts in found.items()}


def _kept(facts: Iterable[str], parts: Iterable[str]) -> Iterator[str]:
    """The types, and the properties that take calls of their own."""
    facts = frozenset(facts)
    yield from (fact for fact in facts if "::" in fact and "." not in fact)
    yield from (part for part in parts if part in facts or f"{part.partition('.')[0]}.{_ANY}" in facts)


def text(day: str) -> str:
    """The data file."""
    lines = (f"  {json.dumps(name)}: {json.dumps(facts)}" for name, facts in needs().items())
    return json.dumps({"date": day})[:-1] + ', "needs": {\n' + ",\n".join(lines) + "\n}}\n"


if __name__ == "__main__":
    TARGET.write_text(text(sys.argv[1]), encoding="utf-8")
