"""A subject is kept from one control to the next only while nobody has assumed anything of its world."""

import pytest

from hauberk.model.application import Application
from hauberk.model.guards import ALWAYS, Fact, when
from hauberk.model.resource import Resource
from hauberk.model.subject import Subject
from hauberk.model.values import Fields, Known, OneOf
from hauberk.scan.topic import Topic, topics_of

PROD, DEV = (when(Fact("Stage", "prod"), holds) for holds in (True, False))


class Thing(Subject):
    """A subject of one type."""

    TYPES = ("A::B::C",)
    __slots__ = ()


def topic() -> Topic:
    """A resource with a value that is there everywhere, one that differs, and one of which one branch is known."""
    properties = {
        "Same": Known("a"),
        "Differs": OneOf(((PROD, Known("a")), (DEV, Known("b")))),
        "Partly": OneOf(((PROD, Known("a")),)),
    }
    application = Application("t.yaml", "CloudFormation", {"Id": Resource("Id", "A::B::C", Fields(properties))})
    (found,) = topics_of(Thing.seeds(application))
    return found


@pytest.mark.parametrize(("path", "kept"), [("Same", True), ("Differs", False), ("Partly", False), ("Gone", True)])
def test_a_subject_is_fresh(path: str, kept: bool) -> None:
    (branch,) = topic().branches
    first = branch.fresh()
    first.at(path)
    second = branch.fresh()
    assert (second is first) is kept
    assert (second.world.guard, second.world.forks) == (ALWAYS, [])
