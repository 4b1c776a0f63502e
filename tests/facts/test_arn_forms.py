"""The table of ARNs against what AWS publishes: the catalogue of resource types, and CloudFormation's schemas."""

import re

import pytest

from hauberk.facts.arn_forms import FORMS
from hauberk.iam.catalogue import facts
from tests.schemas import TYPES, has

BEYOND_THE_CATALOGUE = {
    "AWS::Events::ApiDestination": "/${Uuid}",
    "AWS::Events::Connection": "/${Uuid}",
    "AWS::SecretsManager::Secret": "-${Suffix}",
}
"""What an ARN has at its end that the Service Authorization Reference takes for a part of the name."""


def bare(arn: str) -> str:
    """An ARN's format with all holes alike."""
    pieces = {"${=Path|/}": "/", "${/Name}": "/${Name}", "${Bus/}": ""}
    for written, meant in pieces.items():
        arn = arn.replace(written, meant)
    arn = re.sub(r"\$\{@\w+\}", lambda _: FORMS["AWS::Lambda::Function"].arn, arn)
    return re.sub(r"\$\{[^}]*\}", "*", arn)


@pytest.mark.parametrize("type_", FORMS)
def test_an_arn_is_one_of_the_service_authorization_reference(type_: str) -> None:
    form = FORMS[type_].arn.removesuffix(BEYOND_THE_CATALOGUE.get(type_, ""))
    if type_ == "AWS::KMS::Alias":  # whose names begin so
        form = form.replace("${Name}", "alias/${Name}")
    service = facts(bare(form).split(":")[2])
    assert service is not None
    assert bare(form) in {
        bare(one) for resource in service.resources.values() for one in re.split(r",\s*", resource.arn)
    }


@pytest.mark.parametrize("type_", FORMS)
def test_types_properties_and_attributes_are_cloudformations(type_: str) -> None:
    assert type_ in TYPES
    form = FORMS[type_]
    named = [form.named_by] if form.named_by else []
    named += re.findall(r"\$\{[=@](\w+)", form.arn)
    assert [path for path in (*named, *form.attributes) if not has(type_, path)] == []


def test_every_hole_of_the_table_is_one_that_is_filled() -> None:
    kinds = re.compile(r"AWS::\w+|Name|Arn|/Name|Bus[/|]|=\w+\|.*|@\w+|[A-Z]\w+")
    for form in FORMS.values():
        for text in (form.arn, form.ref, *form.attributes.values()):
            assert all(kinds.fullmatch(hole) for hole in re.findall(r"\$\{([^}]*)\}", text)), text
