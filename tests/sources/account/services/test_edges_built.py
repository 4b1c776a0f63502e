"""What the provisioner can't make: accounts that boto3 builds, call by call, in the emulator."""

import io
import zipfile
from itertools import count
from typing import Any

import pytest

from hauberk.lab.account.account import Account
from tests.sources.account.services.alike import States, audited

_IDS = count(410_000_000_001)


@pytest.fixture
def account(server: Account) -> Account:
    return server._replace(id=str(next(_IDS)))


def _says(account: Account, *controls: str) -> States:
    return audited(account, controls)


@pytest.mark.parametrize(("origin", "state"), [("'*'", "violated"), ("'https://shop.example.com'", "satisfied")])
def test_headers_that_a_rest_api_answers_with_itself(account: Account, origin: str, state: str) -> None:
    client = account.client("apigateway")
    api = client.create_rest_api(name="shop")["id"]
    root = client.get_resources(restApiId=api)["items"][0]["id"]
    place = {"restApiId": api, "resourceId": root, "httpMethod": "OPTIONS"}
    header = "method.response.header.Access-Control-Allow-Origin"
    client.put_method(**place, authorizationType="NONE")
    client.put_method_response(**place, statusCode="200", responseParameters={header: True})
    client.put_integration(**place, type="MOCK")
    client.put_integration_response(**place, statusCode="200", responseParameters={header: origin})
    assert _says(account, "cors-any-origin") == {"cors-any-origin": {state: 1}}


def _function(account: Account, groups: list[str], subnets: list[str]) -> None:
    role = account.client("iam").create_role(RoleName="orders", AssumeRolePolicyDocument="{}")["Role"]["Arn"]
    code = io.BytesIO()
    with zipfile.ZipFile(code, "w") as archive:
        archive.writestr("app.py", "def handler(event, context):\n    return {}\n")
    account.client("lambda").create_function(
        FunctionName="orders",
        Role=role,
        Runtime="python3.13",
        Handler="app.handler",
        Code={"ZipFile": code.getvalue()},
        VpcConfig={"SubnetIds": subnets, "SecurityGroupIds": groups},
    )


@pytest.mark.parametrize(("default", "state"), [(True, "violated"), (False, "satisfied")])
def test_a_function_in_the_group_that_aws_gave_its_network(account: Account, default: bool, state: str) -> None:
    ec2 = account.client("ec2")
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.1.0/24")["Subnet"]["SubnetId"]
    groups = ec2.describe_security_groups(Filters=[{"Name": "vpc-id", "Values": [vpc]}])["SecurityGroups"]
    own = ec2.create_security_group(GroupName="orders", Description="orders", VpcId=vpc)["GroupId"]
    _function(account, [groups[0]["GroupId"] if default else own], [subnet])
    name = "function-with-default-security-group"
    assert _says(account, name) == {name: {state: 1}}


@pytest.mark.parametrize(("allowed", "states"), [("0.0.0.0/0", {"violated": 1}), ("10.0.0.0/8", {"satisfied": 1})])
def test_a_default_group_to_which_somebody_added_a_rule(account: Account, allowed: str, states: dict[str, int]) -> None:
    ec2 = account.client("ec2")
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    name = "security-group-open-to-world"
    assert _says(account, name) == {}, "what AWS gives every network is nobody's finding"
    groups = ec2.describe_security_groups(Filters=[{"Name": "vpc-id", "Values": [vpc]}])["SecurityGroups"]
    rule: dict[str, Any] = {"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "IpRanges": [{"CidrIp": allowed}]}
    ec2.authorize_security_group_ingress(GroupId=groups[0]["GroupId"], IpPermissions=[rule])
    assert _says(account, name) == {name: states}


@pytest.mark.parametrize(("guests", "state"), [(True, "violated"), (False, "satisfied")])
def test_an_identity_pool_for_guests(account: Account, guests: bool, state: str) -> None:
    account.client("cognito-identity").create_identity_pool(
        IdentityPoolName="visitors", AllowUnauthenticatedIdentities=guests
    )
    assert _says(account, "identity-pool-for-guests") == {"identity-pool-for-guests": {state: 1}}


@pytest.mark.parametrize(("limit", "state"), [(None, "violated"), (10.0, "satisfied")])
def test_a_stage_is_limited_by_its_own_settings(account: Account, limit: float | None, state: str) -> None:
    client = account.client("apigateway")
    api = client.create_rest_api(name="shop")["id"]
    root = client.get_resources(restApiId=api)["items"][0]["id"]
    place = {"restApiId": api, "resourceId": root, "httpMethod": "GET"}
    client.put_method(**place, authorizationType="NONE")
    client.put_integration(**place, type="MOCK")
    client.create_deployment(restApiId=api, stageName="prod")
    if limit is not None:
        change = {"op": "replace", "path": "/*/*/throttling/rateLimit", "value": str(limit)}
        client.update_stage(restApiId=api, stageName="prod", patchOperations=[change])
    assert _says(account, "rest-api-without-throttling") == {"rest-api-without-throttling": {state: 1}}
