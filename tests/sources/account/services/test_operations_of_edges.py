"""What the readers of edges ask for, against the models of AWS's SDK and the catalogue of permissions."""

from collections.abc import Iterator
from typing import Any

import pytest
from botocore.validate import ParamValidator

from hauberk.iam import catalogue
from hauberk.sources.account.calling.errors import permissions_of
from hauberk.sources.account.calls import GLOBAL, Answers, Call, call
from hauberk.sources.account.planning import ALL_READS
from hauberk.sources.account.reads import Read
from tests.schemas import TYPES, has
from tests.sources.account.services.edges import READS, RECORDED, answers_of, region_of
from tests.sources.account.services.recordings import REGION, made_by
from tests.sources.account.services.samples import model, sensitive, there

KEPT = {
    "cognito-idp:ListUserPoolClients": {"UserPoolClients[].ClientId"},
    "cognito-idp:DescribeUserPoolClient": {"UserPoolClient.ClientId"},
}
"""What botocore calls sensitive and a snapshot keeps: by its id a client is asked for, and every browser that signs in
by it knows it."""
OPEN = (
    "ApiStages.Throttle.",
    "Integration.IntegrationResponses.ResponseParameters.",
    "Integration.RequestTemplates.",
    "MethodResponses.ResponseParameters.",
    "Policy.",
    "PolicyDocument.",
    "RequestModels.",
    "RequestParameters.",
    "Roles.",
    "Variables.",
    "StageVariables.",
    "AttributeMapping.",
)
"""Properties below which names are anyone's."""
EVERY = pytest.mark.parametrize("read", READS, ids=lambda read: f"{read.api}{'-anywhere' if read.anywhere else ''}")


def _operation(read: Read) -> Any:
    return model(read.service).operation_model(read.operation)


def _asked(family: str) -> set[Call]:
    """The calls that a family makes of what was recorded."""
    found: set[Call] = set()
    for read in RECORDED[family][0].READS:
        answers = Answers(answers_of(family), GLOBAL if read.anywhere else REGION)
        for arguments in ({},) if read.each is None else read.each(answers):
            found.add(call(read.service, read.operation, answers.region, **{**read.arguments, **arguments}))
    return found


@EVERY
def test_an_operation_is_one_of_its_service(read: Read) -> None:
    assert read.operation in model(read.service).operation_names


@EVERY
def test_what_comes_before_it_is_read(read: Read) -> None:
    assert {one.name for one in ALL_READS}.issuperset(read.after)
    assert bool(read.after) == (read.each is not None)


@pytest.mark.parametrize("family", RECORDED)
def test_what_was_recorded_is_what_is_asked(family: str) -> None:
    missing = _asked(family) - set(answers_of(family))
    assert all(read.each is None for read in READS for one in missing if read.api == one.api), missing
    assert set(answers_of(family)) <= _asked(family)


@pytest.mark.parametrize("family", RECORDED)
def test_it_is_called_with_what_it_takes(family: str) -> None:
    for made in _asked(family):
        shape = model(made.service).operation_model(made.operation).input_shape
        report = ParamValidator().validate(made.parameters, shape)
        assert not report.has_errors(), f"{made}: {report.generate_report()}"


@pytest.mark.parametrize("family", RECORDED)
def test_answers_were_recorded_in_the_words_of_the_api(family: str) -> None:
    for made, answer in answers_of(family).items():
        shape = model(made.service).operation_model(made.operation).output_shape
        assert list(_strange(getattr(answer, "content", {}), shape, made.api)) == []


def _strange(content: Any, shape: Any, way: str) -> Iterator[str]:
    """What a recorded answer has that its model hasn't."""
    match shape.type_name:
        case "structure" if isinstance(content, dict):
            for name, value in content.items():
                if name in shape.members:
                    yield from _strange(value, shape.members[name], f"{way}.{name}")
                else:
                    yield f"{way}.{name}"
        case "list" if isinstance(content, list):
            for value in content:
                yield from _strange(value, shape.member, f"{way}[]")
        case "map" if isinstance(content, dict):
            for value in content.values():
                yield from _strange(value, shape.value, f"{way}.*")
        case "structure" | "list" | "map":
            yield way


@EVERY
def test_it_conceals_what_there_is(read: Read) -> None:
    assert [path for path in read.conceals if not there(_operation(read).output_shape, path)] == []


@EVERY
def test_it_conceals_what_is_sensitive(read: Read) -> None:
    assert set(sensitive(_operation(read).output_shape)) - KEPT.get(read.api, set()) <= set(read.conceals)


@EVERY
def test_it_needs_permissions_to_read_and_no_others(read: Read) -> None:
    needed = permissions_of(read)
    assert needed
    for name in needed:
        action = catalogue.action(name)
        assert action is not None, name
        assert action.access_level in ("List", "Read"), name


@EVERY
def test_what_says_that_there_is_none_is_an_error_of_the_operation(read: Read) -> None:
    known = {code for shape in _operation(read).error_shapes for code in (shape.name, shape.error_code)}
    assert read.absent <= known


@EVERY
def test_facts_are_types_of_cloudformation_or_properties_of_them(read: Read) -> None:
    for fact in read.facts:
        type_, _, part = fact.partition(".")
        assert type_ in TYPES
        assert not part or has(type_, part), fact


@pytest.mark.parametrize("family", RECORDED)
def test_resources_have_the_properties_that_cloudformation_has(family: str) -> None:
    reader, told = RECORDED[family]
    for one in made_by(reader, *told, region=region_of(family)):
        found = [path for path in _paths(one.properties) if not has(one.type, path)]
        assert [path for path in found if not path.startswith(OPEN)] == [], one.type


def _paths(content: Any, way: str = "") -> Iterator[str]:
    """The dotted paths of properties; lists on the way are entered, as in schemas."""
    if isinstance(content, dict):
        for name, inner in content.items():
            yield f"{way}{name}"
            yield from _paths(inner, f"{way}{name}.")
    elif isinstance(content, list):
        for inner in content:
            yield from _paths(inner, way)
