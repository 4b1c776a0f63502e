"""Random templates: what is read agrees in every deployment with a slow evaluation, and nothing odd goes wrong."""

import tempfile
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from hauberk.model.application import Application
from hauberk.model.guards import Guard
from hauberk.model.values import Absent, Fields, Items, Known, OneOf, Pattern, Reference, Unknown, Value
from hauberk.reading.jail import Root
from hauberk.scan.pipeline import Plan, check
from hauberk.sources.cloudformation.reader import read_application
from tests.fuzz import template as target
from tests.sources.cloudformation.evaluator import UNKNOWN, Begun, Evaluator
from tests.sources.cloudformation.templates import CHOICES, ODD, SAME, Data, assignments, of, well_formed, written

UNCLAIMED = "unclaimed"


def read(text: str, pins: dict[str, str] | None = None) -> Application:
    """The application of a template."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "template.yaml").write_text(text, encoding="utf-8")
        application = read_application(Root(folder), "template.yaml", pins)
    assert application.unread == ()
    return application


def chosen(value: Value, world: dict[str, str]) -> Value | None:
    """The branch of a value that one deployment has; ``None`` where the value claims nothing."""
    if not isinstance(value, OneOf):
        return value
    for guard, choice in value.alternatives:
        if _holds(guard, world) and (found := chosen(choice, world)) is not None:
            return found
    return None


def _holds(guard: Guard, world: dict[str, str]) -> bool:
    return all((world[literal.fact.subject] == literal.fact.value) is literal.holds for literal in guard)


def plain(value: Value, world: dict[str, str]) -> Data:
    """A value as plain data in one deployment, with its holes as the evaluator writes them."""
    match chosen(value, world):
        case None:
            return UNCLAIMED
        case Known(Fields() as fields):
            children = {name: plain(child, world) for name, child in fields.items()}
            return {name: child for name, child in children.items() if child is not ...}
        case Known(Items() as items):
            return [child for item in items if (child := plain(item, world)) is not ...]
        case Known(scalar):
            return scalar
        case Absent():
            return ...
        case Reference(resource, attribute):
            return f"<{resource}.{attribute}>" if attribute else f"<{resource}>"
        case Unknown(reason):
            return reason.code
        case Pattern(parts) if not any(isinstance(part, Unknown) for part in parts):
            return "".join(part if isinstance(part, str) else plain(part, world) for part in parts)
    return "partly unknown"


UNKNOWNS = ("malformed", "resource-attribute", "wrong-type", "partly unknown", "too-many-branches")


def agree(found: Data, expected: Data, undecided: tuple[str, ...]) -> bool:
    """Whether what was read is what was evaluated; ``undecided`` are answers that are right for anything."""
    if isinstance(found, str) and found in undecided:
        return True
    if expected is UNKNOWN:
        return found in UNKNOWNS
    if isinstance(expected, dict) and isinstance(found, dict):
        return expected.keys() == found.keys() and all(
            agree(found[name], child, undecided) for name, child in expected.items()
        )
    if isinstance(expected, Begun) and isinstance(found, list):
        return found[-1] in UNKNOWNS and agree(found[:-1], list(expected), undecided)
    if isinstance(expected, list) and isinstance(found, list):
        return len(expected) == len(found) and all(
            agree(one, other, undecided) for one, other in zip(found, expected, strict=True)
        )
    return bool(found == expected) and isinstance(found, bool) is isinstance(expected, bool)


def compare(application: Application, template: Data, world: dict[str, str], undecided: tuple[str, ...]) -> None:
    """Every resource of a template is what the evaluator makes of it."""
    parameters = {name: world[name] for name in CHOICES}
    evaluator = Evaluator(template, parameters, {"AWS::Region": world["AWS::Region"]})
    assert list(application.resources) == list(template["Resources"])
    for name, resource in application.resources.items():
        present = chosen(resource.presence, world)
        assert present == Known(evaluator.present(name)) or (present is None and UNCLAIMED in undecided)
        for key, expected in template["Resources"][name]["Properties"].items():
            found = plain(resource.properties.value(key), world)
            wanted = evaluator.value(expected)
            wanted = ... if repr(wanted) == "nothing" else wanted
            assert agree(found, wanted, undecided), (world, name, key, expected, found, wanted)


@given(well_formed(), st.booleans(), st.sampled_from(list(assignments())))
def test_with_every_parameter_fixed_a_template_means_one_thing(
    template: Data, short: bool, world: dict[str, str]
) -> None:
    pins = {name: world[name] for name in CHOICES}
    compare(read(written(template, short), pins), template, world, ())


PROD = {"C0": {"Fn::Equals": [{"Ref": "Stage"}, "prod"]}}
MAYBE = [{"Fn::If": ["C0", "x", {"Ref": "AWS::NoValue"}]}, "y"]


@settings(max_examples=50)
@given(well_formed(), st.booleans())
@example(of(PROD, P={"Fn::Select": [0, MAYBE]}, Q={"Fn::Select": [1, MAYBE]}), False)
@example(of(PROD, P={"Fn::Join": [",", MAYBE]}, Q={"Fn::Length": MAYBE}, R=MAYBE), True)
@example(of(PROD, P=SAME, Q={"Fn::Join": ["", [SAME, SAME]]}), False)
def test_with_nothing_fixed_every_deployment_finds_its_branch(template: Data, short: bool) -> None:
    application = read(written(template, short))
    for world in assignments():
        undecided = ("too-many-branches", *([UNCLAIMED] if world["Zone"] != "z" else []))
        compare(application, template, world, undecided)


@given(well_formed())
def test_both_ways_of_writing_mean_the_same(template: Data) -> None:
    long, short = (read(written(template, form)) for form in (False, True))
    for name, resource in long.resources.items():
        assert resource.properties == short.resources[name].properties
        assert resource.presence == short.resources[name].presence


@given(ODD, st.booleans())
def test_anything_in_a_template_ends_in_verdicts(template: Data, short: bool) -> None:
    target.one_input(written(template, short).encode())


@settings(max_examples=50)
@given(ODD)
def test_the_ledger_accounts_for_an_odd_template(template: Data) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "template.json"
        path.write_text(written(template, False), encoding="utf-8")
        ledger = check(Plan(paths=(str(path),), controls=frozenset(("full-admin-access",)), jobs=1))
    told = [seen.path for seen in ledger.applications] + [gap.path for gap in ledger.gaps]
    assert str(path) in told
    assert "internal-error" not in {gap.code for gap in ledger.gaps}
