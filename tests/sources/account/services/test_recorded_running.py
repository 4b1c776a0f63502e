"""State machines, alarms, logs, deployments, layers and other triggers: answers in their recorded shapes, and what
controls say of them beside the template that would have made the same.

The emulator has no ``codedeploy:BatchGetDeploymentGroups``, and takes neither permissions of layers nor configurations
of code signing. So these controls are proven here alone: ``code-signing-only-warns``, ``deployment-without-rollback``,
``deployment-without-rollback-alarm``, ``layer-for-ended-runtimes`` and ``public-layer``, and what
``alarm-without-action`` says of alarms that others listen to.
"""

import json

from hauberk.sources.account.services import alarms, deployments, layers, logs, machines, triggers
from tests.sources.account.services.recorded import denied, line, made, of_account, of_template, recorded, told

ARN = "arn:aws:{}:eu-west-1:123456789012:{}"
FUNCTION = ARN.format("lambda", "function:orders")
FUNCTIONS = line("lambda:ListFunctions", {"Functions": [{"FunctionName": "orders", "FunctionArn": FUNCTION}]})
ALARM = {
    "AlarmName": "errors",
    "AlarmArn": ARN.format("cloudwatch", "alarm:errors"),
    "ActionsEnabled": True,
    "AlarmActions": [],
    "OKActions": [],
    "Namespace": "AWS/Lambda",
    "MetricName": "Errors",
    "Dimensions": [{"Name": "FunctionName", "Value": "orders"}],
    "Metrics": [],
    "StateValue": "OK",
}
LATER = {**ALARM, "AlarmName": "later", "AlarmArn": ARN.format("cloudwatch", "alarm:later")}
ANY = {
    "AlarmName": "any",
    "AlarmArn": ARN.format("cloudwatch", "alarm:any"),
    "AlarmRule": 'ALARM("errors") OR ALARM(gone)',
    "AlarmActions": [ARN.format("sns", "oncall")],
    "ActionsEnabled": True,
}
ALARMS = line(
    "cloudwatch:DescribeAlarms",
    {"MetricAlarms": [ALARM, LATER], "CompositeAlarms": [ANY]},
    AlarmTypes=["CompositeAlarm", "MetricAlarm"],
)


def test_what_alarms_are() -> None:
    found = made(alarms, recorded(ALARMS))
    assert told(found) == [
        (
            "AWS::CloudWatch::Alarm",
            name,
            {
                "ActionsEnabled": True,
                "AlarmName": name,
                "MetricName": "Errors",
                "Namespace": "AWS/Lambda",
                "Dimensions": [{"Name": "FunctionName", "Value": "orders"}],
            },
        )
        for name in ("errors", "later")
    ] + [
        (
            "AWS::CloudWatch::CompositeAlarm",
            "any",
            {
                "ActionsEnabled": True,
                "AlarmActions": [ARN.format("sns", "oncall")],
                "AlarmName": "any",
                "AlarmRule": 'ALARM("errors") OR ALARM(gone)',
            },
        )
    ]
    assert found[0].links == {"Dimensions.0.Value": f"{FUNCTION}#"}
    assert found[2].mentions == (ARN.format("cloudwatch", "alarm:errors"), ARN.format("cloudwatch", "alarm:gone"))


DEPLOYING = recorded(
    FUNCTIONS,
    ALARMS,
    line("codedeploy:ListApplications", {"applications": ["shop", "servers"]}),
    line(
        "codedeploy:BatchGetApplications",
        {
            "applicationsInfo": [
                {"applicationName": "shop", "computePlatform": "Lambda"},
                {"applicationName": "servers", "computePlatform": "Server"},
            ]
        },
        applicationNames=["shop", "servers"],
    ),
    line("codedeploy:ListDeploymentGroups", {"deploymentGroups": ["good", "bad"]}, applicationName="shop"),
    line(
        "codedeploy:BatchGetDeploymentGroups",
        {
            "deploymentGroupsInfo": [
                {
                    "deploymentGroupName": "good",
                    "deploymentConfigName": "CodeDeployDefault.LambdaCanary10Percent5Minutes",
                    "serviceRoleArn": "arn:aws:iam::123456789012:role/deployer",
                    "alarmConfiguration": {
                        "enabled": True,
                        "ignorePollAlarmFailure": False,
                        "alarms": [{"name": "later"}],
                    },
                    "autoRollbackConfiguration": {"enabled": True, "events": ["DEPLOYMENT_FAILURE"]},
                },
                {
                    "deploymentGroupName": "bad",
                    "deploymentConfigName": "CodeDeployDefault.LambdaAllAtOnce",
                    "autoRollbackConfiguration": {"enabled": False, "events": []},
                },
            ]
        },
        applicationName="shop",
        deploymentGroupNames=["good", "bad"],
    ),
)


