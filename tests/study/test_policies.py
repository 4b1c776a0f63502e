"""The policies of principals and resources, as IAM would find them once the application is deployed."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from hauberk.iam.language.policy import Kind, Policy, PrincipalKind
from hauberk.iam.language.text import ANY, Hole
from hauberk.model.compute import Function
from hauberk.model.guards import describe
from hauberk.model.resource import Resource
from hauberk.model.subject import Subject
from hauberk.model.values import NO_FIELDS
from hauberk.model.world import World, explore
from hauberk.study import policies
from hauberk.study.policies import Attached, Identity
from hauberk.study.principals import Guarded, Principal, role_of
from hauberk.study.study import Study
from tests.study.applications import studied

HERE = "<AWS::Region>:<AWS::AccountId>"


def identity(folder: Path, template: str, name: str = "Role") -> Identity:
    study = studied(folder, template)
    return study.identity(subject(study, name))


def subject(study: Study, name: str) -> Subject:
    return Subject(study.application.resources[name], World())


def of_resource(folder: Path, template: str, name: str) -> tuple[Attached, ...]:
    study = studied(folder, template)
    return study.resource_policies(subject(study, name))


def allows(attached: Iterable[Attached]) -> list[str]:
    """Every action, with the resources of its statement, and the name of its policy."""
    return [
        f"{one.policy.name}: {action} on {', '.join(map(str, statement.resources))}"
        for one in attached
        for statement in one.policy.statements
        for action in statement.actions
    ]


def conditions(policy: Policy) -> list[str]:
    """Every test of a policy in one line."""
    return [
        f"{test.operator} {test.key} {' '.join(map(str, test.values))}"
        for statement in policy.statements
        for test in statement.tests
    ]


def unread(attached: Iterable[Attached]) -> list[str]:
    """What of some policies isn't read."""
    return [hole.name for one in attached for hole in one.policy.unread]


DOCUMENT = "{ Version: '2012-10-17', Statement: { Effect: Allow, Action: 'sqs:%s', Resource: !GetAtt Queue.Arn } }"
QUEUE = f"arn:<AWS::Partition>:sqs:{HERE}:<Queue>"


def attaching(type_: str, properties: str, action: str = "SendMessage") -> str:
    """A queue, a role, and a resource that gives the role a policy."""
    return f"""Resources:
  Queue: {{ Type: AWS::SQS::Queue }}
  Role: {{ Type: AWS::IAM::Role }}
  More: {{ Type: {type_}, Properties: {{ PolicyDocument: {DOCUMENT % action}, {properties} }} }}
"""


# -- principals


def test_an_inline_policy_goes_by_its_role_and_name(tmp_path: Path) -> None:
    template = f"""Resources:
  Queue: {{ Type: AWS::SQS::Queue }}
  Role:
    Type: AWS::IAM::Role
    Properties:
      Policies: [{{ PolicyName: send, PolicyDocument: {DOCUMENT % "SendMessage"} }}]
"""
    (one,) = identity(tmp_path, template).attached
    assert allows([one]) == [f"Role/send: sqs:sendmessage on {QUEUE}"]
    assert one.kind is Kind.IDENTITY
    (statement,) = one.policy.statements
    assert statement.span is not None
    assert template[statement.span.start :].startswith("Statement:")


@pytest.mark.parametrize(
    ("type_", "properties"),
    [
        ("AWS::IAM::Policy", "PolicyName: more, Roles: [!Ref Role]"),
        ("AWS::IAM::ManagedPolicy", "Roles: [other, !Ref Role]"),
        ("AWS::IAM::RolePolicy", "PolicyName: more, RoleName: !Ref Role"),
    ],
)
def test_a_policy_beside_its_role_is_the_roles(tmp_path: Path, type_: str, properties: str) -> None:
    found = identity(tmp_path, attaching(type_, properties)).attached
    assert allows(found) == [f"More: sqs:sendmessage on {QUEUE}"]
    assert [one.resource.id for one in found] == ["More"]


@pytest.mark.parametrize(
    ("type_", "properties"),
    [
        ("AWS::IAM::Policy", "PolicyName: more, Roles: [Role]"),
        ("AWS::IAM::UserPolicy", "PolicyName: more, UserName: !Ref Role"),
        ("AWS::IAM::ManagedPolicy", "Description: !Sub 'of ${Role}'"),
    ],
)
def test_a_policy_that_doesnt_name_the_role_isnt_the_roles(tmp_path: Path, type_: str, properties: str) -> None:
    assert identity(tmp_path, attaching(type_, properties)).attached == ()


