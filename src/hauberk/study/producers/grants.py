"""On which resources of the application a principal's policies allow something, as far as their texts tell.

Denials, conditions and boundaries aren't asked: what is found here may be refused after all, and what isn't is allowed
by no policy that can be read.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from hauberk.iam.catalogue.patterns import matcher
from hauberk.iam.language.policy import Effect, Statement
from hauberk.iam.language.text import Glob, Hole
from hauberk.model.guards import Guard
from hauberk.model.resource import Resource
from hauberk.model.subject import Subject, presence
from hauberk.model.world import TooManyWorldsError, World, explore
from hauberk.study.arns import Arns, in_aws
from hauberk.study.principals import Principal
from hauberk.study.study import Study

_PIECES = 6
"""Pieces of an ARN between colons."""


class Granted(NamedTuple):
    """Resources by id, and whether a policy names each or only means it among others; ``unread`` where a policy can't
    be read, so that there may be more."""

    resources: Mapping[str, bool]
    unread: bool = False


def granted(principal: Resource, wanted: Mapping[str, tuple[str, ...]], study: Study) -> Granted:
    """The resources on which a principal may do one of some actions in any branch; ``wanted`` has those by type."""
    found: dict[str, bool] = {}
    unread = False

    def ask(world: World) -> None:
        nonlocal unread
        subject = Principal(principal, world)
        attached = study.identity(subject).attached
        for one in attached:
            for statement in one.policy.statements:
                for id_, by_name in _meant(statement, wanted, world.guard, study):
                    found[id_] = found.get(id_, False) or by_name
            unread = unread or bool(one.policy.unread) or any(each.unread for each in one.policy.statements)

    try:
        for _ in explore(ask, presence(principal), refuses=study.application.refuses):
            pass
    except TooManyWorldsError:
        unread = True
    return Granted(found, unread)


def _meant(
    statement: Statement, wanted: Mapping[str, tuple[str, ...]], guard: Guard, study: Study
) -> Iterator[tuple[str, bool]]:
    if statement.effect is not Effect.ALLOW:
        return
    types = [type_ for type_, actions in wanted.items() if any(_allows(statement, action) for action in actions)]
    for resource in study.application.of(*types) if types else ():
        arn = study.once(_arn, Subject(resource, World(guard)))
        if arn is None:
            continue
        if statement.except_resources or any(one.everything for one in statement.resources):
            yield resource.id, False
            continue
        named = [by_name for one in statement.resources if (by_name := names(one, arn)) is not None]
        if named:
            yield resource.id, any(named)


def _arn(subject: Subject, study: Study) -> Glob | None:
    return Arns(study.application, subject.world).arn(subject.resource)


def _allows(statement: Statement, action: str) -> bool:
    named = any(one.holes or matcher(str(one))(action) is not None for one in statement.actions)
    return named is not statement.except_actions


def names(pattern: Glob, arn: Glob) -> bool | None:
    """Whether an element of ``Resource`` means a resource by its name; ``False`` if only among others, ``None`` if it
    means another. What isn't known of either may be anything."""
    own, theirs = _pieces(pattern), _pieces(arn)
    if not all(one == other or _meets(one, other) for one, other in zip(own[:-1], theirs[:-1], strict=False)):
        return None
    if len(own) < _PIECES:
        return False if _meets(own[-1], _joined(theirs[len(own) - 1 :])) else None
    last, name = own[-1], theirs[-1]
    if not _meets(last, name) and not _below(last, name):
        return None
    start = next((at + 1 for at, letter in enumerate(name) if letter in _SEPARATORS), 0)
    return last[:start] == name[:start] and len(last) > start and last[start] is not None


_Letters = tuple[str | None, ...]
"""A text letter by letter: ``None`` is what may be anything, and a name that AWS gives is one letter of its own."""
_SEPARATORS = ("/", ":")


@lru_cache(maxsize=4096)  # each pattern meets each resource
def _pieces(text: Glob) -> tuple[_Letters, ...]:
    return tuple(_split(_letters(text)))


def _letters(text: Glob) -> _Letters:
    found: list[str | None] = []
    for part in in_aws(text).parts:
        if isinstance(part, str):
            found.extend(part)
        else:
            found.append(f"<{part.name}>" if isinstance(part, Hole) and part.own else None)
    return tuple(found)


def _split(letters: _Letters) -> list[_Letters]:
    pieces: list[list[str | None]] = [[]]
    for letter in letters:
        if letter == ":" and len(pieces) < _PIECES:
            pieces.append([])
        else:
            pieces[-1].append(letter)
    return [tuple(piece) for piece in pieces]


def _joined(pieces: Iterable[_Letters]) -> _Letters:
    found: list[str | None] = []
    for piece in pieces:
        found += [":", *piece] if found else piece
    return tuple(found)


def _below(pattern: _Letters, name: _Letters) -> bool:
    """Whether a pattern is about something below a resource: its objects, its versions."""
    return any(letter in _SEPARATORS and _meets(pattern[:at], name) for at, letter in enumerate(pattern) if at)


def _meets(one: _Letters, other: _Letters) -> bool:
    """Whether two texts can be the same one, whatever stands where anything may."""
    same = 0  # most texts differ where both are written out, which is cheaper to see
    for letter, its in zip(one, other, strict=False):
        if letter is None or its is None:
            break
        if letter != its:
            return False
        same += 1
    one, other = one[same:], other[same:]
    row = [all(letter is None for letter in other[:at]) for at in range(len(other) + 1)]
    for letter in one:
        before, row = row, [row[0] and letter is None]
        for at, its in enumerate(other):
            if letter is None or its is None:
                row.append(before[at + 1] or row[at])
            else:
                row.append(before[at] and letter == its)
    return row[-1]
