"""Sets of actions against Python's matching of file names, over real services."""

from fnmatch import fnmatchcase

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hauberk.iam.algebra.actions import Actions, Universe, bits, by_format, formats_of, owners_of
from hauberk.iam.algebra.formats import STAR
from hauberk.iam.catalogue import prefixes
from hauberk.iam.catalogue.services import names
from hauberk.iam.language.patterns import pattern
from hauberk.iam.language.text import Hole, glob


def actions(*texts: str, excepted: bool = False) -> Actions:
    return Actions(tuple(pattern(text, variables=False, wild=True) for text in texts), excepted)


def selected(of: Actions, prefix: str, universe: Universe | None = None) -> set[str]:
    """The names of a service's actions that are selected."""
    universe = universe or Universe([of])
    listed = universe.actions(prefix)
    return {listed[bit] for bit in bits(of.mask(prefix, universe))}


_SERVICES = ("sqs", "sns", "kms", "events")
_PATTERNS = st.builds(
    "{}{}".format,
    st.sampled_from(("sqs:", "sns:", "kms:", "*:", "s?s:", "k*:", "?ms:", "*s:", "")),
    st.lists(st.sampled_from(("*", "?", "get", "list", "send", "key", "message", "queue", "e", "s")), max_size=4).map(
        "".join
    ),
)


@settings(derandomize=True, max_examples=200, deadline=None)
@given(st.lists(_PATTERNS, min_size=1, max_size=3), st.booleans())
def test_a_mask_is_what_matches_by_name(texts: list[str], excepted: bool) -> None:
    of = actions(*texts, excepted=excepted)
    universe = Universe()
    for prefix in _SERVICES:
        said = {name for name in names(prefix) if any(fnmatchcase(f"{prefix}:{name}", text) for text in texts)}
        assert selected(of, prefix, universe) == (set(names(prefix)) - said if excepted else said)


def test_several_patterns_are_a_union() -> None:
    of = actions("sqs:sendmessage", "sqs:listq*", "*:getqueueurl", "s?s:purge*")
    assert selected(of, "sqs") == {"sendmessage", "listqueues", "listqueuetags", "getqueueurl", "purgequeue"}


@settings(derandomize=True, max_examples=100, deadline=None)
@given(st.lists(_PATTERNS, min_size=1, max_size=3), st.booleans())
def test_what_one_look_tells_of_a_service_is_so(texts: list[str], excepted: bool) -> None:
    of = actions(*texts, excepted=excepted)
    for prefix in _SERVICES:
        found = selected(of, prefix, Universe())
        if of.named is not None and prefix not in of.named:
            assert found == (set(names(prefix)) if of.others else set())
        if of.whole(prefix):
            assert found == set(names(prefix))


@pytest.mark.parametrize(
    ("of", "named", "others"),
    [
        (actions("sqs:SendMessage".lower(), "s3:*"), {"sqs", "s3"}, False),
        (actions("sqs:*", excepted=True), {"sqs"}, True),
        (actions("*"), set(), True),
        (actions("*:*"), set(), True),
        (actions("*", excepted=True), set(), False),
        (actions("s*:get*"), None, False),
        (actions("s3:*", "*get*"), None, False),
    ],
)
def test_the_services_that_are_told_apart(of: Actions, named: set[str] | None, others: bool) -> None:
    assert (of.named, of.others) == (named, others)


class TestUnknownActions:
    """What a policy names and the catalogue lacks is an action, newer than the catalogue."""

    def test_it_is_selected_by_name_and_by_pattern(self) -> None:
        new = actions("sqs:brandnew", "sqs:sendmessage")
        universe = Universe([new, actions("newthing:doit")])
        assert universe.of("sqs") == ("sqs:brandnew",)
        assert selected(new, "sqs", universe) == {"brandnew", "sendmessage"}
        assert selected(actions("sqs:b*"), "sqs", universe) == {"brandnew"}
        assert "brandnew" in selected(actions("sqs:*"), "sqs", universe)
        assert "brandnew" not in selected(actions("sqs:b*", excepted=True), "sqs", universe)
        assert "brandnew" in selected(actions("*"), "sqs", universe)

    def test_a_service_with_one_is_a_service(self) -> None:
        universe = Universe([actions("newthing:doit", "s*w:x", "odd:*", "sqs:sendmessage")])
        assert set(universe.services()) - set(prefixes()) == {"newthing"}
        assert universe.actions("newthing") == ("doit",)

    def test_a_pattern_names_none(self) -> None:
        assert actions("sqs:brand*", "sqs:").extras("sqs") == frozenset()

    def test_a_hole_selects_nothing_that_is_known(self) -> None:
        assert selected(Actions((glob("sqs:sendmessage", Hole("Name")),), False), "sqs") == set()


def test_each_bit_once_from_the_lowest() -> None:
    assert [*bits(0b1001101)] == [0, 2, 3, 6]
    assert [*bits(0)] == []


_OBJECT = "arn:${Partition}:s3:::${BucketName}/${ObjectName}"


@pytest.mark.parametrize(
    ("action", "formats"),
    [
        ("s3:getobject", _OBJECT),
        ("s3:listallmybuckets", STAR),
        ("sqs:sendmessage", "arn:${Partition}:sqs:${Region}:${Account}:${QueueName}"),
        ("s3:nonesuch", None),
        ("nonesuch:doit", None),
    ],
)
def test_what_an_action_acts_on(action: str, formats: str | None) -> None:
    prefix, _, name = action.partition(":")
    found = formats_of(prefix, name)
    assert found is None if formats is None else formats in (found or ())


@pytest.mark.parametrize("text", ["s3:get*", "s3:*", "s3:getobject", "s3:*object*"])
def test_groups_by_format_are_the_actions_each_once(text: str) -> None:
    universe = Universe()
    mask = actions(text).mask("s3", universe)
    groups = [*by_format("s3", (), mask)]
    listed = universe.actions("s3")
    assert sum(members for _, members in groups) == mask
    assert all(formats_of("s3", listed[bit]) == formats for formats, members in groups for bit in bits(members))
    assert len({formats for formats, _ in groups}) == len(groups)


def test_the_services_whose_arns_a_service_acts_on() -> None:
    assert owners_of("sqs", ()) == frozenset(("sqs", STAR))
    assert owners_of("sqs", ("sqs:brandnew",)) is None
    assert owners_of("nonesuch", ()) == frozenset()
