"""Where a request is first read that nobody checks: the earliest place, whatever order a set has."""

from hauberk.code.flow.taint import Site, Step, Taint
from hauberk.code.flow.values import Value
from hauberk.code.ir import Place
from hauberk.code.weaknesses.unchecked import _in_order


def test_what_a_value_is_made_of_comes_in_the_order_of_the_file() -> None:
    taints = [
        Taint(f"event.body.{name}", way=Step(Site("app.py", Place(start, start + 1)), "is read here"))
        for start, name in enumerate("qwertyuiop")
    ]
    assert _in_order(Value((), frozenset(reversed(taints)))) == taints
