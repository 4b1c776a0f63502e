"""Which facts each control looks at: the types of resources, and the parts of those that have parts of their own.

``needs.json`` is made by ``tools/needs.py``, which asks every control about its own cases and notes what it looks at;
a test does the same and compares.
"""

import json
from collections.abc import Container, Mapping
from functools import cache
from typing import NamedTuple

import hauberk
from hauberk.facts.bundled import bundled


class Needs(NamedTuple):
    """What a control looks at.

    ``lists`` are the types that its subjects are found among: where one of them isn't known, there may be subjects that
    nobody was asked about. ``asks`` are the other facts that it looks at, ``AWS::SQS::QueuePolicy`` or
    ``AWS::Lambda::Function.RecursiveLoop``. ``hangs`` are the types that must all be known for a verdict on a subject,
    by the type of the subject's resource.
    """

    lists: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    hangs: Mapping[str, tuple[str, ...]] = {}

    def hung_on(self, type_: str) -> tuple[str, ...]:
        """The types that a verdict on a resource of one type hangs on; of a type in no case, those of any."""
        found = self.hangs.get(type_)
        return found if found is not None else tuple(dict.fromkeys(one for some in self.hangs.values() for one in some))


def leads_on(type_: str, other: str, about: str, hung_on: Container[str]) -> bool:
    """Whether a verdict on a resource of the type ``about`` hangs on where those of a type lead that it hangs on: to a
    resource as it is one, or to those of another type that it hangs on, too."""
    return other == about or (other != type_ and other in hung_on)


def needs_of(control: str) -> tuple[str, ...]:
    """All facts that a control looks at."""
    needs = needed_by(control)
    return (*needs.lists, *needs.asks)


@cache
def needed_by(control: str) -> Needs:
    """What a control looks at; nothing is known of one that isn't Hauberk's own."""
    told = _needs().get(control)
    if told is None:
        return Needs()
    return Needs(
        tuple(told["lists"]), tuple(told["asks"]), {type_: tuple(types) for type_, types in told["hangs"].items()}
    )


@cache
def _needs() -> Mapping[str, Mapping[str, Mapping[str, list[str]]]]:
    found: Mapping[str, Mapping[str, Mapping[str, list[str]]]] = json.loads(
        bundled(hauberk.__file__, "practices/needs.json")
    )["needs"]
    return found