def test_a_role_may_be_named_by_the_name_that_it_is_given(tmp_path: Path) -> None:
    template = attaching("AWS::IAM::Policy", "PolicyName: more, Roles: [orders]").replace(
        "{ Type: AWS::IAM::Role }", "{ Type: AWS::IAM::Role, Properties: { RoleName: orders } }"
    )
    assert allows(identity(tmp_path, template).attached) == [f"More: sqs:sendmessage on {QUEUE}"]


@pytest.mark.parametrize(
    ("name", "arn"),
    [
        ("Description: its own", "!Ref More"),
        ("Description: its own", "!GetAtt More.PolicyArn"),
        ("ManagedPolicyName: more", "!Sub 'arn:aws:iam::${AWS::AccountId}:policy/more'"),
        ("Path: /team/, ManagedPolicyName: more", "!Sub 'arn:aws:iam::${AWS::AccountId}:policy/team/more'"),
        ("Roles: [!Ref Role]", "!Ref More"),
    ],
)
def test_a_managed_policy_of_the_application_is_attached_by_its_arn(tmp_path: Path, name: str, arn: str) -> None:
    template = attaching("AWS::IAM::ManagedPolicy", name).replace(
        "{ Type: AWS::IAM::Role }", f"{{ Type: AWS::IAM::Role, Properties: {{ ManagedPolicyArns: [{arn}] }} }}"
    )
    assert allows(identity(tmp_path, template).attached) == [f"More: sqs:sendmessage on {QUEUE}"]


MANAGED = """Resources:
  Role: { Type: AWS::IAM::Role, Properties: { ManagedPolicyArns: [%s] } }
"""


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("arn:aws:iam::aws:policy/Orders", "arn:aws:iam::aws:policy/Orders"),
        ("!Sub 'arn:${AWS::Partition}:iam::aws:policy/Orders'", "arn:aws:iam::aws:policy/Orders"),
        ("arn:aws-cn:iam::aws:policy/Orders", "arn:aws-cn:iam::aws:policy/Orders"),
    ],
)
def test_a_policy_of_aws_is_read_from_its_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: str, asked: str
) -> None:
    document = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["sqs:*"], "Resource": "*"}]}
    policies.managed_policy.cache_clear()
    monkeypatch.setattr(policies, "_document", {asked: document}.get)
    (one,) = identity(tmp_path, MANAGED % written).attached
    policies.managed_policy.cache_clear()
    assert allows([one]) == [f"{asked}: sqs:* on *"]
    assert one.resource.id == "Role"
    assert one.policy.span is not None


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("arn:aws:iam::111122223333:policy/team", "arn:aws:iam::111122223333:policy/team"),
        ("!Sub 'arn:aws:iam::${AWS::AccountId}:policy/team'", "arn:aws:iam::<AWS::AccountId>:policy/team"),
        ("!ImportValue team", "<another stack exports team>"),
        ("'{{resolve:ssm:policy}}'", "a managed policy: {{resolve:ssm:policy}} is resolved at deployment"),
        ("{ a: b }", "a managed policy: it isn't a text"),
    ],
)
def test_a_policy_from_elsewhere_isnt_read_and_says_so(tmp_path: Path, written: str, why: str) -> None:
    found = identity(tmp_path, MANAGED % written).attached
    assert unread(found) == [why]
    assert found[0].policy.statements == ()


@pytest.mark.parametrize("list_", ["!ImportValue all", "!Split [',', !ImportValue all]"])
def test_a_list_that_isnt_known_isnt_read_and_says_so(tmp_path: Path, list_: str) -> None:
    template = f"Resources: {{ Role: {{ Type: AWS::IAM::Role, Properties: {{ Policies: {list_} }} }} }}"
    assert len(unread(identity(tmp_path, template).attached)) == 1


