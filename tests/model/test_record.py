"""A named tuple that costs little to define is what :mod:`typing` makes, in whatever it is used for."""

import copy
import pickle
import typing
from types import new_class
from typing import Any

import pytest

from hauberk.model import record


class Cheap(record.NamedTuple):
    """A place."""

    x: int
    y: "int | None" = 2
    z: str = "z"

    @property
    def twice(self) -> int:
        """Both."""
        return 2 * self.x


class Usual(typing.NamedTuple):
    """A place."""

    x: int
    y: "int | None" = 2
    z: str = "z"

    @property
    def twice(self) -> int:
        """Both."""
        return 2 * self.x


class Loose(record.NamedTuple):
    """Its second field counts for nothing."""

    x: int
    y: int

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Loose) and self.x == other.x

    def __hash__(self) -> int:
        return hash(self.x)


class More(Cheap):
    """With a dictionary of its own."""


BOTH = pytest.mark.parametrize("made", [Cheap, Usual])


@BOTH
def test_is_made_by_place_by_name_and_by_default(made: Any) -> None:
    assert made(1) == made(x=1) == made(1, 2, z="z") == made._make([1, 2, "z"]) == (1, 2, "z")
    assert (made(1).x, made(1).y, made(1).z, made(1).twice) == (1, 2, "z", 2)
    assert hash(made(1)) == hash((1, 2, "z"))


@BOTH
@pytest.mark.parametrize("given", [((), {}), ((1, 2, "z", 4), {}), ((1,), {"x": 1}), ((1,), {"w": 1})])
def test_what_doesnt_fit_is_refused(made: Any, given: tuple[tuple[Any, ...], dict[str, Any]]) -> None:
    with pytest.raises(TypeError, match="__new__"):
        made(*given[0], **given[1])
    with pytest.raises(TypeError, match="Expected 3 arguments, got 2"):
        made._make([1, 2])
    with pytest.raises(ValueError, match="unexpected field names"):
        made(1)._replace(w=1)


@BOTH
def test_tells_what_it_is(made: Any) -> None:
    assert repr(made(1)) == f"{made.__name__}(x=1, y=2, z='z')"
    assert made(1)._asdict() == {"x": 1, "y": 2, "z": "z"}
    assert (made._fields, made._field_defaults) == (("x", "y", "z"), {"y": 2, "z": "z"})
    assert (made.__doc__, made.__module__, made.__match_args__) == ("A place.", __name__, ("x", "y", "z"))
    match made(1):
        case Cheap(x, y=2) | Usual(x, y=2):
            assert x == 1
        case _:
            pytest.fail("it has places")


@BOTH
def test_never_changes_but_is_copied_with_changes(made: Any) -> None:
    one = made(1)
    with pytest.raises(AttributeError):
        one.x = 2
    with pytest.raises(AttributeError):
        one.w = 2
    assert one._replace(x=3) == made(3)
    assert type(one._replace(x=3)) is made


@BOTH
@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_goes_to_other_processes(made: Any, protocol: int) -> None:
    for again in (pickle.loads(pickle.dumps(made(1), protocol)), copy.copy(made(1)), copy.deepcopy(made(1))):
        assert (type(again), again) == (made, made(1))


def test_classes_of_one_length_share_nothing_that_tells_them_apart() -> None:
    class Other(record.NamedTuple):
        a: int
        b: int
        c: int

    assert Other(a=1, b=2, c=3) == (1, 2, 3)
    assert Cheap(1) == (1, 2, "z")
    with pytest.raises(TypeError, match="'x'"):
        Other(x=1)  # type: ignore[call-arg]


def test_methods_of_its_own_come_first() -> None:
    assert Loose(1, 2) == Loose(1, 3)
    assert len({Loose(1, 2), Loose(1, 3), Loose(2, 2)}) == 2


def test_what_is_made_of_it_can_hold_more() -> None:
    more = More(1)._replace(x=2)
    vars(more)["kept"] = True
    assert (type(more), more, more.twice) == (More, (2, 2, "z"), 4)


@pytest.mark.parametrize("base", [record.NamedTuple, typing.NamedTuple])
def test_a_field_without_default_behind_one_with_it_is_refused(base: Any) -> None:
    with pytest.raises(TypeError, match="default"):
        new_class("Wrong", (base,), exec_body=lambda body: body.update(__annotations__={"x": int, "y": int}, x=1))
