"""``AWS::Serverless::GraphQLApi``: an AppSync API with its schema, authorizers, data sources, functions and resolvers.

Facts from the AWS SAM developer guide, "AWS::Serverless::GraphQLApi" (2026-11), and from what AWS makes of templates.
"""

from collections.abc import Mapping
from typing import Any

from hauberk.model.resource import PRESENT, Resource
from hauberk.model.values import Fields, Known, Trail, Value, fields_of, items_of
from hauberk.sources.sam.build import certain, filled, here, joined, nothing, pairs, tree
from hauberk.sources.sam.connector import connect
from hauberk.sources.sam.context import Context
from hauberk.sources.sam.policies import fill

TYPE = "AWS::Serverless::GraphQLApi"
_PUSH_LOGS = "arn:${AWS::Partition}:iam::aws:policy/service-role/AWSAppSyncPushToCloudWatchLogs"
_TABLE = "arn:${AWS::Partition}:dynamodb:${Region}:${AWS::AccountId}:table/${Table}"
_COPIED = ("IntrospectionConfig", "OwnerContact", "QueryDepthLimit", "ResolverCountLimit", "Visibility", "XrayEnabled")
_CONFIGS = {
    "AMAZON_COGNITO_USER_POOLS": ("UserPool", "UserPoolConfig"),
    "AWS_LAMBDA": ("LambdaAuthorizer", "LambdaAuthorizerConfig"),
    "OPENID_CONNECT": ("OpenIDConnect", "OpenIDConnectConfig"),
}


class Api:
    """One API. ``sources`` and ``functions`` are what its parts may name, with the values to name them by."""

    __slots__ = ("context", "functions", "name", "source", "sources")

    def __init__(self, context: Context, name: str, source: Resource) -> None:
        self.context = context
        self.name = name
        self.source = source
        self.sources: dict[str, Value] = {}
        self.functions: dict[str, Value] = {}

    @property
    def trail(self) -> Trail:
        """Where the API's name stands."""
        return here(self.source)

    def value(self, name: str) -> Value:
        """A property of the API."""
        return self.source.properties.value(name)

    def id(self, trail: Trail) -> Value:
        """The API's id."""
        return self.context.get_att(self.name, "ApiId", trail)

    def add(self, name: str, kind: str, content: Mapping[str, Any], trail: Trail, needs: Any = None) -> None:
        """Adds a resource; parts that are ``None`` are left out."""
        trail = trail or self.trail
        entries = {key: tree(child, trail) for key, child in content.items() if child is not None}
        needed = self.context.needs(self.source) if needs is None else needs
        head = trail[0] if trail else None
        self.context.add(self.name + name, f"AWS::{kind}", entries, self.source, head=head, depends_on=needed)


def derive(context: Context) -> None:
    """Makes the resources of every GraphQL API of the template."""
    for name, source in context.declared(TYPE):
        api = Api(context, name, source)
        _api(api)
        _schema(api)
        _keys(api)
        _cache(api)
        _domain(api)
        _tables(api)
        _lambdas(api)
        _functions(api)
        _resolvers(api)


def _api(api: Api) -> None:
    auth = fields_of(api.value("Auth"))
    content: dict[str, Any] = {
        "Name": filled(api.value("Name"), Known(api.name, api.trail)),
        "AuthenticationType": auth.value("Type"),
        "Tags": joined(
            pairs(api.value("Tags"), api.trail), tree([{"Key": "graphqlapi:createdBy", "Value": "SAM"}], api.trail)
        ),
        **{name: api.value(name) for name in _COPIED if name in api.source.properties.names()},
        **_authorizer(auth),
    }
    others = items_of(auth.value("Additional"))
    providers = [
        {"AuthenticationType": fields_of(other).value("Type"), **_authorizer(fields_of(other), first=False)}
        for other in others
    ]
    if providers:
        content["AdditionalAuthenticationProviders"] = providers
    if certain(api.value("Logging")) is not False:
        content["LogConfig"] = _logging(api)
    api.add("", "AppSync::GraphQLApi", content, api.trail)
    number = 0
    for part in (auth, *map(fields_of, others)):
        function = fields_of(part.value("LambdaAuthorizer")).value("AuthorizerUri")
        if certain(part.value("Type")) == "AWS_LAMBDA" and not nothing(function):
            number += 1
            _authorizer_permission(api, function, number)


def _authorizer(auth: Fields, *, first: bool = True) -> dict[str, Any]:
    name, config = _CONFIGS.get(str(certain(auth.value("Type"))), ("", ""))
    written = fields_of(auth.value(name)) if name else Fields({})
    if not written.names():
        return {}
    kept = [part for part in written.names() if first or part != "DefaultAction"]
    return {config: {part: written.value(part) for part in kept}}