def test_what_aws_wouldnt_take_has_its_faults_and_nothing_read(tmp_path: Path) -> None:
    template = (
        "Resources: { Role: { Type: AWS::IAM::Role, Properties: { Policies: [{ PolicyName: send, PolicyDocument: "
        "{ Statement: [{ Effect: allow, Action: 'sqs:*', Resource: '*' }] } }] } } }"
    )
    (one,) = identity(tmp_path, template).attached
    assert [fault.code for fault in one.faults] == ["invalid-effect"]
    assert unread([one]) == ["Role/send, which AWS doesn't take: Effect is Allow or Deny, in this case"]


def test_a_policy_written_as_text_is_read(tmp_path: Path) -> None:
    template = """Resources:
  Queue: { Type: AWS::SQS::Queue }
  Role: { Type: AWS::IAM::Role }
  More:
    Type: AWS::IAM::RolePolicy
    Properties:
      RoleName: !Ref Role
      PolicyName: more
      PolicyDocument: !Sub |
        {"Version": "2012-10-17", "Statement": [
          {"Effect": "Allow", "Action": "sqs:SendMessage", "Resource": ["${Queue.Arn}", "${Queue.Arn}-failed"]}]}
"""
    assert allows(identity(tmp_path, template).attached) == [f"More: sqs:sendmessage on {QUEUE}, {QUEUE}-failed"]


def test_the_boundary_bounds_and_the_trust_policy_is_apart(tmp_path: Path) -> None:
    template = attaching("AWS::IAM::ManagedPolicy", "Description: bounds", "*").replace(
        "{ Type: AWS::IAM::Role }",
        "{ Type: AWS::IAM::Role, Properties: { PermissionsBoundary: !Ref More, AssumeRolePolicyDocument: "
        "{ Statement: { Effect: Allow, Action: 'sts:AssumeRole', Principal: { Service: lambda.amazonaws.com } } } } }",
    )
    found = identity(tmp_path, template)
    assert found.attached == ()
    assert found.boundary is not None
    assert found.boundary.kind is Kind.BOUNDARY
    assert allows([found.boundary]) == [f"More: sqs:* on {QUEUE}"]
    assert found.trust is not None
    assert found.trust.kind is Kind.RESOURCE
    assert found.trust.policy.name == "Role's trust policy"
    assert [str(one.id) for one in found.trust.policy.statements[0].principals] == ["lambda.amazonaws.com"]
    assert found.policies.boundary == found.boundary.policy
    assert found.policies.identity == ()


def test_without_a_boundary_nothing_is_bounded(tmp_path: Path) -> None:
    found = identity(tmp_path, "Resources: { Role: { Type: AWS::IAM::User } }")
    assert found.policies.boundary is None
    assert found.trust is None


def test_a_user_has_what_its_groups_have(tmp_path: Path) -> None:
    template = f"""Resources:
  Queue: {{ Type: AWS::SQS::Queue }}
  User: {{ Type: AWS::IAM::User, Properties: {{ Groups: [!Ref Readers, admins], UserName: eve }} }}
  Readers:
    Type: AWS::IAM::Group
    Properties: {{ Policies: [{{ PolicyName: read, PolicyDocument: {DOCUMENT % "ReceiveMessage"} }}] }}
  Writers: {{ Type: AWS::IAM::Group }}
  Write:
    Type: AWS::IAM::GroupPolicy
    Properties: {{ GroupName: !Ref Writers, PolicyName: write, PolicyDocument: {DOCUMENT % "SendMessage"} }}
  Member: {{ Type: AWS::IAM::UserToGroupAddition, Properties: {{ GroupName: !Ref Writers, Users: [eve] }} }}
"""
    found = identity(tmp_path, template, "User").attached
    assert allows(found) == [
        f"Readers/read: sqs:receivemessage on {QUEUE}",
        f"Write: sqs:sendmessage on {QUEUE}",
    ]
    assert unread(found) == ["group admins, which isn't of this application"]


SAM = """Transform: AWS::Serverless-2016-10-31
Resources:
  Queue: { Type: AWS::SQS::Queue }
  Table: { Type: AWS::Serverless::SimpleTable }
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.13
      Handler: app.handler
      InlineCode: ""
      FunctionUrlConfig: { AuthType: NONE }
      AutoPublishAlias: live
      Policies:
        - SQSSendMessagePolicy: { QueueName: !GetAtt Queue.QueueName }
        - Statement: { Effect: Allow, Action: "dynamodb:GetItem", Resource: !GetAtt Table.Arn }
"""


