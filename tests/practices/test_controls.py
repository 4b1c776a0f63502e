"""What holds for every control, whatever it asks."""

import re
from itertools import takewhile
from pathlib import Path

import pytest

from hauberk.model.ledger import Entry
from hauberk.model.practice import PRACTICES
from hauberk.model.verdict import State
from hauberk.practices import PACKAGES, all_controls
from hauberk.practices.control import Control
from hauberk.practices.manual import page
from tests.practices.cases import Case, asked, cases, folder, lines, marked, only_in_accounts

CONTROLS = all_controls()
FAILING = list(cases("failing"))
PASSING = list(cases("passing"))
UNKNOWN = list(cases("unknown"))

ALWAYS = re.compile(r"^# always decidable: .{15,}$", re.MULTILINE)
"""Stands, with the reason, in a failing case that hangs on whether something is there, not on what it is."""

TEMPLATES = [control for control in CONTROLS if not only_in_accounts(control)]

by_name = pytest.mark.parametrize("control", CONTROLS, ids=lambda control: control.name)
by_name_of_template = pytest.mark.parametrize("control", TEMPLATES, ids=lambda control: control.name)


@pytest.mark.parametrize("case", FAILING, ids=lambda case: case.id)
def test_failing_case_is_violated_at_the_very_lines(case: Case) -> None:
    expected = marked(case, "violated")
    assert expected, "a failing case marks its lines"
    assert lines(asked(case), State.VIOLATED) == expected


@pytest.mark.parametrize("case", PASSING, ids=lambda case: case.id)
def test_passing_case_has_no_finding(case: Case) -> None:
    states = [entry.state for entry in asked(case)]
    assert State.SATISFIED in states
    assert State.VIOLATED not in states
    assert State.UNKNOWN not in states


@pytest.mark.parametrize("case", UNKNOWN, ids=lambda case: case.id)
def test_unknown_case_is_unknown_at_the_very_lines(case: Case) -> None:
    entries = asked(case)
    assert lines(entries, State.UNKNOWN) == marked(case, "unknown")
    assert lines(entries, State.UNKNOWN)
    assert all(entry.reason and entry.reason.text for entry in entries if entry.state is State.UNKNOWN)


@pytest.mark.parametrize("case", FAILING, ids=lambda case: case.id)
def test_what_cannot_be_resolved_is_not_judged(case: Case, tmp_path: Path) -> None:
    """Where the value at the primary place is made unresolvable, the control no longer says that it is wrong."""
    if ALWAYS.search(case.path.read_text(encoding="utf-8")):
        return
    for entry in asked(case):
        if entry.state is not State.VIOLATED:
            continue
        blurred = _blurred(case.path, entry)
        if blurred is None:
            continue
        target = tmp_path / case.path.name
        target.write_text(blurred, encoding="utf-8")
        after = {other.subject: other.state for other in asked(case, target)}
        assert after.get(entry.subject) in (State.UNKNOWN, None), f"{entry.subject} is {after.get(entry.subject)}"


@pytest.mark.parametrize("case", list(cases("account")), ids=lambda case: case.id)
def test_what_only_an_account_knows_is_a_line_of_the_ledger(case: Case) -> None:
    (entry,) = asked(case)
    assert entry.state is State.NOT_APPLICABLE
    assert entry.reason is not None
    assert entry.reason.text.startswith("not applicable to a template: ")


