"""The methods of a REST API, as they are configured and as they are live."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from hauberk.sources.account.calls import Answer, Answers, Data, Unread
from hauberk.sources.account.made import Made
from hauberk.sources.account.services.gateways import capital_only
from hauberk.sources.account.services.shaping import every, given, listed, mapped, only, text

METHOD = "AWS::ApiGateway::Method"
SUMMARY = ("apisummary",)
"""What a deployment is asked to tell."""
Live = Mapping[tuple[str, str], Mapping[str, Any]]
"""What methods ask of their callers, by path and verb."""


def methods_of(content: Any) -> Iterator[tuple[Mapping[str, Any], str, Mapping[str, Any]]]:
    """The methods of an API, each with its resource and its verb."""
    for one in listed(content, "items"):
        for verb, method in mapped(one, "resourceMethods"):
            if text(one, "id"):
                yield one, verb, method


def path_part(one: Mapping[str, Any], api: Mapping[str, Any], arn: str) -> Made:
    """A part of a path. ``one`` is as AWS tells of it, ``api`` its API, ``arn`` that one's ARN."""
    id_, parent = text(one, "id"), text(one, "parentId")
    properties = given({"RestApiId": text(api, "id"), "ParentId": parent, "PathPart": one.get("pathPart")})
    links = {"RestApiId": arn, "ParentId": _resource_id(parent, api, arn)}
    path = text(one, "path") or id_
    name = f"{path} of {text(api, 'name')}"
    return Made("AWS::ApiGateway::Resource", f"{arn}/resources/{id_}", name, properties, returns={"": id_}, links=links)


def _resource_id(id_: str, api: Mapping[str, Any], arn: str) -> str:
    """What a resource's id links to: the root is an attribute of its API, as in a template."""
    return f"{arn}#RootResourceId" if id_ == text(api, "rootResourceId") else f"{arn}/resources/{id_}"


_OF_METHOD = (
    "ApiKeyRequired",
    "AuthorizationScopes",
    "AuthorizationType",
    "AuthorizerId",
    "HttpMethod",
    "OperationName",
    "RequestModels",
    "RequestParameters",
    "RequestValidatorId",
)
_OF_INTEGRATION = (
    "CacheKeyParameters",
    "CacheNamespace",
    "ConnectionId",
    "ConnectionType",
    "ContentHandling",
    "Credentials",
    "IntegrationTarget",
    "PassthroughBehavior",
    "RequestParameters",
    "RequestTemplates",
    "ResponseTransferMode",
    "TimeoutInMillis",
    "Type",
    "Uri",
)


def as_configured(
    method: Mapping[str, Any],
    verb: str,
    one: Mapping[str, Any],
    api: Mapping[str, Any],
    arn: str,
    validators: Answer,
) -> Made:
    """A method of a resource as it is configured. ``validators`` is what AWS answered about those of its API."""
    resource = f"{arn}/resources/{text(one, 'id')}"
    integration = method.get("methodIntegration")
    properties = given(
        {
            "RestApiId": text(api, "id"),
            "ResourceId": text(one, "id"),
            "HttpMethod": verb,
            **capital_only(method, _OF_METHOD),
            "MethodResponses": every(method, "methodResponses", _response),
            "Integration": _integration(integration),
        }
    )
    if text(method, "requestValidatorId") and isinstance(validators, Unread) and validators.code != "not-asked":
        properties["RequestValidatorId"] = validators  # what it checks isn't known
    links = {"RestApiId": arn, "ResourceId": _resource_id(text(one, "id"), api, arn)}
    if authorizer := text(method, "authorizerId"):
        links["AuthorizerId"] = f"{arn}/authorizers/{authorizer}"
    if validator := text(method, "requestValidatorId"):
        links["RequestValidatorId"] = f"{arn}/requestvalidators/{validator}"
    tls = integration.get("tlsConfig") if isinstance(integration, Mapping) else None
    name = f"{verb} {text(one, 'path')} of {text(api, 'name')}"
    skips = isinstance(tls, Mapping) and tls.get("insecureSkipVerification") not in (None, False)
    more = {"InsecureSkipVerification": skips} if isinstance(integration, Mapping) else {}
    return Made(METHOD, f"{resource}/methods/{verb}", name, properties, links=links, account=more)


def _integration(one: Any) -> dict[str, Any]:
    if not isinstance(one, Mapping):
        return {}
    return given(
        {
            "IntegrationHttpMethod": one.get("httpMethod"),
            **capital_only(one, _OF_INTEGRATION),
            "IntegrationResponses": every(one, "integrationResponses", _response),
        }
    )


def _response(status: str, one: Mapping[str, Any]) -> dict[str, Any]:
    names = ("ContentHandling", "ResponseModels", "ResponseParameters", "ResponseTemplates", "SelectionPattern")
    return {"StatusCode": status, **capital_only(one, names)}


def live_of(stages: Answer, deployments: Iterable[Mapping[str, Any]], answers: Answers) -> Live | Unread:
    """Who may call the methods of an API as they are live, by the deployments that its stages run. Of several that
    differ, the one that asks for least counts."""
    if isinstance(stages, Unread) and stages.code != "not-asked":
        return stages
    found: dict[tuple[str, str], Mapping[str, Any]] = {}
    for arguments in deployments:
        match answers.of("apigateway", "GetDeployment", embed=SUMMARY, **arguments):
            case Data(content):
                for path, _ in mapped(content, "apiSummary"):
                    for verb, method in mapped(content["apiSummary"], path):
                        known = found.get((path, verb))
                        if known is None or _asks(method) < _asks(known):
                            found[path, verb] = method
            case Unread() as unread if unread.code != "not-asked":
                return unread
    return found


def _asks(method: Mapping[str, Any]) -> tuple[bool, bool]:
    """How much a method asks of its callers: the more, the greater."""
    return method.get("authorizationType") != "NONE", method.get("apiKeyRequired") is True


def as_live(made: Made, live: Mapping[str, Any] | Unread | None) -> Made:
    """A method with what it asks of callers where it is live; that it isn't live anywhere takes nothing away."""
    if isinstance(live, Unread):
        return made._replace(properties={**made.properties, "AuthorizationType": live, "ApiKeyRequired": live})
    own = capital_only(live, ("AuthorizationType", "ApiKeyRequired"))
    configured = only(made.properties, *own)
    if own == configured:
        return made
    properties = {**made.properties, **own}
    if own.get("AuthorizationType") == "NONE":
        properties.pop("AuthorizerId", None)
    return made._replace(properties=properties, account={**made.account, "Configured": configured})
