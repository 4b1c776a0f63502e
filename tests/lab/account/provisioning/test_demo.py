"""The applications that ship with Hauberk, deployed: what is there, and everything that isn't."""

import os
from collections.abc import Iterator

import pytest

import hauberk
from hauberk.lab.account.account import Account
from hauberk.lab.account.deploying import Deployed, deploy
from hauberk.lab.account.server import embedded_account
from hauberk.reading.jail import Root
from tests.lab.account.provisioning.deploying import losses, physical

DEMO = os.path.join(os.path.dirname(hauberk.__file__), "demo")


def demo(account: Account, name: str, **parameters: str) -> Deployed:
    return deploy(account, Root(os.path.join(DEMO, name)), "template.yaml", parameters)


@pytest.fixture
def own() -> Iterator[Account]:
    """The lab's first account, whose roles the template names, and nobody else's."""
    with embedded_account() as account:
        yield account


def test_the_vulnerable_application(own: Account) -> None:
    account = own
    found = demo(account, "vulnerable", Stage="dev", CarrierApiToken="c4rr13r", CertificateArn="arn:aws:acm:x")
    assert len(found.provisioned.held) == found.provisioned.wanted
    assert losses(found) == {
        ("ClaimsRole", "Policies[0].PolicyDocument.Version"): "adapted",
        ("Ledger", "Environment.Variables.DB_PASSWORD"): "unknown",
        ("Nightly", "Role"): "adapted",
        ("Track", "Layers[0]"): "not-emulated",
        ("Webhook", "Environment.Variables.CARRIER_TOKEN"): "unknown",
    }
    client = account.client("lambda")
    assert client.get_function_url_config(FunctionName=physical(found, "Webhook"))["AuthType"] == "NONE"
    variables = client.get_function_configuration(FunctionName=physical(found, "Bookings"))["Environment"]["Variables"]
    assert variables["DB_PASSWORD"] == "Gr33nParcel!2021"
    assert variables["TABLE"] == physical(found, "BookingTable")
    (ledger,) = account.client("rds").describe_db_instances()["DBInstances"]
    assert ledger["PubliclyAccessible"] is True
    subnets = client.get_function_configuration(FunctionName=physical(found, "Ledger"))["VpcConfig"]["SubnetIds"]
    assert subnets == [physical(found, "Network/PublicSubnet")]


def test_the_repaired_application(account: Account) -> None:
    found = demo(account, "repaired")
    assert len(found.provisioned.held) == found.provisioned.wanted
    by_code: dict[str, set[str]] = {}
    for one in found.provisioned.losses:
        by_code.setdefault(one.code, set()).add(f"{one.type} {one.property}".strip())
    assert by_code == {
        "adapted": {f"AWS::IAM::Role Policies[{index}].PolicyDocument.Version" for index in range(3)},
        "forgotten": {
            "AWS::CodeDeploy::DeploymentGroup alarmConfiguration.alarms",
            "AWS::CodeDeploy::DeploymentGroup alarmConfiguration.enabled",
            "AWS::RDS::DBInstance ManageMasterUserPassword",
        },
        "not-emulated": {"AWS::S3::Bucket LoggingConfiguration"},
        "unknown": {"String", "AWS::EC2::Subnet AvailabilityZone"},
    }
    policies = account.client("iam").get_account_authorization_details(Filter=["Role"])["RoleDetailList"]
    assert {physical(found, id_) for id_ in found.provisioned.held if id_.endswith("Role")} <= {
        one["RoleName"] for one in policies
    }