def test_what_deployments_are() -> None:
    assert told(made(deployments, DEPLOYING)) == [
        ("AWS::CodeDeploy::Application", "shop", {"ApplicationName": "shop", "ComputePlatform": "Lambda"}),
        (
            "AWS::CodeDeploy::DeploymentGroup",
            "good",
            {
                "ApplicationName": "shop",
                "DeploymentGroupName": "good",
                "DeploymentConfigName": "CodeDeployDefault.LambdaCanary10Percent5Minutes",
                "ServiceRoleArn": "arn:aws:iam::123456789012:role/deployer",
                "AlarmConfiguration": {"Enabled": True, "IgnorePollAlarmFailure": False, "Alarms": [{"Name": "later"}]},
                "AutoRollbackConfiguration": {"Enabled": True, "Events": ["DEPLOYMENT_FAILURE"]},
            },
        ),
        (
            "AWS::CodeDeploy::DeploymentGroup",
            "bad",
            {
                "ApplicationName": "shop",
                "DeploymentGroupName": "bad",
                "DeploymentConfigName": "CodeDeployDefault.LambdaAllAtOnce",
                "AutoRollbackConfiguration": {"Enabled": False, "Events": []},
            },
        ),
    ]


def test_deployments_and_alarms_are_judged_as_in_a_template() -> None:
    controls = ("alarm-without-action", "deployment-without-rollback", "deployment-without-rollback-alarm")
    template = """
Resources:
  Errors:
    Type: AWS::CloudWatch::Alarm
    Properties:
      AlarmName: errors
      Namespace: AWS/Lambda
      MetricName: Errors
      EvaluationPeriods: 1
      ComparisonOperator: GreaterThanThreshold
  Later:
    Type: AWS::CloudWatch::Alarm
    Properties:
      AlarmName: later
      Namespace: AWS/Lambda
      MetricName: Errors
      EvaluationPeriods: 1
      ComparisonOperator: GreaterThanThreshold
  Any:
    Type: AWS::CloudWatch::CompositeAlarm
    Properties:
      AlarmName: any
      AlarmRule: !Sub 'ALARM("${Errors}") OR ALARM(gone)'
      AlarmActions: ["arn:aws:sns:eu-west-1:123456789012:oncall"]
  Shop:
    Type: AWS::CodeDeploy::Application
    Properties: {ApplicationName: shop, ComputePlatform: Lambda}
  Good:
    Type: AWS::CodeDeploy::DeploymentGroup
    Properties:
      ApplicationName: !Ref Shop
      ServiceRoleArn: arn:aws:iam::123456789012:role/deployer
      AlarmConfiguration: {Enabled: true, Alarms: [{Name: !Ref Later}]}
      AutoRollbackConfiguration: {Enabled: true, Events: [DEPLOYMENT_FAILURE]}
  Bad:
    Type: AWS::CodeDeploy::DeploymentGroup
    Properties: {ApplicationName: !Ref Shop, ServiceRoleArn: "arn:aws:iam::123456789012:role/deployer"}
"""
    found = of_account(DEPLOYING, *controls)
    assert found == of_template(template, *controls)
    assert found["deployment-without-rollback"] == found["deployment-without-rollback-alarm"]
    assert found["deployment-without-rollback"] == {"violated": 1, "satisfied": 1}
    assert found["alarm-without-action"] == {"satisfied": 1}


def test_deployments_that_were_denied_are_unknown() -> None:
    snapshot = recorded(
        line("codedeploy:ListApplications", {"applications": ["shop"]}),
        denied("codedeploy:BatchGetApplications", applicationNames=["shop"]),
    )
    found = of_account(snapshot, "deployment-without-rollback")["deployment-without-rollback"]
    assert set(found) == {"unknown"}