def test_the_role_that_sam_makes_has_the_functions_policies(tmp_path: Path) -> None:
    study = studied(tmp_path, SAM)
    role = role_of(Function(study.application.resources["Orders"], World()), study)
    assert role is not None
    assert role.id == "OrdersRole"
    found = study.identity(role)
    assert allows(found.attached)[:2] == [
        f"OrdersRole/OrdersRolePolicy0: sqs:sendmessage* on {QUEUE}",
        f"OrdersRole/OrdersRolePolicy1: dynamodb:getitem on arn:<AWS::Partition>:dynamodb:{HERE}:table/<Table>",
    ]
    assert found.trust is not None
    assert [str(one.id) for one in found.trust.policy.statements[0].principals] == ["lambda.amazonaws.com"]
    assert str(study.access(role).arn) == "arn:<AWS::Partition>:iam::<AWS::AccountId>:role/<OrdersRole>"
    assert study.access(role).policies == found.policies


def test_a_role_from_elsewhere_isnt_the_applications(tmp_path: Path) -> None:
    template = "Resources: { Orders: { Type: AWS::Lambda::Function, Properties: { Role: 'arn:aws:iam::1:role/x' } } }"
    study = studied(tmp_path, template)
    assert role_of(Function(study.application.resources["Orders"], World()), study) is None


# -- branches

BRANCHES = """
Parameters: { Stage: { Type: String, AllowedValues: [dev, prod] } }
Conditions: { Prod: !Equals [!Ref Stage, prod] }
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      Policies:
        - PolicyName: send
          PolicyDocument:
            Statement: { Effect: Allow, Action: !If [Prod, "sqs:SendMessage", "sqs:*"], Resource: "*" }
  More:
    Type: AWS::IAM::Policy
    Condition: Prod
    Properties:
      PolicyName: more
      Roles: [!Ref Role]
      PolicyDocument: { Statement: { Effect: Deny, Action: "sqs:*", Resource: "*" } }
"""


def test_each_branch_has_its_own_policies(tmp_path: Path) -> None:
    study = studied(tmp_path, BRANCHES)
    (seed,) = Principal.seeds(study.application)
    found = {
        describe(guard): allows(answer.attached)
        for guard, answer in explore(lambda world: study.identity(seed.see(world)), (seed.guard,))
    }
    assert found == {
        "when Stage is prod": ["Role/send: sqs:sendmessage on *", "More: sqs:* on *"],
        "when Stage is dev": ["Role/send: sqs:* on *"],
    }


def test_who_asks_second_learns_of_the_same_branches(tmp_path: Path) -> None:
    study = studied(tmp_path, BRANCHES)
    (seed,) = Principal.seeds(study.application)

    def worlds() -> list[tuple[object, Identity]]:
        return list(explore(lambda world: study.identity(seed.see(world)), (seed.guard,)))

    first = worlds()
    second = worlds()
    assert len(first) == 2
    assert first == second
    assert all(once is again for (_, once), (_, again) in zip(first, second, strict=True))


# -- resources


