"""Condition keys by the names that policies use."""

import pytest

from hauberk.iam.catalogue.keys import global_keys, key
from hauberk.iam.catalogue.services import facts, prefixes

TYPES = {"String", "ARN", "Bool", "Numeric", "Date", "IPAddress"}


@pytest.mark.parametrize(
    ("written", "name", "type_"),
    [
        ("aws:SourceIp", "aws:SourceIp", "IPAddress"),
        ("AWS:sourceip", "aws:SourceIp", "IPAddress"),
        ("aws:PrincipalTag/team", "aws:PrincipalTag/${TagKey}", "String"),
        ("aws:PrincipalTag/a/b:c", "aws:PrincipalTag/${TagKey}", "String"),
        ("aws:PrincipalOrgPaths", "aws:PrincipalOrgPaths", "ArrayOfString"),
        ("aws:TagKeys", "aws:TagKeys", "ArrayOfString"),
        ("lambda:FunctionArn", "lambda:FunctionArn", "ARN"),
        ("lambda:SourceFunctionArn", "lambda:SourceFunctionArn", "ARN"),
        ("s3:ExistingObjectTag/Public", "s3:ExistingObjectTag/<key>", "String"),
        ("dynamodb:LeadingKeys", "dynamodb:LeadingKeys", "ArrayOfString"),
        ("kms:EncryptionContext:Order", "kms:EncryptionContext:${EncryptionContextKey}", "String"),
        ("saml:aud", "saml:aud", "String"),
        ("accounts.google.com:sub", "accounts.google.com:sub", "String"),
        ("cognito-identity.amazonaws.com:amr", "cognito-identity.amazonaws.com:amr", "ArrayOfString"),
        ("token.actions.githubusercontent.com:sub", "${Issuer}.${Domain}:sub", "String"),
        ("oidc.eks.eu-west-1.amazonaws.com/id/0123:aud", "${Issuer}.${Domain}:aud", "String"),
    ],
)
def test_a_key(written: str, name: str, type_: str) -> None:
    assert key(written) == (name, type_)


@pytest.mark.parametrize(
    "written", ["", "aws", "aws:", "aws:Nothing", "aws:PrincipalTag/", "nothing:Key", "lambda:sub", "iot:JobId"]
)
def test_what_is_no_key(written: str) -> None:
    assert key(written) is None


def test_a_service_may_have_keys_of_anothers_name() -> None:
    assert key("iot:JobId", "iotjobsdata") == ("iot:JobId", "String")
    assert key("aws:SourceIp", "nothing") == key("aws:SourceIp")


def test_every_key_of_every_service_is_found() -> None:
    """By its own name, where the holes stand for something."""
    for prefix in prefixes():
        service = facts(prefix)
        assert service is not None
        for one in service.keys.values():
            found = key(one.name, prefix)
            assert found is not None
            assert found.name.lower() == one.name.lower()


def test_types_of_global_keys() -> None:
    assert {one.one for one in global_keys().values()} <= TYPES
    several = {one.name for one in global_keys().values() if one.multivalued}
    assert several == {
        "aws:CalledVia",
        "aws:PrincipalOrgPaths",
        "aws:PrincipalServiceNamesList",
        "aws:ResourceOrgPaths",
        "aws:SourceOrgPaths",
        "aws:TagKeys",
        "aws:VpceOrgPaths",
        "cognito-identity.amazonaws.com:amr",
        "${Issuer}.${Domain}:amr",
    }


def test_services_agree_with_the_global_keys_they_have() -> None:
    """Where the Reference of a service lists an ``aws:`` key, it has the type that the user guide tells."""
    different = {
        (one.name, one.type)
        for prefix in prefixes()
        if (service := facts(prefix))
        for name, one in service.keys.items()
        if name in global_keys() and name.startswith("aws:") and one.type != global_keys()[name].type
    }
    assert different == set()
