"""API Gateway's REST APIs."""

from collections.abc import Mapping
from typing import Any

from hauberk.lab.account.provisioning.making import Making
from hauberk.lab.account.provisioning.mapping import text
from hauberk.lab.account.provisioning.openapi import Authorizer, Document, Operation
from hauberk.lab.account.provisioning.recipe import Read, Recipe, Step

_API = {"restApiId": "${RestApiId}"}
_AUTHORIZER_TYPES = {"token": "TOKEN", "request": "REQUEST", "cognito_user_pools": "COGNITO_USER_POOLS"}


def _api(making: Making) -> None:
    """The API as its properties have it, and what its document adds."""
    properties = making.properties
    body = properties.get("Body")
    document = Document(body) if isinstance(body, dict) else None
    own = {name: value for name, value in properties.items() if name not in _APART}
    own.setdefault("Name", (document.title if document else "") or making.made_up_name())
    if document is not None:
        own.setdefault("Policy", document.extension("policy"))
        own.setdefault("BinaryMediaTypes", document.extension("binary-media-types"))
        own.setdefault("ApiKeySourceType", document.extension("api-key-source"))
        own.setdefault("DisableExecuteApiEndpoint", document.disables_endpoint)
    own = {name: value for name, value in own.items() if value is not None}
    sent = making.fit("create_rest_api", own, {"ApiKeySourceType": "apiKeySource"})
    making.answer = making.call("create_rest_api", **sent)
    making.ref = making.answer["id"]
    making.arn = f"arn:aws:apigateway:{making.account.region}::/restapis/{making.ref}"
    making.compare(sent, making.call("get_rest_api", restApiId=making.ref))
    root = making.call("get_resources", restApiId=making.ref)["items"][0]["id"]
    making.attributes.update(RootResourceId=root, RestApiId=making.ref)
    if document is not None:
        _Body(making, document, root).make()


_NOT_TOLD = ("restApiId", "resourceId", "httpMethod", "integrationHttpMethod")
_APART = ("Body", "BodyS3Location", "Mode", "FailOnWarnings", "Parameters")


