"""Resources are made after those that they refer to."""

from hypothesis import given
from hypothesis import strategies as st

from hauberk.lab.account.provisioning.order import in_order
from hauberk.model.resource import Resource
from hauberk.model.values import Fields, Items, Known, Pattern, Reference
from hauberk.model.world import World

NAMES = "ABCDEFGH"


def resource(id_: str, refers: list[str], waits: list[str] = []) -> Resource:  # noqa: B006
    values = Items([Pattern(("arn:", Reference(name, "Arn"))) for name in refers])
    return Resource(
        id_, "AWS::SQS::Queue", Fields({"Deep": Known(Fields({"Er": Known(values)}))}), depends_on=tuple(waits)
    )


def order(*resources: Resource) -> list[str]:
    return [one.id for one in in_order({one.id: one for one in resources}, World())]


def test_references_and_depends_on_come_first() -> None:
    assert order(resource("A", ["C"]), resource("B", []), resource("C", [], ["B"])) == ["B", "C", "A"]


def test_circles_and_strangers_end() -> None:
    assert sorted(order(resource("A", ["B", "A", "X"]), resource("B", ["A"]))) == ["A", "B"]


@given(st.permutations(NAMES), st.data())
def test_without_circles_everything_comes_after_what_it_needs(names: list[str], data: st.DataObject) -> None:
    """Each refers to some that come before it in a hidden order."""
    needs = {
        name: data.draw(st.lists(st.sampled_from(names[:at]), unique=True)) if at else []
        for at, name in enumerate(names)
    }
    made = order(*(resource(name, needs[name]) for name in sorted(names)))
    assert sorted(made) == sorted(names)
    assert all(made.index(need) < made.index(name) for name in names for need in needs[name])


@given(st.dictionaries(st.sampled_from(NAMES), st.lists(st.sampled_from(NAMES)), min_size=1))
def test_each_comes_once_whatever_refers_to_what(needs: dict[str, list[str]]) -> None:
    assert sorted(order(*(resource(name, refers) for name, refers in needs.items()))) == sorted(needs)
