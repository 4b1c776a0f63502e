"""GraphQL APIs as AppSync tells of them, and the resources that a template would have.

Answers from the AppSync API Reference (2026-11). moto knows no ``ListDataSources`` and no web ACL of a GraphQL API:
these are only proven here.
"""

from hauberk.sources.account.made import Made
from hauberk.sources.account.services import graphql
from hauberk.study.graph import dependencies
from tests.sources.account.services.recordings import answered, application, made_by, states

F = "arn:aws:lambda:eu-west-1:123456789012:function:orders"
ACL_ARN = "arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/shop/1111"
G = "arn:aws:appsync:eu-west-1:123456789012:apis/gggggggggggggggggggggggggg"
TOLD = (
    answered(
        "appsync:ListGraphqlApis",
        {
            "graphqlApis": [
                {
                    "name": "graph",
                    "apiId": "gggggggggggggggggggggggggg",
                    "authenticationType": "AWS_IAM",
                    "additionalAuthenticationProviders": [{"authenticationType": "API_KEY"}],
                    "logConfig": {
                        "fieldLogLevel": "ERROR",
                        "cloudWatchLogsRoleArn": "arn:aws:iam::123456789012:role/logs",
                        "excludeVerboseContent": True,
                    },
                    "arn": G,
                    "uris": {
                        "GRAPHQL": "https://x.appsync-api.eu-west-1.amazonaws.com/graphql",
                        "REALTIME": "wss://x.appsync-realtime-api.eu-west-1.amazonaws.com/graphql",
                    },
                    "tags": {"team": "web"},
                    "xrayEnabled": True,
                    "wafWebAclArn": ACL_ARN,
                    "visibility": "GLOBAL",
                    "introspectionConfig": "DISABLED",
                    "queryDepthLimit": 5,
                    "owner": "123456789012",
                }
            ]
        },
    ),
    answered(
        "appsync:ListDataSources",
        {
            "dataSources": [
                {
                    "dataSourceArn": f"{G}/datasources/orders",
                    "name": "orders",
                    "type": "AWS_LAMBDA",
                    "serviceRoleArn": "arn:aws:iam::123456789012:role/source",
                    "lambdaConfig": {"lambdaFunctionArn": F},
                },
                {
                    "dataSourceArn": f"{G}/datasources/table",
                    "name": "table",
                    "type": "AMAZON_DYNAMODB",
                    "dynamodbConfig": {"tableName": "orders", "awsRegion": "eu-west-1"},
                },
            ]
        },
        apiId="gggggggggggggggggggggggggg",
    ),
    answered(
        "appsync:ListApiKeys",
        {"apiKeys": [{"id": "~", "description": "web", "expires": 1800000000}]},
        apiId="gggggggggggggggggggggggggg",
    ),
)
MADE = [
    Made(
        "AWS::AppSync::GraphQLApi",
        G,
        "graph",
        {
            "AdditionalAuthenticationProviders": [{"AuthenticationType": "API_KEY"}],
            "AuthenticationType": "AWS_IAM",
            "IntrospectionConfig": "DISABLED",
            "LogConfig": {
                "FieldLogLevel": "ERROR",
                "CloudWatchLogsRoleArn": "arn:aws:iam::123456789012:role/logs",
                "ExcludeVerboseContent": True,
            },
            "Name": "graph",
            "QueryDepthLimit": 5,
            "Visibility": "GLOBAL",
            "XrayEnabled": True,
        },
        returns={
            "": G,
            "Arn": G,
            "ApiId": "gggggggggggggggggggggggggg",
            "GraphQLUrl": "https://x.appsync-api.eu-west-1.amazonaws.com/graphql",
            "RealtimeUrl": "wss://x.appsync-realtime-api.eu-west-1.amazonaws.com/graphql",
        },
        account={"Owner": "123456789012"},
        tags={"team": "web"},
    ),
    Made(
        "AWS::WAFv2::WebACLAssociation",
        f"{G}#WebACLAssociation",
        "web ACL of graph",
        {
            "ResourceArn": G,
            "WebACLArn": "arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/shop/1111",
        },
    ),
    Made(
        "AWS::AppSync::DataSource",
        f"{G}/datasources/orders",
        "orders",
        {
            "ApiId": "gggggggggggggggggggggggggg",
            "LambdaConfig": {"LambdaFunctionArn": "arn:aws:lambda:eu-west-1:123456789012:function:orders"},
            "Name": "orders",
            "ServiceRoleArn": "arn:aws:iam::123456789012:role/source",
            "Type": "AWS_LAMBDA",
        },
        returns={
            "": f"{G}/datasources/orders",
            "DataSourceArn": f"{G}/datasources/orders",
        },
        links={"ApiId": f"{G}#ApiId"},
    ),
    Made(
        "AWS::AppSync::DataSource",
        f"{G}/datasources/table",
        "table",
        {
            "ApiId": "gggggggggggggggggggggggggg",
            "Name": "table",
            "Type": "AMAZON_DYNAMODB",
            "DynamoDBConfig": {"TableName": "orders", "AwsRegion": "eu-west-1"},
        },
        returns={
            "": f"{G}/datasources/table",
            "DataSourceArn": f"{G}/datasources/table",
        },
        links={
            "ApiId": f"{G}#ApiId",
            "DynamoDBConfig.TableName": "arn:aws:dynamodb:eu-west-1:123456789012:table/orders",
        },
    ),
    Made(
        "AWS::AppSync::ApiKey",
        f"{G}/apikeys/1",
        "key 1 of graph",
        {"ApiId": "gggggggggggggggggggggggggg", "Description": "web", "Expires": 1800000000},
        links={"ApiId": f"{G}#ApiId"},
    ),
]


def test_apis_with_what_belongs_to_them() -> None:
    assert made_by(graphql, *TOLD) == MADE


def test_a_key_is_not_told_though_it_is_its_own_id() -> None:
    assert "~" not in str(made_by(graphql, *TOLD))


def test_a_web_acl_that_it_names_stands_before_it() -> None:
    assert states(*TOLD)["graphql-api-without-web-acl"] == {G: "satisfied"}
    bare = answered("appsync:ListGraphqlApis", {"graphqlApis": [{"apiId": "g", "arn": G, "name": "graph"}]})
    assert states(bare)["graphql-api-without-web-acl"] == {G: "violated"}


def test_verdicts_are_those_of_the_same_template() -> None:
    found = states(*TOLD)
    assert found["graphql-api-with-api-key"] == {G: "violated"}
    for control in (
        "graphql-api-without-depth-limit",
        "graphql-api-without-logs",
        "graphql-api-without-tracing",
        "graphql-introspection-enabled",
    ):
        assert found[control] == {G: "satisfied"}, control


def test_sources_refer_to_their_functions_and_tables() -> None:
    table = "arn:aws:dynamodb:eu-west-1:123456789012:table/orders"
    source = next(one for one in made_by(graphql, *TOLD) if one.name == "table")
    assert source.links["DynamoDBConfig.TableName"] == table
    function = answered("lambda:ListFunctions", {"Functions": [{"FunctionName": "orders", "FunctionArn": F}]})
    assert F in dependencies(application(*TOLD, function).resources[f"{G}/datasources/orders"])