@pytest.mark.parametrize(
    ("template", "name", "action"),
    [
        (
            "Bucket: { Type: AWS::S3::Bucket }\n"
            "  Own: { Type: AWS::S3::BucketPolicy, Properties: { Bucket: !Ref Bucket, PolicyDocument: %s } }",
            "Bucket",
            "s3:GetObject",
        ),
        (
            "Bucket: { Type: AWS::S3::Bucket, Properties: { BucketName: pictures } }\n"
            "  Own: { Type: AWS::S3::BucketPolicy, Properties: { Bucket: pictures, PolicyDocument: %s } }",
            "Bucket",
            "s3:GetObject",
        ),
        (
            "Queue: { Type: AWS::SQS::Queue }\n"
            "  Own: { Type: AWS::SQS::QueuePolicy, Properties: { Queues: [!Ref Queue], PolicyDocument: %s } }",
            "Queue",
            "sqs:SendMessage",
        ),
        (
            "Queue: { Type: AWS::SQS::Queue }\n"
            "  Own: { Type: AWS::SQS::QueueInlinePolicy, Properties: { Queue: !Ref Queue, PolicyDocument: %s } }",
            "Queue",
            "sqs:SendMessage",
        ),
        (
            "Topic: { Type: AWS::SNS::Topic }\n"
            "  Own: { Type: AWS::SNS::TopicPolicy, Properties: { Topics: [!Ref Topic], PolicyDocument: %s } }",
            "Topic",
            "sns:Publish",
        ),
        (
            "Topic: { Type: AWS::SNS::Topic }\n"
            "  Own: { Type: AWS::SNS::TopicInlinePolicy, Properties: { TopicArn: !Ref Topic, PolicyDocument: %s } }",
            "Topic",
            "sns:Publish",
        ),
        (
            "Secret: { Type: AWS::SecretsManager::Secret }\n  Own: { Type: AWS::SecretsManager::ResourcePolicy, "
            "Properties: { SecretId: !Ref Secret, ResourcePolicy: %s } }",
            "Secret",
            "secretsmanager:GetSecretValue",
        ),
        (
            "Stream: { Type: AWS::Kinesis::Stream }\n  Own: { Type: AWS::Kinesis::ResourcePolicy, "
            "Properties: { ResourceArn: !GetAtt Stream.Arn, ResourcePolicy: %s } }",
            "Stream",
            "kinesis:PutRecord",
        ),
        (
            "Logs: { Type: AWS::Logs::LogGroup }\n"
            "  Own: { Type: AWS::Logs::ResourcePolicy, Properties: { PolicyName: own, PolicyDocument: %s } }",
            "Logs",
            "logs:PutLogEvents",
        ),
        ("Own: { Type: AWS::KMS::Key, Properties: { KeyPolicy: %s } }", "Own", "kms:Decrypt"),
        ("Own: { Type: AWS::ECR::Repository, Properties: { RepositoryPolicyText: %s } }", "Own", "ecr:BatchGetImage"),
        ("Own: { Type: AWS::Events::EventBus, Properties: { Policy: %s } }", "Own", "events:PutEvents"),
        (
            "Own: { Type: AWS::EFS::FileSystem, Properties: { FileSystemPolicy: %s } }",
            "Own",
            "elasticfilesystem:ClientMount",
        ),
        (
            "Own: { Type: AWS::OpenSearchService::Domain, Properties: { AccessPolicies: %s } }",
            "Own",
            "es:ESHttpGet",
        ),
    ],
)
def test_a_resources_policy_in_it_and_beside_it(tmp_path: Path, template: str, name: str, action: str) -> None:
    document = f"{{ Statement: {{ Effect: Allow, Principal: '*', Action: '{action}', Resource: '*' }} }}"
    (one,) = of_resource(tmp_path, "Resources:\n  " + template % document + "\n", name)
    assert allows([one]) == [f"Own: {action.lower()} on *"]
    assert one.kind is Kind.RESOURCE
    assert one.resource.id == "Own"


def test_the_policy_of_another_queue_isnt_this_ones(tmp_path: Path) -> None:
    template = """Resources:
  Queue: { Type: AWS::SQS::Queue }
  Other: { Type: AWS::SQS::Queue }
  Policy:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Queues: [!Ref Other]
      PolicyDocument:
        Statement: { Effect: Allow, Principal: "*", Action: "sqs:*", Resource: !GetAtt Queue.Arn }
"""
    assert of_resource(tmp_path, template, "Queue") == ()
    study = studied(tmp_path, template)
    assert study.resource_policy(subject(study, "Queue")) is None


def test_a_key_without_a_policy_has_aws_s_default(tmp_path: Path) -> None:
    (one,) = of_resource(tmp_path, "Resources: { Key: { Type: AWS::KMS::Key } }", "Key")
    assert allows([one]) == ["Key's default policy: kms:* on *"]
    (principal,) = one.policy.statements[0].principals
    assert str(principal.id) == "arn:<AWS::Partition>:iam::<AWS::AccountId>:root"


def test_an_apis_short_resources_are_written_out(tmp_path: Path) -> None:
    template = """Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Body:
        x-amazon-apigateway-policy:
          Statement:
            Effect: Allow
            Principal: "*"
            Action: execute-api:Invoke
            Resource: ["execute-api:/*", "arn:aws:execute-api:*:*:*"]
"""
    (one,) = of_resource(tmp_path, template, "Api")
    assert [str(text) for text in one.policy.statements[0].resources] == [
        f"arn:<AWS::Partition>:execute-api:{HERE}:<Api>/*",
        "arn:aws:execute-api:*:*:*",
    ]


