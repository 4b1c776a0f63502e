"""AppSync: GraphQL APIs with their data sources and keys.

Operations and members from the AppSync API Reference, properties from the CloudFormation Template Reference, "AWS
AppSync resource type reference" (2026-11).

An API tells of its web ACL itself. A key's id is the key: it is asked how many there are, where an API takes keys, and
when they end.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from hauberk.sources.account.calls import Answers, Data, Unread
from hauberk.sources.account.made import Made
from hauberk.sources.account.naming import Place
from hauberk.sources.account.reads import Read
from hauberk.sources.account.services.firewalls import ASSOCIATION, association
from hauberk.sources.account.services.parts import unknown_part
from hauberk.sources.account.services.shaping import capital, given, listed, only, tags, text

API, SOURCE, KEY = "AWS::AppSync::GraphQLApi", "AWS::AppSync::DataSource", "AWS::AppSync::ApiKey"
_LIST = "appsync:ListGraphqlApis"
_GONE = frozenset(("NotFoundException",))


def _apis(answers: Answers) -> list[Mapping[str, Any]]:
    found = listed(answers.data("appsync", "ListGraphqlApis"), "graphqlApis")
    return [one for one in found if text(one, "apiId") and text(one, "arn")]


def _each(answers: Answers) -> Iterable[Mapping[str, Any]]:
    return ({"apiId": text(one, "apiId")} for one in _apis(answers))


def _each_with_keys(answers: Answers) -> Iterable[Mapping[str, Any]]:
    for one in _apis(answers):
        ways = (one, *listed(one, "additionalAuthenticationProviders"))
        if any(text(way, "authenticationType") == "API_KEY" for way in ways):
            yield {"apiId": text(one, "apiId")}


READS = (
    Read("appsync", "ListGraphqlApis", (API, ASSOCIATION)),
    Read(
        "appsync",
        "ListDataSources",
        (SOURCE,),
        each=_each,
        after=(_LIST,),
        absent=_GONE,
        leads={SOURCE: ("AWS::Lambda::Function",)},
    ),
    Read(
        "appsync", "ListApiKeys", (KEY,), each=_each_with_keys, after=(_LIST,), absent=_GONE, conceals=("apiKeys[].id",)
    ),
)

_OF_API = (
    "AdditionalAuthenticationProviders",
    "ApiType",
    "AuthenticationType",
    "EnhancedMetricsConfig",
    "IntrospectionConfig",
    "LambdaAuthorizerConfig",
    "LogConfig",
    "MergedApiExecutionRoleArn",
    "Name",
    "OpenIDConnectConfig",
    "OwnerContact",
    "QueryDepthLimit",
    "ResolverCountLimit",
    "UserPoolConfig",
    "Visibility",
    "XrayEnabled",
)


def resources(answers: Answers, place: Place) -> Iterator[Made]:
    """APIs, each followed by its web ACL, its data sources and its keys."""
    for one in _apis(answers):
        arn, id_, name = text(one, "arn"), text(one, "apiId"), text(one, "name") or text(one, "apiId")
        yield Made(
            API,
            arn,
            name,
            only(capital({key: value for key, value in one.items() if key not in ("tags", "uris", "dns")}), *_OF_API),
            returns={"": arn, "Arn": arn, "ApiId": id_, **_addresses(one)},
            account=capital(only(one, "owner")),
            tags=tags(one.get("tags")),
        )
        if acl := text(one, "wafWebAclArn"):
            yield association(acl, arn, name)
        yield from _sources(id_, arn, name, answers, place)
        yield from _keys(id_, arn, name, answers)


def _addresses(one: Mapping[str, Any]) -> dict[str, str]:
    told = {"GraphQLUrl": text(one, "uris", "GRAPHQL"), "RealtimeUrl": text(one, "uris", "REALTIME")}
    return {name: address for name, address in told.items() if address}


_OF_SOURCE = (
    "Description",
    "ElasticsearchConfig",
    "EventBridgeConfig",
    "HttpConfig",
    "LambdaConfig",
    "MetricsConfig",
    "Name",
    "OpenSearchServiceConfig",
    "RelationalDatabaseConfig",
    "ServiceRoleArn",
    "Type",
)


def _sources(id_: str, arn: str, name: str, answers: Answers, place: Place) -> Iterator[Made]:
    match answers.of("appsync", "ListDataSources", apiId=id_):
        case Data(content):
            for one in listed(content, "dataSources"):
                if called := text(one, "name"):
                    yield _source(one, called, id_, arn, place)
        case Unread() as unread if unread.code != "not-asked":
            yield unknown_part(SOURCE, arn, name, unread, "ApiId")


def _source(one: Mapping[str, Any], name: str, id_: str, arn: str, place: Place) -> Made:
    table = capital(one.get("dynamodbConfig"))
    properties = {"ApiId": id_, **only(capital(one), *_OF_SOURCE), **given({"DynamoDBConfig": table})}
    links = {"ApiId": f"{arn}#ApiId"}
    if called := text(table, "TableName"):
        region = text(table, "AwsRegion") or place.region
        links["DynamoDBConfig.TableName"] = f"arn:{place.partition}:dynamodb:{region}:{place.account}:table/{called}"
    own = text(one, "dataSourceArn") or f"{arn}/datasources/{name}"
    return Made(SOURCE, own, name, properties, returns={"": own, "DataSourceArn": own}, links=links)


def _keys(id_: str, arn: str, name: str, answers: Answers) -> Iterator[Made]:
    match answers.of("appsync", "ListApiKeys", apiId=id_):
        case Data(content):
            for number, one in enumerate(listed(content, "apiKeys"), 1):
                properties = {"ApiId": id_, **capital(only(one, "description", "expires"))}
                made = f"{arn}/apikeys/{number}"
                yield Made(KEY, made, f"key {number} of {name}", properties, links={"ApiId": f"{arn}#ApiId"})
        case Unread() as unread if unread.code != "not-asked":
            yield unknown_part(KEY, arn, name, unread, "ApiId")