LAYER = ARN.format("lambda", "layer:tools:3")
SIGNING = ARN.format("lambda", "code-signing-config:csc-0123456789abcdef0")
EVERYONE = {"Sid": "all", "Effect": "Allow", "Principal": "*", "Action": "lambda:GetLayerVersion", "Resource": LAYER}
OTHER = {
    "Sid": "ops",
    "Effect": "Allow",
    "Principal": {"AWS": "arn:aws:iam::210987654321:root"},
    "Action": "lambda:GetLayerVersion",
    "Resource": LAYER,
}
OURS = {**EVERYONE, "Sid": "org", "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-0123456789"}}}
LAYERS = recorded(
    line("lambda:ListLayers", {"Layers": [{"LayerName": "tools", "LayerArn": ARN.format("lambda", "layer:tools")}]}),
    line(
        "lambda:ListLayerVersions",
        {"LayerVersions": [{"LayerVersionArn": LAYER, "Version": 3, "CompatibleRuntimes": ["python3.13"]}]},
        LayerName="tools",
    ),
    line(
        "lambda:GetLayerVersionPolicy",
        {"Policy": json.dumps({"Statement": [EVERYONE, OTHER, OURS]})},
        LayerName="tools",
        VersionNumber=3,
    ),
    line(
        "lambda:ListCodeSigningConfigs",
        {
            "CodeSigningConfigs": [
                {
                    "CodeSigningConfigArn": SIGNING,
                    "CodeSigningConfigId": "csc-0123456789abcdef0",
                    "AllowedPublishers": {"SigningProfileVersionArns": ["arn:aws:signer:eu-west-1:123456789012:/x/y"]},
                    "CodeSigningPolicies": {"UntrustedArtifactOnDeployment": "Warn"},
                }
            ]
        },
    ),
)


def test_what_layers_are() -> None:
    assert told(made(layers, LAYERS)) == [
        ("AWS::Lambda::LayerVersion", "tools:3", {"LayerName": "tools", "CompatibleRuntimes": ["python3.13"]}),
        (
            "AWS::Lambda::LayerVersionPermission",
            "all of tools:3",
            {"LayerVersionArn": LAYER, "Action": "lambda:GetLayerVersion", "Principal": "*"},
        ),
        (
            "AWS::Lambda::LayerVersionPermission",
            "ops of tools:3",
            {"LayerVersionArn": LAYER, "Action": "lambda:GetLayerVersion", "Principal": "210987654321"},
        ),
        (
            "AWS::Lambda::LayerVersionPermission",
            "org of tools:3",
            {
                "LayerVersionArn": LAYER,
                "Action": "lambda:GetLayerVersion",
                "Principal": "*",
                "OrganizationId": "o-0123456789",
            },
        ),
        (
            "AWS::Lambda::CodeSigningConfig",
            "csc-0123456789abcdef0",
            {
                "AllowedPublishers": {"SigningProfileVersionArns": ["arn:aws:signer:eu-west-1:123456789012:/x/y"]},
                "CodeSigningPolicies": {"UntrustedArtifactOnDeployment": "Warn"},
            },
        ),
    ]


def test_layers_are_judged_as_in_a_template() -> None:
    controls = ("public-layer", "code-signing-only-warns", "layer-for-ended-runtimes")
    template = """
Resources:
  Tools:
    Type: AWS::Lambda::LayerVersion
    Properties: {LayerName: tools, CompatibleRuntimes: [python3.13], Content: {S3Bucket: b, S3Key: k}}
  All:
    Type: AWS::Lambda::LayerVersionPermission
    Properties: {LayerVersionArn: !Ref Tools, Action: lambda:GetLayerVersion, Principal: "*"}
  Ops:
    Type: AWS::Lambda::LayerVersionPermission
    Properties: {LayerVersionArn: !Ref Tools, Action: lambda:GetLayerVersion, Principal: "210987654321"}
  Org:
    Type: AWS::Lambda::LayerVersionPermission
    Properties:
      LayerVersionArn: !Ref Tools
      Action: lambda:GetLayerVersion
      Principal: "*"
      OrganizationId: o-0123456789
  Signing:
    Type: AWS::Lambda::CodeSigningConfig
    Properties:
      AllowedPublishers: {SigningProfileVersionArns: ["arn:aws:signer:eu-west-1:123456789012:/x/y"]}
      CodeSigningPolicies: {UntrustedArtifactOnDeployment: Warn}
"""
    found = of_account(LAYERS, *controls)
    assert found == of_template(template, *controls)
    assert found["public-layer"] == {"violated": 1, "satisfied": 2}
    assert found["code-signing-only-warns"] == {"violated": 1}