def test_a_table_and_its_stream_each_have_a_policy(tmp_path: Path) -> None:
    document = "{ PolicyDocument: { Statement: { Effect: Allow, Principal: '*', Action: 'dynamodb:%s' } } }"
    template = f"""Resources:
  Table:
    Type: AWS::DynamoDB::Table
    Properties:
      ResourcePolicy: {document % "GetItem"}
      StreamSpecification: {{ ResourcePolicy: {document % "GetRecords"} }}
"""
    study = studied(tmp_path, template)
    table = subject(study, "Table")
    assert [one.policy.name for one in study.resource_policies(table)] == [
        "Table/ResourcePolicy.PolicyDocument",
        "Table/StreamSpecification.ResourcePolicy.PolicyDocument",
    ]
    whole = study.resource_policy(table)
    assert whole is not None
    assert whole.name == "Table"
    assert [str(action) for one in whole.statements for action in one.actions] == [
        "dynamodb:getitem",
        "dynamodb:getrecords",
    ]


# -- permissions

PERMISSION = """Resources:
  Orders: {{ Type: AWS::Lambda::Function }}
  Other: {{ Type: AWS::Lambda::Function }}
  Live: {{ Type: AWS::Lambda::Alias, Properties: {{ FunctionName: !Ref Orders, Name: live }} }}
  Bucket: {{ Type: AWS::S3::Bucket }}
  Role: {{ Type: AWS::IAM::Role }}
  Allow:
    Type: AWS::Lambda::Permission
    Properties: {{ FunctionName: {function}, Action: {action}, Principal: {principal}, {more} }}
"""
FUNCTION = f"arn:<AWS::Partition>:lambda:{HERE}:function:<Orders>"


def permission(
    folder: Path,
    function: str = "!Ref Orders",
    action: str = "lambda:InvokeFunction",
    principal: str = "s3.amazonaws.com",
    more: str = "",
) -> tuple[Attached, ...]:
    """The policies of a function that one permission is about."""
    template = PERMISSION.format(function=function, action=action, principal=principal, more=more)
    return of_resource(folder, template, "Orders")


@pytest.mark.parametrize(
    ("function", "resource"),
    [
        ("!Ref Orders", FUNCTION),
        ("!GetAtt Orders.Arn", FUNCTION),
        ("!Ref Live", f"{FUNCTION}:live"),
        ("!Sub '${Orders}:live'", f"{FUNCTION}:live"),
        ("!Sub '${Orders.Arn}:7'", f"{FUNCTION}:7"),
    ],
)
def test_a_permission_is_about_the_function_or_what_stands_for_it(tmp_path: Path, function: str, resource: str) -> None:
    (one,) = permission(tmp_path, function)
    assert allows([one]) == [f"Allow: lambda:invokefunction on {resource}"]
    assert one.policy.statements[0].name == "Allow"
    assert one.policy.statements[0].span == one.resource.head


@pytest.mark.parametrize("function", ["!Ref Other", "!GetAtt Other.Arn", "orders", "!Sub '${Orders}s'"])
def test_a_permission_of_another_function_isnt_this_ones(tmp_path: Path, function: str) -> None:
    assert permission(tmp_path, function) == ()


def test_a_function_may_be_named_by_the_name_that_it_is_given(tmp_path: Path) -> None:
    template = """Resources:
  Orders: { Type: AWS::Lambda::Function, Properties: { FunctionName: orders } }
  Allow:
    Type: AWS::Lambda::Permission
    Properties: { FunctionName: orders, Action: "lambda:InvokeFunction", Principal: s3.amazonaws.com }
"""
    (one,) = of_resource(tmp_path, template, "Orders")
    arn = f"arn:<AWS::Partition>:lambda:{HERE}:function:orders"
    assert allows([one]) == [f"Allow: lambda:invokefunction on {arn}"]


