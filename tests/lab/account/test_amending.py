"""What moto lacks stands beside it, in the shapes that AWS's own client reads."""

import json
from itertools import pairwise
from typing import Any
from urllib.request import Request, urlopen

import pytest
from boto3 import Session
from botocore.exceptions import ClientError

from hauberk.lab.account.account import Account
from hauberk.lab.account.provisioning.code import PACKAGE
from hauberk.lab.account.server import embedded_account

TRUST = {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}
WHERE = {"FunctionName": "orders"}
FORGOTTEN: dict[str, Any] = {
    "DeadLetterConfig": {"TargetArn": "arn:aws:sqs:eu-west-1:111122223333:failed"},
    "FileSystemConfigs": [
        {
            "Arn": "arn:aws:elasticfilesystem:eu-west-1:111122223333:access-point/fsap-0123456789abcdef0",
            "LocalMountPath": "/mnt/files",
        }
    ],
    "LoggingConfig": {"LogFormat": "JSON", "LogGroup": "/orders"},
}


@pytest.fixture
def functions(account: Account) -> Any:
    """A client, where there is a function with a version and an alias."""
    document = json.dumps({"Version": "2012-10-17", "Statement": [TRUST]})
    role = account.client("iam").create_role(RoleName="runs", AssumeRolePolicyDocument=document)["Role"]["Arn"]
    client = account.client("lambda")
    client.create_function(**WHERE, Role=role, Code={"ZipFile": PACKAGE}, Runtime="python3.13", Handler="app.handler")
    client.publish_version(**WHERE)
    client.create_alias(**WHERE, Name="live", FunctionVersion="1")
    return client


def code_of(call: Any, **parameters: Any) -> str:
    """The error with which a call fails."""
    with pytest.raises(ClientError) as failed:
        call(**parameters)
    return str(failed.value.response["Error"]["Code"])


def test_settings_that_moto_forgets_are_told_wherever_functions_are(functions: Any) -> None:
    assert FORGOTTEN.keys().isdisjoint(functions.get_function_configuration(**WHERE))
    answered = functions.update_function_configuration(**WHERE, **FORGOTTEN)
    (listed,) = functions.list_functions()["Functions"]
    got = functions.get_function(**WHERE)["Configuration"]
    by_arn = functions.get_function_configuration(FunctionName=got["FunctionArn"])
    for told in (answered, listed, got, by_arn, functions.get_function_configuration(**WHERE)):
        assert {name: told[name] for name in FORGOTTEN} == FORGOTTEN
    functions.update_function_configuration(**WHERE, Timeout=7)
    told = functions.get_function_configuration(**WHERE)
    assert (told["Timeout"], told["DeadLetterConfig"]) == (7, FORGOTTEN["DeadLetterConfig"])


def test_a_role_of_another_account_sees_what_that_has(account: Account) -> None:
    """moto knows the account of an assumed role by its key; a request of one doesn't say it."""
    other = Account(account.endpoint, id="333344445555")
    document = json.dumps({"Version": "2012-10-17", "Statement": [TRUST]})
    role = other.client("iam").create_role(RoleName="runs", AssumeRolePolicyDocument=document)["Role"]["Arn"]
    made = other.client("lambda")
    made.create_function(**WHERE, Role=role, Code={"ZipFile": PACKAGE}, Runtime="python3.13", Handler="app.handler")
    made.create_function_url_config(**WHERE, AuthType="NONE")
    keys = account.client("sts").assume_role(RoleArn=role, RoleSessionName="auditor")["Credentials"]
    session = Session(keys["AccessKeyId"], keys["SecretAccessKey"], keys["SessionToken"], region_name="eu-west-1")
    assumed = session.client("lambda", endpoint_url=account.endpoint)
    assert [one["AuthType"] for one in assumed.list_function_url_configs(**WHERE)["FunctionUrlConfigs"]] == ["NONE"]
    assert code_of(account.client("lambda").list_function_url_configs, **WHERE) == "ResourceNotFoundException"