class _Body:
    """What an OpenAPI document says, as the calls that make it."""

    def __init__(self, making: Making, document: Document, root: str) -> None:
        self._making = making
        self._document = document
        self._paths = {"/": root}
        self._validators: dict[str, str] = {}
        self._authorizers: dict[str, str] = {}
        self._models: set[str] = set()

    def make(self) -> None:
        document, api = self._document, self._making.ref
        for name, schema in document.models():
            self._making.tried(
                f"Body.{name}",
                "create_model",
                restApiId=api,
                name=name,
                schema=text(schema),
                contentType="application/json",
            )
        for name, rules in document.validators():
            made = self._making.tried(
                f"Body.{name}",
                "create_request_validator",
                restApiId=api,
                name=name,
                validateRequestBody=bool(rules.get("validateRequestBody")),
                validateRequestParameters=bool(rules.get("validateRequestParameters")),
            )
            self._validators[name] = made.get("id", "")
        for authorizer in document.authorizers():
            self._authorizer(authorizer)
        for operation in document.operations():
            self._method(operation)

    def _authorizer(self, one: Authorizer) -> None:
        settings = one.settings
        made = self._making.tried(
            f"Body.{one.name}",
            "create_authorizer",
            restApiId=self._making.ref,
            name=one.name,
            type=_AUTHORIZER_TYPES.get(str(settings.get("type")).lower(), "REQUEST"),
            providerARNs=settings.get("providerARNs"),
            authorizerUri=settings.get("authorizerUri"),
            authorizerCredentials=settings.get("authorizerCredentials"),
            identitySource=settings.get("identitySource") or one.header,
            identityValidationExpression=settings.get("identityValidationExpression"),
            authorizerResultTtlInSeconds=_whole(settings.get("authorizerResultTtlInSeconds")),
        )
        self._authorizers[one.name] = made.get("id", "")

    def _method(self, operation: Operation) -> None:
        making, api = self._making, self._making.ref
        resource = self._path(operation.path)
        where = {"restApiId": api, "resourceId": resource, "httpMethod": operation.method}
        place = f"Body.paths.{operation.path}.{operation.method}"
        kind, authorizer, scopes = self._authorization(operation)
        sent = making.fit("put_method", {
            **where,
            "authorizationType": kind,
            **({"authorizerId": authorizer} if authorizer else {}),
            **({"authorizationScopes": scopes} if scopes else {}),
            "apiKeyRequired": operation.needs_key,
            **({"requestParameters": operation.parameters} if operation.parameters else {}),
            **({"requestModels": operation.models} if operation.models else {}),
            **({"requestValidatorId": self._validators[operation.validator]}
               if self._validators.get(operation.validator) else {}),
        })  # fmt: skip
        if not making.tried(place, "put_method", **sent):
            return
        told = making.tried(place, "get_method", **where)
        making.compare({place: {name: value for name, value in sent.items() if name not in where}}, {place: told})
        integration = operation.integration
        if integration:
            values = {name: value for name, value in integration.items() if name not in ("responses", "connectionId")}
            values["integrationHttpMethod"] = values.pop("httpMethod", None)
            values["type"] = str(values.get("type", "")).upper()
            values = {name: value for name, value in values.items() if value is not None}
            made = making.fit("put_integration", {**values, **where})
            if making.tried(place, "put_integration", **made):
                told = making.tried(place, "get_integration", **where)
                making.compare(
                    {place: {name: one for name, one in made.items() if name not in _NOT_TOLD}}, {place: told}
                )
                self._answers(place, where, integration.get("responses"))
            else:  # without one, the API couldn't be deployed
                making.tried(place, "put_integration", type="MOCK", **where)

    def _answers(self, place: str, where: Mapping[str, str], responses: Any) -> None:
        """What an integration's answers become, by the pattern that chooses among them."""
        for pattern, said in responses.items() if isinstance(responses, Mapping) else ():
            answer = said if isinstance(said, Mapping) else {}
            own = {name: value for name, value in answer.items() if name != "statusCode"}
            made = self._making.fit("put_integration_response", {**own, **where})
            made["statusCode"] = str(answer.get("statusCode", "200"))
            if pattern != "default":
                made["selectionPattern"] = str(pattern)
            self._making.tried(place, "put_integration_response", **made)

    def _authorization(self, operation: Operation) -> tuple[str, str, list[str]]:
        for name, scopes in operation.security:
            if name in self._authorizers:
                kind = self._document.authorizer(name)
                cognito = str(kind.get("type")).lower() == "cognito_user_pools"
                return ("COGNITO_USER_POOLS" if cognito else "CUSTOM"), self._authorizers[name], scopes
            if self._document.is_sigv4(name):
                return "AWS_IAM", "", []
        return operation.kind or "NONE", "", []

    def _path(self, path: str) -> str:
        """The resource of a path, made with those above it."""
        at, parent = "", self._paths["/"]
        for part in filter(None, path.split("/")):
            at = f"{at}/{part}"
            if at not in self._paths:
                made = self._making.call("create_resource", restApiId=self._making.ref, parentId=parent, pathPart=part)
                self._paths[at] = made["id"]
            parent = self._paths[at]
        return parent


def _method(making: Making) -> None:
    properties = making.properties
    where = {
        "restApiId": properties["RestApiId"],
        "resourceId": properties["ResourceId"],
        "httpMethod": properties["HttpMethod"],
    }
    own = {name: value for name, value in properties.items() if name not in ("Integration", "MethodResponses")}
    sent = making.fit("put_method", {"AuthorizationType": "NONE", **own})
    making.call("put_method", **sent)
    making.ref = making.made_up_name()
    making.compare(
        {name: value for name, value in sent.items() if name not in where}, making.call("get_method", **where)
    )
    integration = properties.get("Integration")
    if integration:
        values = {name: value for name, value in integration.items() if name != "IntegrationResponses"}
        made = making.fit("put_integration", {**values, **where}, _INTEGRATION)
        making.tried("Integration", "put_integration", **made)
    for response in properties.get("MethodResponses") or ():
        made = making.fit("put_method_response", {**response, **where})
        making.tried("MethodResponses", "put_method_response", **made)
    for response in (integration or {}).get("IntegrationResponses") or ():
        made = making.fit("put_integration_response", {**response, **where})
        making.tried("Integration.IntegrationResponses", "put_integration_response", **made)


