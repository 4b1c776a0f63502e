"""What is told once, and what isn't."""

from hauberk.model.ledger import Entry, Identity, Location
from hauberk.model.verdict import Severity, State
from hauberk.reports.stories import stories

PLACE = Location("template.yaml", 4, 3, 4, 9, "primary", "it is so", "text")


def finding(function: str, *places: Location, control: str = "a-control", condition: str = "", at: str = "a") -> Entry:
    return Entry(
        control, 1, Severity.LOW, State.VIOLATED, at, "kind", function, function, "it is so",
        Identity(control, at, function), (function,), None, condition, places, labels=(f"Shop/{function}",),
    )  # fmt: skip


def test_one_control_at_one_place_is_one_story() -> None:
    (story,) = stories([finding("A", PLACE), finding("B", PLACE), finding("A", PLACE)])
    assert story.first.subject == "A"
    assert story.functions == ("A", "B")
    assert story.labels == ("Shop/A", "Shop/B")


def test_another_control_place_condition_or_application_is_another_story() -> None:
    others = [
        finding("A", PLACE),
        finding("B", PLACE, control="another"),
        finding("C", PLACE._replace(column=4)),
        finding("D", PLACE, condition="when Stage is prod"),
        finding("E", PLACE, at="b"),
    ]
    assert [story.first for story in stories(others)] == others


def test_what_has_no_place_is_told_by_itself() -> None:
    assert len(stories([finding("A"), finding("A")])) == 2


def test_it_stays_in_order() -> None:
    second = finding("B", PLACE._replace(line=9))
    found = stories([finding("A", PLACE), second, finding("C", PLACE)])
    assert [[entry.subject for entry in story.entries] for story in found] == [["A", "C"], ["B"]]
