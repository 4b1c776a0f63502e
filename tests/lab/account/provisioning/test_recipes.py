"""The tables of recipes: what they name exists, and what isn't read back is known."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import boto3

import hauberk.lab.account.provisioning as room
from hauberk.lab.account.provisioning.families import FAMILIES, recipe_of
from hauberk.lab.account.provisioning.recipe import Read, Recipe, Step
from tests.schemas import schema_of


def recipes() -> Iterator[tuple[str, Recipe]]:
    import importlib

    for family in sorted(set(FAMILIES.values())):
        module = importlib.import_module(f"{room.__name__}.{family}")
        yield from module.RECIPES.items()


RECIPES = dict(recipes())


@cache
def client(service: str) -> Any:
    return boto3.client(service, region_name="eu-west-1", aws_access_key_id="x", aws_secret_access_key="x")


def members(service: str, operation: str) -> set[str]:
    """What an operation takes."""
    model = client(service).meta.service_model
    shape = model.operation_model(client(service).meta.method_to_api_mapping[operation]).input_shape
    return set(shape.members) if shape is not None else set()


def steps(recipe: Recipe) -> Iterator[Step]:
    yield from (one for one in (recipe.create, *recipe.after) if isinstance(one, Step))


def reads(recipe: Recipe) -> Iterator[tuple[str, Read]]:
    for step in steps(recipe):
        yield from ((one.service or step.service or recipe.service, one) for one in step.reads)
    yield from ((one.service or recipe.service, one) for one in recipe.reads)


def test_every_recipe_is_found_by_its_type() -> None:
    assert all(recipe_of(type_) is recipe for type_, recipe in RECIPES.items())
    assert recipe_of("AWS::Nobody::Knows") is None
    assert recipe_of("Custom::Thing") is None
    assert recipe_of("AWS::Lambda::Function::Module") is None


def test_every_family_has_a_file_and_every_file_of_recipes_a_family() -> None:
    folder = Path(room.__file__).parent
    having = {path.stem for path in folder.glob("*.py") if "\nRECIPES = {" in path.read_text(encoding="utf-8")}
    assert having == set(FAMILIES.values())


def test_every_type_and_property_is_of_cloudformation() -> None:
    for type_, recipe in RECIPES.items():
        known = schema_of(type_)["properties"].keys()
        named = {name for step in steps(recipe) for name in step.takes} | recipe.apart | recipe.ignored
        named |= {recipe.named} - {""}
        assert named - known == set(), type_


def test_every_operation_and_parameter_is_of_the_api() -> None:
    for type_, recipe in RECIPES.items():
        for step in steps(recipe):
            service = step.service or recipe.service
            assert set(step.by) <= members(service, step.operation), (type_, step.operation)
            assert {step.into, step.rest} - {""} <= members(service, step.operation), (type_, step.operation)
        for service, read in reads(recipe):
            assert set(read.by) <= members(service, read.operation), (type_, read.operation)


def test_what_is_not_read_back_is_known() -> None:
    """Of these the account may hold less than was sent, without a word."""
    blind = {type_ for type_, recipe in RECIPES.items() if isinstance(recipe.create, Step) and not recipe.reads}
    assert blind == BLIND


BLIND = {
    "AWS::ApiGateway::ClientCertificate",
    "AWS::ApiGatewayV2::Deployment",
    "AWS::ApiGatewayV2::IntegrationResponse",
    "AWS::ApiGatewayV2::RouteResponse",
    "AWS::AppSync::ApiKey",
    "AWS::AppSync::DataSource",
    "AWS::AppSync::FunctionConfiguration",
    "AWS::AppSync::Resolver",
    "AWS::CloudFront::CachePolicy",
    "AWS::CloudFront::Function",
    "AWS::CloudWatch::Dashboard",
    "AWS::Cognito::UserPoolUser",
    "AWS::EC2::EIP",
    "AWS::EC2::InternetGateway",
    "AWS::EC2::SubnetRouteTableAssociation",
    "AWS::ECS::Service",
    "AWS::IAM::SAMLProvider",
    "AWS::IAM::ServiceLinkedRole",
    "AWS::Logs::LogStream",
    "AWS::RDS::DBSubnetGroup",
    "AWS::SSM::Document",
    "AWS::StepFunctions::Activity",
}
"""Types whose resources have nothing to compare, or that the emulator doesn't tell of."""
