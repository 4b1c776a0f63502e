"""Values as the type that a field has, and the ways to what stands below a resource."""

import pytest

from hauberk.model.guards import ALWAYS, Fact, when
from hauberk.model.resource import Resource
from hauberk.model.subject import (
    IN_UNKNOWN,
    Flag,
    Number,
    Subject,
    Text,
    as_flag,
    as_number,
    as_text,
    below,
    listed,
    presence,
    resource_of,
    spread,
)
from hauberk.model.values import Absent, Fields, Items, Known, OneOf, Pattern, Reason, Reference, Unknown, Value
from hauberk.model.world import World

LIST, MAPPING = Known(Items((Known("a"),))), Known(Fields({"a": Known("b")}))
SOMETHING: Value = Unknown(Reason("import-value", "another stack exports it"))
PATTERN = Pattern(("a", Reference("B")))
PROD = when(Fact("Stage", "prod"))
DEV = when(Fact("Stage", "prod"), False)


def wrong(value: Value) -> bool:
    return isinstance(value, Unknown) and value.reason.code == "wrong-type"


@pytest.mark.parametrize(
    ("written", "text", "number", "flag"),
    [
        (Known("a"), "a", ..., ...),
        (Known("7"), "7", 7, ...),
        (Known("-7"), "-7", -7, ...),
        (Known("+7"), "+7", 7, ...),
        (Known("1.5"), "1.5", 1.5, ...),
        (Known("TRUE"), "TRUE", ..., True),
        (Known("false"), "false", ..., False),
        (Known(""), "", ..., ...),
        (Known(True), "true", ..., True),
        (Known(False), "false", ..., False),
        (Known(7), "7", 7, ...),
        (Known(1.5), "1.5", 1.5, ...),
        (Known(1), "1", 1, ...),
        (LIST, ..., ..., ...),
        (MAPPING, ..., ..., ...),
    ],
)
def test_scalars_as_what_cloudformation_makes_of_them(
    written: Known, text: object, number: object, flag: object
) -> None:
    """An ellipsis stands for a value of the wrong type, which is unknown."""
    for convert, expected in ((as_text, text), (as_number, number), (as_flag, flag)):
        found = convert(written)
        if expected is ...:
            assert wrong(found)
        else:
            assert isinstance(found, Known)
            assert (type(found.value), found.value) == (type(expected), expected)


@pytest.mark.parametrize("convert", [as_text, as_number, as_flag])
def test_what_is_not_known_stays_so(convert: object) -> None:
    assert callable(convert)
    assert convert(Known(None)) == Absent()
    for value in (Absent(default="x"), SOMETHING, Reference("B")):
        assert convert(value) is value


def test_text_with_holes_is_text_and_nothing_else() -> None:
    assert as_text(PATTERN) is PATTERN
    assert wrong(as_number(PATTERN))
    assert wrong(as_flag(PATTERN))


class Thing(Subject):
    """A subject with a field of each type."""

    TYPES = ("A::B::C",)
    __slots__ = ()

    name_of = Text("Name")
    size = Number("Inner.Size", 3)
    on = Flag("Inner.On", False)


def thing(**properties: Value) -> Thing:
    return Thing(Resource("Id", "A::B::C", Fields(properties)), World())


def test_a_field_has_the_default_of_aws_where_nothing_is_written() -> None:
    assert (thing().name_of, thing().size, thing().on) == (Absent(), Absent(default=3), Absent(default=False))
    inner = thing(Inner=Known(Fields({"Size": Known("5"), "On": Known("true")})))
    assert (inner.size, inner.on) == (Known(5), Known(True))


def test_the_way_to_a_field_ends_where_no_mapping_is() -> None:
    assert wrong(thing(Inner=Known("text")).size)
    match thing(Inner=SOMETHING).size:
        case Unknown(reason):  # its own reason: what is there need not have that part
            assert reason == Reason(IN_UNKNOWN, "another stack exports it")
        case other:
            pytest.fail(f"{other!r} is known")


@pytest.mark.parametrize(
    ("value", "resource"),
    [
        (Reference("A"), "A"),
        (Reference("A", "Arn"), "A"),
        (Reference("AWS::Region"), ""),
        (Pattern(("x", Reference("A"))), "A"),
        (Pattern((Reference("A", "Arn"), "/", Reference("A"))), "A"),
        (Pattern((Reference("AWS::Region"), "/", Reference("A"))), "A"),
        (Pattern((Reference("A"), "/", Reference("B"))), ""),
        (Pattern((Reference("AWS::Region"), "/")), ""),
        (Known("A"), ""),
        (SOMETHING, ""),
    ],
)
def test_the_resource_that_a_value_refers_to(value: Value, resource: str) -> None:
    assert resource_of(value) == resource


def test_a_single_value_is_a_list_of_one() -> None:
    assert list(listed(Known("a"))) == [Known("a")] == list(listed(LIST))
    assert list(listed(Absent())) == [] == list(listed(Known(None)))
    assert list(listed(SOMETHING)) == [SOMETHING]


def test_elements_come_with_their_guards_and_places_where_they_are_there() -> None:
    branch = OneOf(((PROD, Known("a")), (DEV, Absent())))
    value = Known(Items((branch, Known("b"))))
    assert list(spread(value)) == [(PROD, "[0]", Known("a")), (ALWAYS, "[1]", Known("b"))]
    assert list(spread(Known("a"), PROD)) == [(PROD, "[0]", Known("a"))]
    assert list(spread(Absent())) == []


@pytest.mark.parametrize(
    ("there", "guards"),
    [
        (Known(True), [ALWAYS]),
        (Known(False), []),
        (Absent(), []),
        (SOMETHING, [ALWAYS]),
        (OneOf(((PROD, Known(True)), (DEV, Known(False)))), [PROD]),
        (OneOf(((PROD, SOMETHING), (DEV, Known(False)))), [PROD]),
    ],
)
def test_where_a_resource_is_there(there: Value, guards: list[object]) -> None:
    assert presence(Resource("Id", "A::B::C", Fields({}), presence=there)) == guards


def test_what_is_below_a_resource_is_there_where_the_resource_is() -> None:
    there = OneOf(((PROD, Known(True)), (DEV, Known(False))))
    properties = Fields({"Inner": Known(Fields({"Size": OneOf(((PROD, Known(1)), (DEV, Known(2))))}))})
    resource = Resource("Id", "A::B::C", properties, presence=there)
    assert [tuple(found) for found in below(resource, "Inner.Size")] == [(PROD, Known(1))]
    assert list(below(resource, "Inner.Other")) == []