def _authorizer_permission(api: Api, function: Value, number: int) -> None:
    ends = {
        "Source": {
            "Type": "AWS::AppSync::GraphQLApi",
            "Arn": api.context.ref(api.name, function.trail),
            "ResourceId": api.id(function.trail),
        },
        "Destination": {"Type": "AWS::Lambda::Function", "Arn": function},
        "Permissions": ["Write"],
    }
    _connect(api, f"{api.name}ToLambdaAuthConnector{number}", ends, function.trail)


def _connect(api: Api, name: str, properties: dict[str, Any], trail: Trail) -> None:
    bare = api.source.changed(presence=PRESENT, attributes=Fields({}), depends_on=())
    connect(api.context, name, bare, fields_of(tree(properties, trail)))


def _logging(api: Api) -> dict[str, Any]:
    written = api.value("Logging")
    config = fields_of(written)
    role = config.value("CloudWatchLogsRoleArn")
    trail = written.trail or api.trail
    content: dict[str, Any] = {
        "FieldLogLevel": filled(config.value("FieldLogLevel"), Known("ALL", trail)),
        "CloudWatchLogsRoleArn": role,
    }
    if not nothing(config.value("ExcludeVerboseContent")):
        content["ExcludeVerboseContent"] = config.value("ExcludeVerboseContent")
    if nothing(role):
        content["CloudWatchLogsRoleArn"] = api.context.get_att(f"{api.name}CloudWatchRole", "Arn", trail)
        policy = fill(api.context, _PUSH_LOGS, {}, trail)
        api.add("CloudWatchRole", "IAM::Role", {**_trust(), "ManagedPolicyArns": [policy]}, trail)
    return content


def _trust() -> dict[str, Any]:
    statement = {"Effect": "Allow", "Action": ["sts:AssumeRole"], "Principal": {"Service": ["appsync.amazonaws.com"]}}
    return {"AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": [statement]}}


def _schema(api: Api) -> None:
    inline, place = api.value("SchemaInline"), api.value("SchemaUri")
    trail = (place if nothing(inline) else inline).trail
    content = {"ApiId": api.id(trail), "Definition": inline, "DefinitionS3Location": place}
    api.add("Schema", "AppSync::GraphQLSchema", content, trail)


def _keys(api: Api) -> None:
    written = fields_of(api.value("ApiKeys"))
    for name in written.names():
        key = fields_of(written.value(name))
        trail = _head(written, name, api)
        content = {
            "ApiId": api.id(trail),
            "ApiKeyId": key.value("ApiKeyId"),
            "Description": key.value("Description"),
            "Expires": key.value("ExpiresOn"),
        }
        api.add(name, "AppSync::ApiKey", content, trail)


def _head(fields: Fields, name: str, api: Api) -> Trail:
    key = fields.key(name)
    return (key,) if key else api.trail


def _cache(api: Api) -> None:
    written = api.value("Cache")
    config = fields_of(written)
    if config.names():
        content = {"ApiId": api.id(written.trail), **{name: config.value(name) for name in config.names()}}
        api.add("ApiCache", "AppSync::ApiCache", content, written.trail)


def _domain(api: Api) -> None:
    written = api.value("DomainName")
    config = fields_of(written)
    if config.names():
        content = {name: config.value(name) for name in ("CertificateArn", "DomainName", "Description")}
        api.add("DomainName", "AppSync::DomainName", content, written.trail)
        name = api.context.ref(f"{api.name}DomainName", written.trail)
        content = {"ApiId": api.id(written.trail), "DomainName": name}
        api.add("DomainNameApiAssociation", "AppSync::DomainNameApiAssociation", content, written.trail)


def _tables(api: Api) -> None:
    written = fields_of(fields_of(api.value("DataSources")).value("DynamoDb"))
    for name in written.names():
        own, trail = fields_of(written.value(name)), _head(written, name, api)
        region = filled(own.value("Region"), api.context.ref("AWS::Region", trail))
        config: dict[str, Any] = {"AwsRegion": region, "TableName": own.value("TableName")}
        for part, key in (("UseCallerCredentials",) * 2, ("Versioned",) * 2, ("DeltaSync", "DeltaSyncConfig")):
            if not nothing(own.value(part)):
                config[key] = own.value(part)
        holes = {"Region": region, "Table": own.value("TableName")}
        table = filled(own.value("TableArn"), fill(api.context, _TABLE, holes, trail))
        permissions = own.value("Permissions")
        access: Any = ["Read", "Write"] if nothing(permissions) else permissions
        target = {"Type": "AWS::DynamoDB::Table", "Arn": table}
        _source(api, name, "DynamoDB", own, trail, {"Type": "AMAZON_DYNAMODB", "DynamoDBConfig": config})
        _source_role(api, f"{name}DynamoDBDataSource", own, trail, "ToTableConnector", target, access)