def test_urls_by_qualifier(functions: Any) -> None:
    assert code_of(functions.get_function_url_config, **WHERE) == "ResourceNotFoundException"
    functions.create_function_url_config(**WHERE, AuthType="AWS_IAM")
    functions.create_function_url_config(**WHERE, Qualifier="live", AuthType="NONE", Cors={"AllowOrigins": ["*"]})
    told = functions.list_function_url_configs(**WHERE)["FunctionUrlConfigs"]
    assert [(one["FunctionArn"].rpartition(":")[2], one["AuthType"]) for one in told] == [
        ("orders", "AWS_IAM"),
        ("live", "NONE"),
    ]
    assert all(one["FunctionUrl"] != other["FunctionUrl"] for one, other in pairwise(told))
    functions.update_function_url_config(**WHERE, Qualifier="live", AuthType="AWS_IAM")
    assert functions.get_function_url_config(**WHERE, Qualifier="live")["AuthType"] == "AWS_IAM"
    functions.delete_function_url_config(**WHERE)
    assert len(functions.list_function_url_configs(**WHERE)["FunctionUrlConfigs"]) == 1


def test_provisioned_concurrency(functions: Any) -> None:
    absent = "ProvisionedConcurrencyConfigNotFoundException"
    live = {**WHERE, "Qualifier": "live"}
    assert code_of(functions.get_provisioned_concurrency_config, **live) == absent
    functions.put_provisioned_concurrency_config(**live, ProvisionedConcurrentExecutions=3)
    told = functions.get_provisioned_concurrency_config(**live)
    assert (told["RequestedProvisionedConcurrentExecutions"], told["Status"]) == (3, "READY")
    (listed,) = functions.list_provisioned_concurrency_configs(**WHERE)["ProvisionedConcurrencyConfigs"]
    assert listed["FunctionArn"].endswith(":function:orders:live")
    functions.delete_provisioned_concurrency_config(**live)
    assert code_of(functions.get_provisioned_concurrency_config, **live) == absent


def test_recursion_and_runtimes_have_aws_defaults(functions: Any) -> None:
    assert functions.get_function_recursion_config(**WHERE)["RecursiveLoop"] == "Terminate"
    functions.put_function_recursion_config(**WHERE, RecursiveLoop="Allow")
    assert functions.get_function_recursion_config(**WHERE)["RecursiveLoop"] == "Allow"
    assert functions.get_runtime_management_config(**WHERE)["UpdateRuntimeOn"] == "Auto"
    version = f"arn:aws:lambda:eu-west-1::runtime:{'0' * 64}"
    functions.put_runtime_management_config(**WHERE, UpdateRuntimeOn="Manual", RuntimeVersionArn=version)
    assert functions.get_runtime_management_config(**WHERE)["RuntimeVersionArn"] == version


def test_code_signing(functions: Any) -> None:
    publishers = ["arn:aws:signer:eu-west-1:111122223333:/signing-profiles/parcels/Abc123Def4"]
    made = functions.create_code_signing_config(AllowedPublishers={"SigningProfileVersionArns": publishers})
    arn = made["CodeSigningConfig"]["CodeSigningConfigArn"]
    assert made["CodeSigningConfig"]["CodeSigningPolicies"] == {"UntrustedArtifactOnDeployment": "Warn"}
    assert "CodeSigningConfigArn" not in functions.get_function_code_signing_config(**WHERE)
    functions.put_function_code_signing_config(**WHERE, CodeSigningConfigArn=arn)
    assert functions.get_function_code_signing_config(**WHERE)["CodeSigningConfigArn"] == arn
    (function,) = functions.list_functions_by_code_signing_config(CodeSigningConfigArn=arn)["FunctionArns"]
    assert function.endswith(":function:orders")
    functions.delete_function_code_signing_config(**WHERE)
    functions.delete_code_signing_config(CodeSigningConfigArn=arn)
    assert functions.list_code_signing_configs()["CodeSigningConfigs"] == []
    assert code_of(functions.get_code_signing_config, CodeSigningConfigArn=arn) == "ResourceNotFoundException"