@by_name_of_template
def test_unknown_is_shown_somewhere(control: Control) -> None:
    """Every control has a case in which it can't tell: one that the test above makes, or one of its own."""
    own = [case for case in (*UNKNOWN, *cases("account")) if case.control is control]
    made = [
        entry
        for case in FAILING
        if case.control is control
        for entry in asked(case)
        if entry.state is State.VIOLATED and _blurred(case.path, entry) is not None
    ]
    assert own or made or ALWAYS.search((folder(control) / "failing.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", FAILING, ids=lambda case: case.id)
def test_what_is_said_to_be_decidable_needs_saying(case: Case, tmp_path: Path) -> None:
    """A case says that it is always decidable only where the tests above would ask for more."""
    text = case.path.read_text(encoding="utf-8")
    assert text.count("always decidable") == len(ALWAYS.findall(text)), "the reason is missing"
    if not ALWAYS.search(text):
        return
    others = [other for other in (*FAILING, *UNKNOWN) if other.control is case.control and other.path != case.path]
    blurred = [(entry, _blurred(case.path, entry)) for entry in asked(case) if entry.state is State.VIOLATED]
    made = [(entry, text) for entry, text in blurred if text is not None]
    if made:
        target = tmp_path / case.path.name
        states: list[State] = []
        for entry, text in made:
            target.write_text(text, encoding="utf-8")
            states.extend(other.state for other in asked(case, target) if other.subject == entry.subject)
        assert set(states) - {State.UNKNOWN}, "what can't be known is told already"
    else:
        assert not any(other.kind == "unknown" for other in others), "another case shows what can't be known"
        assert case.path.stem == "failing", "nothing asks this case for more"


@by_name_of_template
def test_every_control_has_cases(control: Control) -> None:
    kinds = {case.kind for case in (*FAILING, *PASSING) if case.control is control}
    if not kinds and any(case.control is control for case in cases("account")):
        return
    if not kinds:  # a question that Hauberk doesn't answer yet
        reasons = {e.reason.code for case in UNKNOWN if case.control is control for e in asked(case) if e.reason}
        assert reasons == {"not-computed-yet"}
        return
    assert kinds == {"failing", "passing"}


@by_name
def test_every_control_explains_itself(control: Control) -> None:
    described = page(control)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", control.name)
    assert described.title
    assert len(described.title) < 80
    assert "\n" not in described.title
    for part in (described.why, described.attack, described.fix):
        assert len(part) > 15, described
        assert all("\n" not in paragraph for paragraph in part.split("\n\n")), "lines are broken where it is shown"
    assert described.safe
    assert described.references
    assert all(reference.startswith("https://") for reference in described.references)


def test_names_are_unique_and_practices_real() -> None:
    names = [control.name for control in CONTROLS]
    assert len(names) == len(set(names))
    assert all(control.practice in PRACTICES for control in CONTROLS)


def test_nothing_is_left_unlisted() -> None:
    """Every control that a module makes is in the list, every package is named, and no case lacks its control."""
    root = Path(__file__).parents[2] / "src" / "hauberk" / "practices"
    made = {
        name
        for path in root.rglob("*.py")
        for name in re.findall(r'^@control\(\s*"([^"]+)"', path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert made == {control.name for control in CONTROLS}
    assert {path.parent.name for path in root.glob("*/__init__.py")} == set(PACKAGES)
    folders = {path for path in Path(__file__).parent.glob("*/*") if path.is_dir() and path.name != "__pycache__"}
    assert folders == {folder(control) for control in TEMPLATES}


def _blurred(path: Path, entry: Entry) -> str | None:
    """The template with what stands at the primary place replaced by something that nobody can know: a scalar, or all
    that is below a property's key. ``None`` where there is neither, or where the place is in another file."""
    place = entry.locations[0]
    if place.path != path.name:
        return None
    rows = path.read_text(encoding="utf-8").split("\n")
    row = rows[place.line - 1]
    written = row[place.column - 1 : place.end_column - 1]
    before, after = row[: place.column - 1], row[place.end_column - 1 :]
    if place.end_line == place.line and re.fullmatch(r"      [ -]*", before) and re.match(r":(?: +#.*)?$", after):
        below = takewhile(lambda other: other.startswith(f"{before} ") or not other, rows[place.line :])
        rows[place.line - 1 : place.line + len(list(below))] = [f"{before}{written}: {UNKNOWABLE}"]
        return "\n".join(rows)
    is_value = bool(re.search(r"(?::|-) +$", before)) and (not after.strip() or after.lstrip().startswith("#"))
    if place.end_line != place.line or not written or not is_value or written[0] in "!&*|>{[" or written.endswith(":"):
        return None
    rows[place.line - 1] = f"{before}{UNKNOWABLE}{after}"
    return "\n".join(rows)


UNKNOWABLE = "!ImportValue from-another-stack"