_INTEGRATION = {"IntegrationHttpMethod": "integrationHttpMethod", "IntegrationUri": "uri"}


def _stage(making: Making) -> None:
    """A stage with the settings of its methods, which are patches."""
    properties = making.properties
    sent = making.fit(
        "create_stage",
        {name: value for name, value in properties.items() if name not in _PATCHED},
    )
    making.answer = making.call("create_stage", **sent)
    making.ref = str(properties["StageName"])
    api = properties["RestApiId"]
    making.arn = f"arn:aws:apigateway:{making.account.region}::/restapis/{api}/stages/{making.ref}"
    patches = list(_patches(properties))
    if patches:
        making.tried("MethodSettings", "update_stage", restApiId=api, stageName=making.ref, patchOperations=patches)
    told = making.call("get_stage", restApiId=api, stageName=making.ref)
    making.compare({name: value for name, value in sent.items() if name != "restApiId"}, told)
    making.compare(
        {"AccessLogSetting": properties.get("AccessLogSetting") or {}},
        {"AccessLogSetting": told.get("accessLogSettings")},
    )
    for setting in properties.get("MethodSettings") or ():
        making.compare(
            {"MethodSettings": {_method_key(setting): _told_as(setting)}},
            {"MethodSettings": told.get("methodSettings")},
        )


_PATCHED = ("MethodSettings", "AccessLogSetting")
_SETTINGS = {
    "LoggingLevel": "logging/loglevel",
    "DataTraceEnabled": "logging/dataTrace",
    "MetricsEnabled": "metrics/enabled",
    "ThrottlingBurstLimit": "throttling/burstLimit",
    "ThrottlingRateLimit": "throttling/rateLimit",
    "CachingEnabled": "caching/enabled",
    "CacheTtlInSeconds": "caching/ttlInSeconds",
    "CacheDataEncrypted": "caching/dataEncrypted",
}
"""Settings of methods, and their places in a patch (API Gateway's patch operations, 2026-11)."""


def _patches(properties: Mapping[str, Any]) -> list[dict[str, str]]:
    found = []
    for setting in properties.get("MethodSettings") or ():
        for name, path in _SETTINGS.items():
            if name in setting:
                at = f"/{_method_key(setting)}/{path}"
                found.append({"op": "replace", "path": at, "value": text(setting[name])})
    log = properties.get("AccessLogSetting") or {}
    for name, path in (("DestinationArn", "destinationArn"), ("Format", "format")):
        if log.get(name):
            found.append({"op": "replace", "path": f"/accessLogSettings/{path}", "value": text(log[name])})
    return found


def _method_key(setting: Mapping[str, Any]) -> str:
    """How a patch names a method: its path with ``~1`` for each slash, and the verb."""
    path = str(setting.get("ResourcePath", "/*")).lstrip("/") or "~1"
    return f"{path.replace('/', '~1')}/{setting.get('HttpMethod', '*')}"


def _told_as(setting: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in setting.items() if name in _SETTINGS}


def _deployment(making: Making) -> None:
    """A deployment, and the stage that it makes if it names one."""
    properties = making.properties
    values = {name: value for name, value in properties.items() if name in ("RestApiId", "StageName", "Description")}
    making.answer = making.call("create_deployment", **making.fit("create_deployment", values))


def _plan(making: Making) -> None:
    properties = {"UsagePlanName": making.made_up_name(), **making.properties}
    sent = making.fit("create_usage_plan", properties, {"UsagePlanName": "name"})
    making.answer = making.call("create_usage_plan", **sent)
    making.compare(sent, making.call("get_usage_plan", usagePlanId=making.answer["id"]))


def _whole(value: Any) -> int | None:
    return None if value is None else int(value)


