"""What questions about parts of an address, or of a path, tell of the whole.

Each gives values and the kinds of sinks, or names of facts, that hold of them.

Source: docs.python.org/3 (urllib.parse, pathlib, os.path, ipaddress; 2026-11).
"""

from collections.abc import Iterator
from typing import TypeAlias

from hauberk.code.flow.implied import HOSTLESS, INSIDE, NORMAL, RELATIVE, SCHEMELESS
from hauberk.code.flow.patterns import LOCATION, PATHS
from hauberk.code.flow.taint import Taints
from hauberk.code.flow.values import Atom, Foreign, Literal, Member, Result, Value, just, taint_of

Told: TypeAlias = Iterator[tuple[Value, frozenset[str]]]
HOSTS = frozenset(("hostname", "host", "netloc", "origin"))
_LOCAL = frozenset(("is_private",))
_GLOBAL = frozenset(("is_global",))
_NETWORKS = ("ip_network", "IPv4Network", "IPv6Network")
MAX_STEPS = 8
"""Calls through which it is followed where an address comes from."""


def by_truth(value: Value, holds: bool) -> Told:
    """A part counts as true, or doesn't: ``not parsed.netloc``, ``address.is_private``."""
    for atom in value.atoms:
        if not isinstance(atom, Member):
            continue
        if atom.name in (_GLOBAL if holds else _LOCAL):
            yield from _asked_for(atom.of)
        elif not holds and isinstance(atom.of, Result) and atom.name in HOSTS | {"scheme"}:
            for given in atom.of.arguments.plain[:1]:
                yield given, SCHEMELESS if atom.name == "scheme" else HOSTLESS


def by_call(callee: Foreign, given: Value | None, taint: Taints, holds: bool) -> Told:
    """A method, or function, gave something true, or false: ``path.is_absolute()``, ``os.path.isabs(path)``."""
    if isinstance(callee, Member) and callee.name == "is_absolute" and not holds:
        for value in _with_source(just(callee.of, taint)):
            yield value, RELATIVE
    elif callee.path.endswith(("path.isabs", "path.isAbsolute")) and not holds and given is not None:
        yield given, RELATIVE
    elif isinstance(callee, Member) and callee.name == "is_relative_to" and holds:
        yield from normal(just(callee.of, taint))


def by_passing(callee: Foreign, taint: Taints) -> Told:
    """A call has raised nothing: ``path.relative_to(FOLDER)``."""
    if isinstance(callee, Member) and callee.name == "relative_to":
        yield from normal(just(callee.of, taint))


def by_equality(value: Value) -> Told:
    """A part is one that the program chose: ``path.parent == FOLDER``, ``os.path.dirname(path) == FOLDER``."""
    for atom in value.atoms:
        if isinstance(atom, Member) and atom.name == "scheme" and isinstance(atom.of, Result):
            for given in atom.of.arguments.plain[:1]:
                yield given, SCHEMELESS
        if isinstance(atom, Member) and atom.name == "parent":
            yield just(atom.of, value.taint), PATHS
        elif isinstance(atom, Result) and atom.of.path.endswith("path.dirname"):
            for given in atom.arguments.plain[:1]:
                yield from normal(given)


def by_membership(part: Value, whole: Value, holds: bool) -> Told:
    """``FOLDER in path.parents``, ``".." not in path.parts``, ``".." not in name.split("/")``."""
    for atom in whole.atoms:
        if holds and isinstance(atom, Member) and atom.name == "parents" and not taint_of(part):
            yield from normal(just(atom.of, whole.taint))
        elif not holds and isinstance(atom, Result) and atom.of.path.endswith(_NETWORKS):
            for one in part.atoms:
                yield from _asked_for(one)
        elif not holds and part.only == Literal(".."):
            if isinstance(atom, Member) and atom.name == "parts":
                for value in _with_source(just(atom.of, whole.taint)):
                    yield value, INSIDE
            elif isinstance(atom, Result) and isinstance(atom.of, Member) and atom.of.name == "split":
                yield just(atom.of.of, whole.taint), INSIDE


def joined_from(address: Value) -> Iterator[Value]:
    """An address, and what was joined to one of the program's own for it: ``urljoin(BASE, address)``."""
    yield address
    for atom in address.atoms:
        if isinstance(atom, Result) and atom.of.path.endswith("parse.urljoin"):
            yield from atom.arguments.plain[1:2]


def normal(path: Value) -> Told:
    """A path that is within a folder by its letters is there, if no ``..`` is left in it."""
    if path.taint and all(NORMAL in taint.cleaned for taint in path.taint):
        yield path, PATHS


def _with_source(path: Value) -> Iterator[Value]:
    """A path, and the text that it was made of."""
    yield path
    for atom in path.atoms:
        if isinstance(atom, Result) and atom.of.path.endswith("Path"):
            yield from atom.arguments.plain[:1]


def _asked_for(address: Atom) -> Told:
    """What an address was looked up for: ``ip_address(gethostbyname(urlparse(url).hostname))``."""
    pending = [address]
    for _ in range(MAX_STEPS):
        if not pending:
            return
        atom = pending.pop(0)
        if isinstance(atom, Member) and atom.name in HOSTS and isinstance(atom.of, Result):
            for given in atom.of.arguments.plain[:1]:
                yield given, LOCATION
            continue
        if isinstance(atom, Member):
            pending.append(atom.of)
        elif isinstance(atom, Result):
            for given in atom.arguments.plain[:1]:
                yield given, LOCATION
                pending.extend(given.atoms)
