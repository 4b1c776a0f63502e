"""What one part of a request tells of another: the region of a resource is the one that is asked, and the tags that are
asked for are among the tags' keys.

Source: IAM user guide, "AWS global condition context keys" (2026-11).
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from hauberk.iam.algebra.boxes import Resources
from hauberk.iam.algebra.keys import ABSENT, Domain, Values, Wanted
from hauberk.iam.algebra.machine import Letters, Machine, Step
from hauberk.iam.language.arn import PARTS
from hauberk.iam.language.operators import operator
from hauberk.iam.language.policy import Test
from hauberk.iam.language.text import glob
from hauberk.iam.regions import HOMES, REGION, REGIONS, partition_of

TAG_KEYS, _REQUEST_TAG = "aws:tagkeys", "aws:requesttag/"


def _spelt(text: str) -> tuple[Step, ...]:
    return tuple(Step(frozenset(char)) for char in text)


PRESENT = Domain(present=True)
AT_HOME = Domain(present=True, within=(Machine(map(_spelt, HOMES), lenient=True),))
"""The region of calls of a service that has but one."""


def is_(region: str) -> Wanted:
    """That a request is made to a region."""
    return Wanted(_test("StringEquals", REGION, region), True)


def _test(name: str, key: str, value: str) -> Test:
    asked = operator(name)
    assert asked is not None
    return Test(asked, key, (glob(value),))


def regions(wanted: Iterable[Wanted], within: Iterable[Resources], chosen: Values) -> tuple[str, ...]:
    """The regions that are tried: those that are named, and all others; what no region is called comes last. Nothing
    where one is named by what isn't known."""
    found: dict[str, None] = {}
    if chosen is not ABSENT and all(isinstance(letter, str) for word in chosen for letter in word):
        found.update(dict.fromkeys("".join(map(str, word)) for word in chosen))
    for test, _ in wanted:
        if any(value.holes or value.variables for value in test.values):
            return ()
        found.update((value.literal, None) for value in test.values if value.literal)
    for resources in within:
        for pattern in resources.globs:
            parts = str(pattern).split(":", PARTS - 1)
            if len(parts) == PARTS and parts[3] and not set(parts[3]) & set("*?<$"):
                found[parts[3]] = None
    return tuple(sorted(dict.fromkeys((*found, *REGIONS)), key=lambda region: not partition_of(region)))


@lru_cache(maxsize=256)
def of_region(region: str) -> Machine:
    """The resources that a request to a region is about: its own, and those of its partition that have none."""
    part, rest = Step(Letters.NOT_COLON, True), Step(Letters.ALL, True)
    partition = partition_of(region)
    head = (*_spelt("arn:"), *(_spelt(partition) if partition else (part,)), *_spelt(":"), part, *_spelt(":"))
    return Machine(
        [(*head, *_spelt(region), *_spelt(":"), rest), (*head, *_spelt(":"), rest), _spelt("*")], lenient=True
    )


def of_tags(context: Mapping[str, Values]) -> Iterator[Wanted]:
    """What the tags in a request tell of their keys."""
    for key, values in context.items():
        if key.startswith(_REQUEST_TAG) and values is not ABSENT:
            yield Wanted(_test("ForAnyValue:StringEqualsIgnoreCase", TAG_KEYS, key.removeprefix(_REQUEST_TAG)), True)
