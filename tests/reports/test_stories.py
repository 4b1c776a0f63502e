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


def test_a_line_of_a_template_is_told_once_however_many_stacks_are_made_of_it() -> None:
    place = PLACE._replace(path="queue.yaml")
    uses = [finding(f"{stack}/Queue/A", place._replace(says=f"{stack}/Queue is open")) for stack in ("One", "In/Two")]
    another = finding("One/Other/A", place._replace(says="One/Other is open"))
    assert [story.entries for story in stories([*uses, another])] == [tuple(uses), (another,)]


def test_what_a_template_says_of_its_own_resources_is_told_of_each() -> None:
    said = {name: PLACE._replace(says=f"{name}/Part is open") for name in ("One", "Two")}
    own = [finding(f"{name}/Part", place, at="template.yaml") for name, place in said.items()]
    assert len(stories(own)) == 2