RECIPES = {
    "AWS::ApiGateway::RestApi": Recipe("apigateway", _api, "${Ref}"),
    "AWS::ApiGateway::Resource": Recipe(
        "apigateway",
        Step("create_resource"),
        "${.id}",
        attributes={"ResourceId": "${.id}"},
        reads=(Read("get_resource", {**_API, "resourceId": "${.id}"}, renamed={"restApiId": ""}),),
    ),
    "AWS::ApiGateway::Method": Recipe("apigateway", _method, "${Ref}"),
    "AWS::ApiGateway::Deployment": Recipe("apigateway", _deployment, "${.id}", attributes={"DeploymentId": "${.id}"}),
    "AWS::ApiGateway::Stage": Recipe("apigateway", _stage, "${Ref}"),
    "AWS::ApiGateway::Authorizer": Recipe(
        "apigateway",
        Step("create_authorizer"),
        "${.id}",
        named="Name",
        attributes={"AuthorizerId": "${.id}"},
        reads=(Read("get_authorizer", {**_API, "authorizerId": "${.id}"}, renamed={"restApiId": ""}),),
    ),
    "AWS::ApiGateway::RequestValidator": Recipe(
        "apigateway",
        Step("create_request_validator"),
        "${.id}",
        named="Name",
        attributes={"RequestValidatorId": "${.id}"},
        reads=(Read("get_request_validator", {**_API, "requestValidatorId": "${.id}"}, renamed={"restApiId": ""}),),
    ),
    "AWS::ApiGateway::Model": Recipe(
        "apigateway",
        Step("create_model"),
        "${Name}",
        named="Name",
        name="${Id}",
        reads=(Read("get_model", {**_API, "modelName": "${Name}"}, renamed={"restApiId": ""}),),
    ),
    "AWS::ApiGateway::GatewayResponse": Recipe(
        "apigateway",
        Step("put_gateway_response"),
        "${ResponseType}",
        reads=(Read("get_gateway_response", {**_API, "responseType": "${ResponseType}"}, renamed={"restApiId": ""}),),
    ),
    "AWS::ApiGateway::ApiKey": Recipe(
        "apigateway",
        Step("create_api_key"),
        "${.id}",
        named="Name",
        attributes={"APIKeyId": "${.id}"},
        reads=(Read("get_api_key", {"apiKey": "${.id}"}, renamed={"stageKeys": ""}),),
        hidden=frozenset(("value",)),
    ),
    "AWS::ApiGateway::UsagePlan": Recipe("apigateway", _plan, "${.id}", attributes={"Id": "${.id}"}),
    "AWS::ApiGateway::UsagePlanKey": Recipe(
        "apigateway",
        Step("create_usage_plan_key"),
        "${.id}",
        reads=(
            Read(
                "get_usage_plan_key",
                {"usagePlanId": "${UsagePlanId}", "keyId": "${KeyId}"},
                renamed={"usagePlanId": "", "keyId": "id", "keyType": "type"},
            ),
        ),
    ),
    "AWS::ApiGateway::Account": Recipe("apigateway", lambda making: _account(making), "${Ref}"),
    "AWS::ApiGateway::ClientCertificate": Recipe(
        "apigateway", Step("generate_client_certificate"), "${.clientCertificateId}"
    ),
    "AWS::ApiGateway::DomainName": Recipe(
        "apigateway",
        Step("create_domain_name"),
        "${DomainName}",
        attributes={
            "RegionalDomainName": "${.regionalDomainName}",
            "RegionalHostedZoneId": "${.regionalHostedZoneId}",
            "DistributionDomainName": "${.distributionDomainName}",
        },
        reads=(Read("get_domain_name", {"domainName": "${DomainName}"}),),
    ),
    "AWS::ApiGateway::BasePathMapping": Recipe(
        "apigateway",
        Step("create_base_path_mapping"),
        "${DomainName}",
        reads=(
            Read(
                "get_base_path_mapping",
                {"domainName": "${DomainName}", "basePath": "${BasePath|(none)}"},
                renamed={"domainName": ""},
            ),
        ),
    ),
    "AWS::ApiGateway::VpcLink": Recipe(
        "apigateway",
        Step("create_vpc_link"),
        "${.id}",
        named="Name",
        reads=(Read("get_vpc_link", {"vpcLinkId": "${Ref}"}),),
    ),
}


def _account(making: Making) -> None:
    making.ref = making.made_up_name()
    role = making.properties.get("CloudWatchRoleArn")
    if role:
        patch = [{"op": "replace", "path": "/cloudwatchRoleArn", "value": role}]
        making.call("update_account", patchOperations=patch)
        making.compare({"CloudWatchRoleArn": role}, making.call("get_account"))