@pytest.mark.parametrize(
    ("principal", "kind", "id_"),
    [
        ("s3.amazonaws.com", PrincipalKind.SERVICE, "s3.amazonaws.com"),
        ("!Sub 'logs.${AWS::Region}.amazonaws.com'", PrincipalKind.SERVICE, "logs.<AWS::Region>.amazonaws.com"),
        ("'*'", PrincipalKind.AWS, "*"),
        ("'111122223333'", PrincipalKind.AWS, "arn:<AWS::Partition>:iam::111122223333:root"),
        ("!Ref AWS::AccountId", PrincipalKind.AWS, "arn:<AWS::Partition>:iam::<AWS::AccountId>:root"),
        ("arn:aws:iam::111122223333:role/x", PrincipalKind.AWS, "arn:aws:iam::111122223333:role/x"),
        (
            "!Sub 'arn:aws:iam::${AWS::AccountId}:role/x'",
            PrincipalKind.AWS,
            "arn:aws:iam::<AWS::AccountId>:role/x",
        ),
        ("!GetAtt Role.Arn", PrincipalKind.AWS, "arn:<AWS::Partition>:iam::<AWS::AccountId>:role/<Role>"),
    ],
)
def test_one_text_says_who_may_invoke(tmp_path: Path, principal: str, kind: PrincipalKind, id_: str) -> None:
    (one,) = permission(tmp_path, principal=principal)
    (found,) = one.policy.statements[0].principals
    assert (found.kind, str(found.id)) == (kind, id_)


def test_who_may_invoke_may_be_unknown(tmp_path: Path) -> None:
    (one,) = permission(tmp_path, principal="!ImportValue who")
    assert one.policy.statements[0].principals == ()
    assert [hole.name for hole in one.policy.statements[0].unread] == ["another stack exports who"]


@pytest.mark.parametrize(
    ("more", "tests"),
    [
        ("SourceArn: !GetAtt Bucket.Arn", ["ArnLike aws:sourcearn arn:<AWS::Partition>:s3:::<Bucket>"]),
        ("SourceArn: 'arn:aws:s3:::*'", ["ArnLike aws:sourcearn arn:aws:s3:::*"]),
        ("SourceAccount: !Ref AWS::AccountId", ["StringEquals aws:sourceaccount <AWS::AccountId>"]),
        ("SourceAccount: '111122223333'", ["StringEquals aws:sourceaccount 111122223333"]),
        ("PrincipalOrgID: o-a1b2c3d4e5", ["StringEquals aws:principalorgid o-a1b2c3d4e5"]),
        ("FunctionUrlAuthType: NONE", ["StringEquals lambda:functionurlauthtype NONE"]),
        ("EventSourceToken: amzn1.ask.skill.1", ["StringEquals lambda:eventsourcetoken amzn1.ask.skill.1"]),
        ("InvokedViaFunctionUrl: true", ["Bool lambda:invokedviafunctionurl true"]),
        ("InvokedViaFunctionUrl: 'true'", ["Bool lambda:invokedviafunctionurl true"]),
        ("InvokedViaFunctionUrl: false", []),
        ("", []),
        (
            "SourceArn: !GetAtt Bucket.Arn, SourceAccount: '111122223333'",
            [
                "ArnLike aws:sourcearn arn:<AWS::Partition>:s3:::<Bucket>",
                "StringEquals aws:sourceaccount 111122223333",
            ],
        ),
    ],
)
def test_a_permissions_properties_become_conditions(tmp_path: Path, more: str, tests: list[str]) -> None:
    (one,) = permission(tmp_path, more=more)
    assert conditions(one.policy) == tests


def test_a_function_url_that_sam_makes_open_is_open_in_its_policy(tmp_path: Path) -> None:
    study = studied(tmp_path, SAM)
    found = study.resource_policies(subject(study, "Orders"))
    assert [(text, conditions(one.policy)) for one in found for text in allows([one])] == [
        (
            f"OrdersUrlPublicPermissions: lambda:invokefunctionurl on {FUNCTION}:live",
            ["StringEquals lambda:functionurlauthtype NONE"],
        ),
        (
            f"OrdersURLInvokeAllowPublicAccess: lambda:invokefunction on {FUNCTION}:live",
            ["Bool lambda:invokedviafunctionurl true"],
        ),
    ]