def test_a_policy_is_of_one_qualifier(functions: Any) -> None:
    common = {**WHERE, "Action": "lambda:InvokeFunction", "Principal": "*"}
    assert code_of(functions.get_policy, **WHERE) == "ResourceNotFoundException"
    functions.add_permission(**common, StatementId="alias", Qualifier="live")
    assert code_of(functions.get_policy, **WHERE) == "ResourceNotFoundException"
    functions.add_permission(**common, StatementId="function")

    def sids(**qualifier: str) -> list[str]:
        policy = functions.get_policy(**WHERE, **qualifier)["Policy"]
        return [one["Sid"] for one in json.loads(policy)["Statement"]]

    assert sids() == ["function"]
    assert sids(Qualifier="live") == ["alias"]


def test_what_was_said_of_a_function_goes_with_it(functions: Any) -> None:
    functions.update_function_configuration(**WHERE, **FORGOTTEN)
    functions.create_function_url_config(**WHERE, AuthType="NONE")
    role = functions.get_function_configuration(**WHERE)["Role"]
    functions.delete_function(**WHERE)
    assert code_of(functions.get_function_url_config, **WHERE) == "ResourceNotFoundException"
    functions.create_function(**WHERE, Role=role, Code={"ZipFile": PACKAGE}, Runtime="python3.13", Handler="a.b")
    assert FORGOTTEN.keys().isdisjoint(functions.get_function_configuration(**WHERE))
    assert functions.list_function_url_configs(**WHERE)["FunctionUrlConfigs"] == []


def test_settings_of_an_account(functions: Any) -> None:
    told = functions.get_account_settings()
    assert told["AccountUsage"]["FunctionCount"] == 1
    assert told["AccountLimit"]["ConcurrentExecutions"] == 1000


def test_authorizers_of_http_apis_are_listed(account: Account) -> None:
    client = account.client("apigatewayv2")
    api, other = (client.create_api(Name=name, ProtocolType="HTTP")["ApiId"] for name in ("shop", "other"))
    jwt = {"Issuer": "https://issuer.example.com", "Audience": ["shop"]}
    made = client.create_authorizer(
        ApiId=api, Name="people", AuthorizerType="JWT", IdentitySource=["$request.header.X"], JwtConfiguration=jwt
    )
    (told,) = client.get_authorizers(ApiId=api)["Items"]
    assert (told["AuthorizerId"], told["Name"], told["JwtConfiguration"]) == (made["AuthorizerId"], "people", jwt)
    assert client.get_authorizers(ApiId=other)["Items"] == []
    client.delete_authorizer(ApiId=api, AuthorizerId=made["AuthorizerId"])
    assert client.get_authorizers(ApiId=api)["Items"] == []


def test_what_a_web_acl_guards_is_listed_by_type(account: Account) -> None:
    client, gateway = account.client("wafv2"), account.client("apigateway")
    seen = {"SampledRequestsEnabled": True, "CloudWatchMetricsEnabled": True, "MetricName": "shop"}
    acl = client.create_web_acl(Name="shop", Scope="REGIONAL", DefaultAction={"Allow": {}}, VisibilityConfig=seen)
    arn = acl["Summary"]["ARN"]
    api = gateway.create_rest_api(name="shop")["id"]
    stage = f"arn:aws:apigateway:eu-west-1::/restapis/{api}/stages/live"
    client.associate_web_acl(WebACLArn=arn, ResourceArn=stage)
    assert client.list_resources_for_web_acl(WebACLArn=arn, ResourceType="API_GATEWAY")["ResourceArns"] == [stage]
    assert client.list_resources_for_web_acl(WebACLArn=arn)["ResourceArns"] == [], "load balancers, by default"
    client.disassociate_web_acl(ResourceArn=stage)
    assert client.list_resources_for_web_acl(WebACLArn=arn, ResourceType="API_GATEWAY")["ResourceArns"] == []


def test_roles_of_identity_pools(account: Account) -> None:
    client = account.client("cognito-identity")
    pool = client.create_identity_pool(IdentityPoolName="guests", AllowUnauthenticatedIdentities=True)
    where = {"IdentityPoolId": pool["IdentityPoolId"]}
    assert "Roles" not in client.get_identity_pool_roles(**where)
    roles = {"unauthenticated": "arn:aws:iam::111122223333:role/guest"}
    client.set_identity_pool_roles(**where, Roles=roles)
    assert client.get_identity_pool_roles(**where)["Roles"] == roles