GROUP = ARN.format("logs", "log-group:/aws/lambda/orders")
LOGS = recorded(
    FUNCTIONS,
    line(
        "logs:DescribeLogGroups",
        {"logGroups": [{"logGroupName": "/aws/lambda/orders", "arn": f"{GROUP}:*", "retentionInDays": 30}]},
    ),
    line(
        "logs:DescribeSubscriptionFilters",
        {
            "subscriptionFilters": [
                {
                    "filterName": "all",
                    "logGroupName": "/aws/lambda/orders",
                    "filterPattern": "",
                    "destinationArn": FUNCTION,
                }
            ]
        },
        logGroupName="/aws/lambda/orders",
    ),
    line(
        "logs:DescribeResourcePolicies",
        {"resourcePolicies": [{"policyName": "dns", "policyDocument": '{"Statement": []}'}]},
    ),
    line(
        "logs:DescribeDestinations",
        {
            "destinations": [
                {
                    "destinationName": "audit",
                    "arn": ARN.format("logs", "destination:audit"),
                    "accessPolicy": '{"Statement": []}',
                }
            ]
        },
    ),
)


def test_what_logs_are() -> None:
    found = made(logs, LOGS)
    assert told(found) == [
        ("AWS::Logs::LogGroup", "/aws/lambda/orders", {"LogGroupName": "/aws/lambda/orders", "RetentionInDays": 30}),
        (
            "AWS::Logs::SubscriptionFilter",
            "all",
            {
                "FilterName": "all",
                "LogGroupName": "/aws/lambda/orders",
                "DestinationArn": FUNCTION,
                "FilterPattern": "",
            },
        ),
        ("AWS::Logs::ResourcePolicy", "dns", {"PolicyName": "dns", "PolicyDocument": {"Statement": []}}),
        ("AWS::Logs::Destination", "audit", {"DestinationName": "audit", "DestinationPolicy": {"Statement": []}}),
    ]
    assert found[1].links == {"LogGroupName": f"{GROUP}#"}


MACHINE = ARN.format("states", "stateMachine:steps")
MACHINES = recorded(
    FUNCTIONS,
    line(
        "stepfunctions:ListStateMachines",
        {"stateMachines": [{"stateMachineArn": MACHINE, "name": "steps", "type": "STANDARD"}]},
    ),
    line(
        "stepfunctions:DescribeStateMachine",
        {
            "stateMachineArn": MACHINE,
            "name": "steps",
            "definition": json.dumps(
                {"StartAt": "Do", "States": {"Do": {"Type": "Task", "Resource": FUNCTION, "End": True}}}
            ),
            "roleArn": "arn:aws:iam::123456789012:role/steps",
            "type": "STANDARD",
            "loggingConfiguration": {"level": "OFF", "includeExecutionData": False},
            "tracingConfiguration": {"enabled": False},
        },
        stateMachineArn=MACHINE,
    ),
)


def test_what_a_state_machine_is() -> None:
    (found,) = made(machines, MACHINES)
    assert found.properties == {
        "StateMachineName": "steps",
        "DefinitionString": '{"StartAt": "Do", "States": {"Do": {"Type": "Task", "Resource": "'
        + FUNCTION
        + '", "End": true}}}',
        "RoleArn": "arn:aws:iam::123456789012:role/steps",
        "StateMachineType": "STANDARD",
        "LoggingConfiguration": {"Level": "OFF", "IncludeExecutionData": False},
        "TracingConfiguration": {"Enabled": False},
    }


