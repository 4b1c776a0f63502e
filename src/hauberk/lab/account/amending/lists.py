"""What moto makes and doesn't list: authorizers of HTTP APIs, what a web ACL guards, roles of identity pools, and the
settings of Lambda for an account."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, TypeAlias

from hauberk.lab.account.amending.exchange import Answer, Application, Request, answer, ask
from hauberk.model.regex import regex

_AUTHORIZERS = regex(r"/v2/apis/([^/]+)/authorizers(?:/([^/]+))?")
_SETTINGS = regex(r"/2016-08-19/account-settings/?")
_FUNCTIONS = "/2015-03-31/functions/"
_CONCURRENT = 1000
"""Executions at once that an account has by default (Lambda developer guide, "Lambda quotas", 2026-11)."""


class _Kept(NamedTuple):
    """What was made in an account and region, in the order of making."""

    authorizers: dict[str, list[str]]
    guarded: dict[str, str]
    roles: dict[str, dict[str, Any]]


_Handle: TypeAlias = "Callable[[Request, _Kept], Answer | None]"


class Lists:
    """The layer. Asked first for each request of these services; what it has nothing to say of is moto's."""

    def __init__(self, application: Application) -> None:
        self._application = application
        self._kept: dict[tuple[str, str], _Kept] = {}
        self._targets: Mapping[str, _Handle] = {
            "AWSCognitoIdentityService.GetIdentityPoolRoles": self._roles,
            "AWSCognitoIdentityService.SetIdentityPoolRoles": self._roles_set,
            "AWSWAF_20190729.AssociateWebACL": self._guard,
            "AWSWAF_20190729.DisassociateWebACL": self._guard,
            "AWSWAF_20190729.ListResourcesForWebACL": self._guarded,
        }

    def forget(self) -> None:
        """Everything, as moto does when it is reset."""
        self._kept.clear()

    def answer(self, request: Request) -> Answer | None:
        """What there is to say; ``None`` where it is moto's business alone."""
        kept = self._kept.setdefault((request.account, request.region), _Kept({}, {}, {}))
        target = self._targets.get(request.environ.get("HTTP_X_AMZ_TARGET", ""))
        if target is not None:
            return target(request, kept)
        if request.service == "lambda" and _SETTINGS.fullmatch(request.path):
            return self._settings(request)
        found = _AUTHORIZERS.fullmatch(request.path)
        return self._authorizers(request, kept, found[1], found[2] or "") if found is not None else None

    def _authorizers(self, request: Request, kept: _Kept, api: str, id_: str) -> Answer | None:
        ids = kept.authorizers.setdefault(api, [])
        if request.method == "GET" and not id_:
            told = [ask(self._application, request.other("GET", f"{request.path}/{one}")) for one in ids]
            return answer({"items": [one.json() for one in told if one.ok]})
        if request.method == "POST" and not id_:
            made = ask(self._application, request.environ)
            if made.ok:
                ids.append(made.json()["authorizerId"])
            return made
        return None

    def _guard(self, request: Request, kept: _Kept) -> Answer:
        done = ask(self._application, request.environ)
        resource = request.body.get("ResourceArn", "")
        if done.ok:
            kept.guarded.pop(resource, None)
            if "WebACLArn" in request.body:
                kept.guarded[resource] = request.body["WebACLArn"]
        return done

    def _guarded(self, request: Request, kept: _Kept) -> Answer:
        """Load balancers unless another type is asked for, as the API has it."""
        wanted = request.body.get("ResourceType", "APPLICATION_LOAD_BALANCER")
        found = [
            resource
            for resource, acl in kept.guarded.items()
            if acl == request.body.get("WebACLArn") and f":{_SERVICES.get(wanted, '?')}:" in resource
        ]
        return answer({"ResourceArns": found})

    def _roles_set(self, request: Request, kept: _Kept) -> Answer:
        kept.roles[request.body["IdentityPoolId"]] = request.body
        return answer(None)

    def _roles(self, request: Request, kept: _Kept) -> Answer:
        pool = request.body["IdentityPoolId"]
        return answer(kept.roles.get(pool, {"IdentityPoolId": pool}))

    def _settings(self, request: Request) -> Answer:
        functions = ask(self._application, request.other("GET", _FUNCTIONS)).json().get("Functions", [])
        limits = {
            "CodeSizeUnzipped": 262_144_000,
            "CodeSizeZipped": 52_428_800,
            "ConcurrentExecutions": _CONCURRENT,
            "TotalCodeSize": 80_530_636_800,
            "UnreservedConcurrentExecutions": _CONCURRENT,
        }
        size = sum(one.get("CodeSize", 0) for one in functions)
        return answer(
            {"AccountLimit": limits, "AccountUsage": {"FunctionCount": len(functions), "TotalCodeSize": size}}
        )


_SERVICES = {
    "API_GATEWAY": "apigateway",
    "APPLICATION_LOAD_BALANCER": "elasticloadbalancing",
    "APPSYNC": "appsync",
    "COGNITO_USER_POOL": "cognito-idp",
}
"""The service in the ARNs of what a web ACL may guard, by the API's word for it."""