def test_policies_and_encryption_of_traces(account: Account) -> None:
    client = account.client("xray")
    assert client.list_resource_policies()["ResourcePolicies"] == []
    assert client.get_encryption_config()["EncryptionConfig"] == {"Type": "NONE", "Status": "ACTIVE"}
    client.put_resource_policy(PolicyName="senders", PolicyDocument='{"Statement": []}')
    client.put_encryption_config(Type="KMS", KeyId="alias/traces")
    (policy,) = client.list_resource_policies()["ResourcePolicies"]
    assert (policy["PolicyName"], policy["PolicyDocument"]) == ("senders", '{"Statement": []}')
    assert client.get_encryption_config()["EncryptionConfig"]["KeyId"] == "alias/traces"
    client.delete_resource_policy(PolicyName="senders")
    assert client.list_resource_policies()["ResourcePolicies"] == []


def test_authorizers_of_iot_are_kept_and_told(account: Account) -> None:
    client = account.client("iot")
    assert client.list_authorizers()["authorizers"] == []
    function = f"arn:aws:lambda:eu-west-1:{account.id}:function:door"
    made = client.create_authorizer(authorizerName="door", authorizerFunctionArn=function, status="ACTIVE")
    (listed,) = client.list_authorizers()["authorizers"]
    assert listed == {"authorizerName": "door", "authorizerArn": made["authorizerArn"]}
    told = client.describe_authorizer(authorizerName="door")["authorizerDescription"]
    assert (told["authorizerFunctionArn"], told["status"], told["signingDisabled"]) == (function, "ACTIVE", False)
    client.delete_authorizer(authorizerName="door")
    assert code_of(client.describe_authorizer, authorizerName="door") == "ResourceNotFoundException"


@pytest.mark.parametrize(
    ("service", "operation", "parameters"),
    [
        ("accessanalyzer", "list_analyzers", {}),  # a service that moto doesn't have, in JSON
        ("xray", "get_groups", {}),  # one that needs what isn't installed
        ("cloudtrail", "lookup_events", {}),  # an operation of a service that it has
        ("iam", "simulate_principal_policy", {"PolicySourceArn": "arn:aws:iam::1:role/x", "ActionNames": ["s3:Get"]}),
        ("ec2", "get_serial_console_access_status", {}),
        ("s3", "get_bucket_analytics_configuration", {"Bucket": "nobodys", "Id": "x"}),
    ],
)
def test_a_call_that_nobody_has_says_so(
    account: Account, service: str, operation: str, parameters: dict[str, Any]
) -> None:
    client = account.client(service)
    assert code_of(getattr(client, operation), **parameters) in ("NotImplemented", "NoSuchBucket")


def test_what_is_missing_is_still_missing(account: Account) -> None:
    assert code_of(account.client("sns").get_topic_attributes, TopicArn=f"arn:aws:sns:eu-west-1:{account.id}:no") == (
        "NotFound"
    )
    assert code_of(account.client("lambda").get_function, FunctionName="no") == "ResourceNotFoundException"


def test_a_reset_forgets_all_of_it() -> None:
    with embedded_account() as account:  # of its own: others are in the middle of something
        client = account.client("cognito-identity")
        pool = client.create_identity_pool(IdentityPoolName="guests", AllowUnauthenticatedIdentities=True)
        where = {"IdentityPoolId": pool["IdentityPoolId"]}
        client.set_identity_pool_roles(**where, Roles={"authenticated": "arn:aws:iam::111122223333:role/guest"})
        with urlopen(Request(f"{account.endpoint}/moto-api/reset", method="POST")) as done:
            assert done.status == 200
        assert "Roles" not in client.get_identity_pool_roles(**where)


def test_nobodys_code_is_run(functions: Any) -> None:
    """Not on this machine, and in no container of it."""
    answered = functions.invoke(**WHERE, Payload=b"{}")
    assert answered["Payload"].read() == b"{}", "what it was sent"