RULE = ARN.format("iot", "rule/readings")
TRIGGERS = recorded(
    FUNCTIONS,
    line("iot:ListTopicRules", {"rules": [{"ruleName": "readings", "ruleArn": RULE}]}),
    line(
        "iot:GetTopicRule",
        {
            "ruleArn": RULE,
            "rule": {
                "ruleName": "readings",
                "sql": "SELECT * FROM 'readings'",
                "ruleDisabled": False,
                "actions": [{"lambda": {"functionArn": FUNCTION}}],
            },
        },
        ruleName="readings",
    ),
    line(
        "ses:DescribeActiveReceiptRuleSet",
        {
            "Metadata": {"Name": "inbox"},
            "Rules": [{"Name": "mail", "Enabled": True, "Actions": [{"LambdaAction": {"FunctionArn": FUNCTION}}]}],
        },
    ),
)


DOOR = ARN.format("iot", "authorizer/door")
IOT = line(
    "lambda:GetPolicy",
    {
        "Policy": json.dumps(
            {
                "Version": "2012-10-17",
                "Statement": [
                    {
                        "Sid": "iot",
                        "Effect": "Allow",
                        "Principal": {"Service": "iot.amazonaws.com"},
                        "Action": "lambda:InvokeFunction",
                        "Resource": FUNCTION,
                    }
                ],
            }
        )
    },
    FunctionName="orders",
)
NO_ALIASES = line("lambda:ListAliases", {"Aliases": []}, FunctionName="orders")
AUTHORIZERS = line("iot:ListAuthorizers", {"authorizers": [{"authorizerName": "door", "authorizerArn": DOOR}]})
DESCRIBED = line(
    "iot:DescribeAuthorizer",
    {
        "authorizerDescription": {
            "authorizerName": "door",
            "authorizerArn": DOOR,
            "authorizerFunctionArn": FUNCTION,
            "tokenKeyName": "token",
            "tokenSigningPublicKeys": {"first": "-----BEGIN PUBLIC KEY-----"},
            "status": "ACTIVE",
            "signingDisabled": False,
            "enableCachingForHttp": True,
        }
    },
    authorizerName="door",
)


def test_an_authorizer_of_iot() -> None:
    (found,) = made(triggers, recorded(AUTHORIZERS, DESCRIBED))
    assert (found.type, found.id, found.name) == ("AWS::IoT::Authorizer", DOOR, "door")
    assert found.properties == {
        "AuthorizerName": "door",
        "AuthorizerFunctionArn": FUNCTION,
        "EnableCachingForHttp": True,
        "SigningDisabled": False,
        "Status": "ACTIVE",
        "TokenKeyName": "token",
    }


def test_whom_an_authorizer_asks_answers_at_once() -> None:
    """Rules of IoT call a function and go on; an authorizer waits for it, and nobody needs a target for failures."""
    name = "asynchronous-function-without-failure-target"
    none = line("iot:ListAuthorizers", {"authorizers": []})
    assert of_account(recorded(FUNCTIONS, IOT, NO_ALIASES, none), name)[name] == {"violated": 1}
    assert "violated" not in of_account(recorded(FUNCTIONS, IOT, NO_ALIASES, AUTHORIZERS, DESCRIBED), name)[name]
    for unread in (
        recorded(FUNCTIONS, IOT, NO_ALIASES, denied("iot:ListAuthorizers")),
        recorded(FUNCTIONS, IOT, NO_ALIASES, AUTHORIZERS, denied("iot:DescribeAuthorizer", authorizerName="door")),
    ):
        told_of = of_account(unread, name)[name]
        assert "violated" not in told_of
        assert told_of["unknown"] >= 1


def test_what_else_triggers() -> None:
    assert told(made(triggers, TRIGGERS)) == [
        (
            "AWS::IoT::TopicRule",
            "readings",
            {
                "RuleName": "readings",
                "TopicRulePayload": {
                    "Actions": [{"Lambda": {"FunctionArn": FUNCTION}}],
                    "RuleDisabled": False,
                    "Sql": "SELECT * FROM 'readings'",
                },
            },
        ),
        (
            "AWS::SES::ReceiptRule",
            "mail",
            {
                "RuleSetName": "inbox",
                "Rule": {"Actions": [{"LambdaAction": {"FunctionArn": FUNCTION}}], "Enabled": True, "Name": "mail"},
            },
        ),
    ]
    name = "asynchronous-function-without-failure-target"
    assert of_account(TRIGGERS, name)[name] == {"violated": 1}
