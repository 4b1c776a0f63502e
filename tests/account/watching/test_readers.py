"""What the readers of AWS's watchers make of answers: everything of real ones, nothing false of strange ones."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hauberk.model.verdict import State
from hauberk.practices import all_controls
from hauberk.sources.account.applications import applications
from hauberk.sources.account.planning import ALL_READS
from tests.account.watching.audits import Place, asked, audited
from tests.account.watching.samples import OUR_TYPES, SAMPLES
from tests.schemas import TYPES, has

FACTS = frozenset(fact for read in ALL_READS for fact in read.facts if fact.partition(".")[0] in OUR_TYPES)
CONTROLS = tuple(
    control
    for control in all_controls()
    if set(control.subject.TYPES) & (OUR_TYPES - {"AWS::CloudTrail::Trail"}) or control.name.startswith("trail-")
)


def test_there_is_one_of_everything() -> None:
    (read,) = applications(audited(Place(), {*FACTS, "AWS::Lambda::Function"}, SAMPLES))
    assert {resource.type for resource in read.application.resources.values()} - {"AWS::Lambda::Function"} == OUR_TYPES


def test_every_property_is_one_of_cloudformation() -> None:
    (read,) = applications(audited(Place(), FACTS, SAMPLES))
    strange = [
        f"{resource.type}.{name}"
        for resource in read.application.resources.values()
        if resource.type in TYPES
        for name in resource.properties.names()
        if not has(resource.type, name)
    ]
    assert strange == []


def test_a_shadow_of_a_trail_is_no_trail_of_this_region() -> None:
    (read,) = applications(audited(Place(), FACTS, SAMPLES))
    (trail,) = read.application.of("AWS::CloudTrail::Trail")
    (shadow,) = read.application.of("Account::TrailFromElsewhere")
    assert (trail.name, shadow.name) == ("main", "far")


SCALARS = st.none() | st.booleans() | st.integers() | st.text(max_size=12) | st.sampled_from(("arn:", "ENABLED", "{"))
JSON = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)


@st.composite
def changed(draw: st.DrawFn, content: Any) -> Any:
    """An answer in which something is something else."""
    if draw(st.integers(0, 7)) == 0:
        return draw(JSON)
    match content:
        case dict():
            return {name: draw(changed(value)) for name, value in content.items()}
        case list():
            return [draw(changed(one)) for one in content]
    return content


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_no_answer_is_too_strange(data: st.DataObject) -> None:
    spoilt: dict[str, Any] = {}
    for api, content in SAMPLES.items():
        found = data.draw(changed(content))
        spoilt[api] = found if isinstance(found, dict) else {}
    spoilt["lambda:ListFunctions"] = SAMPLES["lambda:ListFunctions"]
    ledger = asked(audited(Place(), {*FACTS, "AWS::Lambda::Function"}, spoilt), *CONTROLS)
    assert not [entry for entry in ledger.entries if entry.reason and entry.reason.code == "internal-error"]


@pytest.mark.parametrize("api", sorted(api for api in SAMPLES if not api.startswith(("lambda:", "organizations:"))))
def test_an_answer_that_is_no_answer_is_taken(api: str) -> None:
    strange: tuple[Any, ...] = (7, "x", [None, "x", []], {"Unheard": 1})
    for content in ({}, *(dict.fromkeys(SAMPLES[api], value) for value in strange)):
        ledger = asked(audited(Place(), FACTS, {**SAMPLES, api: content}), *CONTROLS)
        assert ledger.total(State.VIOLATED) + ledger.total(State.SATISFIED) + ledger.total(State.UNKNOWN)
        assert not [entry for entry in ledger.entries if entry.reason and entry.reason.code == "internal-error"]