def _lambdas(api: Api) -> None:
    written = fields_of(fields_of(api.value("DataSources")).value("Lambda"))
    for name in written.names():
        own, trail = fields_of(written.value(name)), _head(written, name, api)
        function = own.value("FunctionArn")
        content = {"Type": "AWS_LAMBDA", "LambdaConfig": {"LambdaFunctionArn": function}}
        target = {"Type": "AWS::Lambda::Function", "Arn": function}
        _source(api, name, "Lambda", own, trail, content)
        _source_role(api, f"{name}LambdaDataSource", own, trail, "ToLambdaConnector", target, ["Write"])


def _source(api: Api, name: str, kind: str, own: Fields, trail: Trail, more: dict[str, Any]) -> None:
    word = f"{name}{kind}DataSource"
    role = filled(own.value("ServiceRoleArn"), api.context.get_att(f"{api.name}{word}Role", "Arn", trail))
    content = {
        "ApiId": api.id(trail),
        "Name": filled(own.value("Name"), Known(name, trail)),
        "Description": own.value("Description"),
        "ServiceRoleArn": role,
        **more,
    }
    api.add(word, "AppSync::DataSource", content, trail)
    api.sources[name] = api.context.get_att(api.name + word, "Name", trail)


def _source_role(
    api: Api, word: str, own: Fields, trail: Trail, suffix: str, target: dict[str, Any], access: Any
) -> None:
    if not nothing(own.value("ServiceRoleArn")):
        return
    api.add(f"{word}Role", "IAM::Role", _trust(), trail)
    origin = {
        "Type": "AWS::AppSync::DataSource",
        "Arn": api.context.get_att(api.name + word, "DataSourceArn", trail),
        "RoleName": api.context.ref(f"{api.name}{word}Role", trail),
    }
    properties = {"Source": origin, "Destination": target, "Permissions": access}
    _connect(api, f"{api.name}{word}{suffix}", properties, trail)


def _functions(api: Api) -> None:
    written = fields_of(api.value("Functions"))
    for name in written.names():
        own, trail = fields_of(written.value(name)), _head(written, name, api)
        if not nothing(own.value("Id")):
            api.functions[name] = own.value("Id")
            continue
        content = {
            "ApiId": api.id(trail),
            "Name": filled(own.value("Name"), Known(name, trail)),
            "Code": own.value("InlineCode"),
            "CodeS3Location": own.value("CodeUri"),
            "DataSourceName": _data_source(api, own.value("DataSource")),
            "MaxBatchSize": own.value("MaxBatchSize"),
            "Description": own.value("Description"),
            "Runtime": _runtime(own),
            "SyncConfig": own.value("Sync"),
        }
        api.add(name, "AppSync::FunctionConfiguration", content, trail)
        api.functions[name] = api.context.get_att(api.name + name, "FunctionId", trail)


def _data_source(api: Api, written: Value) -> Value:
    name = certain(written)
    if not isinstance(name, str):
        return written
    if name.lower() != "none":
        return api.sources.get(name, written)
    word = "NoneDataSource"
    if api.context.prefix + api.name + word not in api.context.made:
        content = {"ApiId": api.id(written.trail), "Name": api.name + word, "Type": "NONE"}
        api.add(word, "AppSync::DataSource", content, written.trail)
    return api.context.get_att(api.name + word, "Name", written.trail)


def _runtime(own: Fields) -> dict[str, Any]:
    runtime = fields_of(own.value("Runtime"))
    return {"Name": runtime.value("Name"), "RuntimeVersion": runtime.value("Version")}


def _resolvers(api: Api) -> None:
    written = fields_of(api.value("Resolvers"))
    for kind in written.names():
        fields = fields_of(written.value(kind))
        for name in fields.names():
            own, trail = fields_of(fields.value(name)), _head(fields, name, api)
            coded = not nothing(own.value("InlineCode")) or not nothing(own.value("CodeUri"))
            steps = [api.functions.get(str(certain(step)), step) for step in items_of(own.value("Pipeline"))]
            content = {
                "ApiId": api.id(trail),
                "FieldName": filled(own.value("FieldName"), Known(name, trail)),
                "TypeName": kind,
                "Kind": "PIPELINE",
                "PipelineConfig": {"Functions": steps},
                "Code": own.value("InlineCode"),
                "CodeS3Location": own.value("CodeUri"),
                "Runtime": _runtime(own) if coded else {"Name": "APPSYNC_JS", "RuntimeVersion": "1.0.0"},
                "CachingConfig": own.value("Caching"),
                "MaxBatchSize": own.value("MaxBatchSize"),
            }
            api.add(kind + name, "AppSync::Resolver", content, trail, needs=[f"{api.name}Schema"])