@pytest.mark.parametrize(
    ("more", "principals", "tests"),
    [
        ("Principal: '*'", ["*"], []),
        ("Principal: '111122223333'", ["arn:<AWS::Partition>:iam::111122223333:root"], []),
        ("Principal: '*', OrganizationId: o-a1b2c3d4e5", ["*"], ["StringEquals aws:principalorgid o-a1b2c3d4e5"]),
    ],
)
def test_a_layers_permission(tmp_path: Path, more: str, principals: list[str], tests: list[str]) -> None:
    template = f"""Resources:
  Layer: {{ Type: AWS::Lambda::LayerVersion, Properties: {{ LayerName: common }} }}
  Allow:
    Type: AWS::Lambda::LayerVersionPermission
    Properties: {{ LayerVersionArn: !Ref Layer, Action: "lambda:GetLayerVersion", {more} }}
"""
    (one,) = of_resource(tmp_path, template, "Layer")
    layer = f"arn:<AWS::Partition>:lambda:{HERE}:layer:common:<Layer.Version>"
    assert allows([one]) == [f"Allow: lambda:getlayerversion on {layer}"]
    assert [str(who.id) for who in one.policy.statements[0].principals] == principals
    assert conditions(one.policy) == tests


BUS = """Resources:
  Bus: { Type: AWS::Events::EventBus, Properties: { Name: shop } }
  Allow: { Type: AWS::Events::EventBusPolicy, Properties: { EventBusName: %s, StatementId: partner, %s } }
"""
OLD = "Action: 'events:PutEvents', Principal: '111122223333'"
NEW = "{ Effect: Allow, Principal: { AWS: '*' }, Action: 'events:PutEvents', Resource: !GetAtt Bus.Arn }"


@pytest.mark.parametrize(
    ("name", "written", "principal", "tests"),
    [
        ("!Ref Bus", f"Statement: {NEW}", "*", []),
        ("shop", f"Statement: {NEW}", "*", []),
        ("!Ref Bus", OLD, "arn:<AWS::Partition>:iam::111122223333:root", []),
        (
            "!Ref Bus",
            "Action: 'events:PutEvents', Principal: '*', "
            "Condition: { Type: StringEquals, Key: 'aws:PrincipalOrgID', Value: o-a1b2c3d4e5 }",
            "*",
            ["StringEquals aws:principalorgid o-a1b2c3d4e5"],
        ),
    ],
)
def test_a_buss_permission_is_a_statement_or_said_by_properties(
    tmp_path: Path, name: str, written: str, principal: str, tests: list[str]
) -> None:
    (one,) = of_resource(tmp_path, BUS % (name, written), "Bus")
    assert allows([one]) == [f"Allow: events:putevents on arn:<AWS::Partition>:events:{HERE}:event-bus/shop"]
    assert [str(who.id) for who in one.policy.statements[0].principals] == [principal]
    assert conditions(one.policy) == tests


def test_every_permission_of_a_function_is_in_its_policy(tmp_path: Path) -> None:
    study = studied(tmp_path, SAM)
    whole = study.resource_policy(subject(study, "Orders"))
    assert whole is not None
    assert whole.name == "Orders"
    assert [statement.sid for statement in whole.statements] == [
        "OrdersUrlPublicPermissions",
        "OrdersURLInvokeAllowPublicAccess",
    ]


def test_types_that_are_asked_about_are_those_that_have_policies() -> None:
    assert set(policies.BESIDE) <= set(Guarded.TYPES)
    assert set(Principal.TYPES) == set(policies.ATTACHING)
    assert not any(type_.endswith("Policy") for type_ in Guarded.TYPES)


def test_what_isnt_read_is_kept_in_the_whole() -> None:
    one = Policy((), unread=(Hole("a"),))
    joined = policies.whole([_attached(one), _attached(one._replace(unread=()))], "both")
    assert joined is not None
    assert joined.unread == (Hole("a"),)


def _attached(policy: Policy) -> Attached:
    return Attached(policy, Kind.RESOURCE, Resource("R", "AWS::SQS::Queue", NO_FIELDS))


def test_the_star_of_a_log_group_s_arn_is_a_wildcard_where_one_may_stand(tmp_path: Path) -> None:
    template = """
Resources:
  Logs: { Type: AWS::Logs::LogGroup }
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: { Statement: [] }
      Policies:
        - PolicyName: logs
          PolicyDocument:
            Statement:
              - Effect: Allow
                Action: logs:PutLogEvents
                Resource: !GetAtt Logs.Arn
                Condition:
                  ArnLike: { aws:SourceArn: !GetAtt Logs.Arn }
                  StringEquals: { aws:SourceArn: !GetAtt Logs.Arn }
"""
    (statement,) = identity(tmp_path, template).attached[0].policy.statements
    like, equal = statement.tests
    for pattern in (*statement.resources, *like.values):
        assert pattern.parts[-1] is ANY
    assert ANY not in equal.values[0].parts
