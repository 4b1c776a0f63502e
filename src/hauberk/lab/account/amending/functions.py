"""What moto lacks of Lambda: settings that it takes and forgets, and operations that it doesn't have.

Beside moto's functions stands what was said of each: dead letters, file systems, logging, and so on; function URLs,
which it has of unqualified functions and can't list; provisioned concurrency, recursion, management of runtimes, and
code signing. The statements of a policy, which it keeps for all qualifiers together, are told by qualifier.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from itertools import count
from typing import Any, NamedTuple, TypeAlias

from hauberk.lab.account.amending.exchange import Answer, Application, Request, answer, ask, missing
from hauberk.model.regex import regex

FORGOTTEN = (
    "CapacityProviderConfig",
    "DeadLetterConfig",
    "DurableConfig",
    "FileSystemConfigs",
    "LoggingConfig",
    "TenancyConfig",
)
"""Members of a function's configuration that moto takes and doesn't tell."""
_FIXED = ("EphemeralStorage", "KMSKeyArn", "TracingConfig")
"""Members that moto takes when a function is made, and doesn't change."""
_FUNCTIONS = "/2015-03-31/functions"
_OF_FUNCTION = regex(r"/[0-9-]+/functions/([^/]+)(?:/([a-z-]+))?/?")
_SIGNING = regex(r"/2020-04-22/code-signing-configs(?:/([^/]+))?(/functions)?/?")
_CREATED = "201 Created"
_DONE = "204 No Content"
_TIME = "2026-01-01T00:00:00.000+0000"


class _Beside(NamedTuple):
    """What is known of the functions of an account and region beyond what moto knows, by name and qualifier."""

    settings: dict[str, dict[str, Any]]
    urls: dict[tuple[str, str], dict[str, Any]]
    provisioned: dict[tuple[str, str], int]
    recursion: dict[str, str]
    runtimes: dict[tuple[str, str], dict[str, Any]]
    signing: dict[str, str]
    configs: dict[str, dict[str, Any]]


_Handle: TypeAlias = "Callable[[Request, _Beside, str, str], Answer]"


_CONDITIONS = {"FunctionUrlAuthType": "StringEquals", "InvokedViaFunctionUrl": "Bool"}
"""Parameters of AddPermission that become conditions, with their operators, and that moto leaves beside these."""


def _with_conditions(statement: dict[str, Any]) -> dict[str, Any]:
    condition = {operator: dict(tests) for operator, tests in statement.get("Condition", {}).items()}
    for name, operator in _CONDITIONS.items():
        if name in statement:
            value = statement.pop(name)
            told = str(value).lower() if isinstance(value, bool) else value
            condition.setdefault(operator, {})[f"lambda:{name}"] = told
    return {**statement, "Condition": condition} if condition else statement


class Functions:
    """The layer. Asked first for each request of Lambda; what it has nothing to say of is moto's."""

    def __init__(self, application: Application) -> None:
        self._application = application
        self._beside: dict[tuple[str, str], _Beside] = {}
        self._numbers = count(1)
        self._handles: Mapping[str, _Handle] = {
            "code-signing-config": self._code_signing,
            "policy": self._policy,
            "provisioned-concurrency": self._provisioned,
            "recursion-config": self._recursion,
            "runtime-management-config": self._runtime,
            "url": self._url,
            "urls": self._urls,
        }

    def forget(self) -> None:
        """Everything, as moto does when it is reset."""
        self._beside.clear()

    def answer(self, request: Request) -> Answer | None:
        """What there is to say; ``None`` where it is moto's business alone."""
        beside = self._beside.setdefault((request.account, request.region), _Beside({}, {}, {}, {}, {}, {}, {}))
        signing = _SIGNING.fullmatch(request.path)
        if signing is not None:
            return self._configs(request, beside, signing[1] or "", bool(signing[2]))
        if request.path.rstrip("/") == _FUNCTIONS:
            return self._all(request, beside)
        found = _OF_FUNCTION.fullmatch(request.path)
        if found is None:
            return None
        function, qualifier = _split(found[1])
        qualifier = request.query.get("Qualifier", qualifier)
        if found[2] in self._handles:
            return self._checked(request, self._handles[found[2]], beside, function, qualifier)
        if found[2] in (None, "configuration", "versions", "code"):
            return self._one(request, beside, function, found[2] or "")
        return None

    def _moto(self, request: Request, method: str = "", path: str = "", query: str = "") -> Answer:
        return ask(self._application, request.other(method, path, query) if method else request.environ)

    def _checked(self, request: Request, handle: _Handle, beside: _Beside, function: str, qualifier: str) -> Answer:
        """What is said of a function that there is."""
        there = self._moto(request, "GET", f"{_FUNCTIONS}/{function}")
        return handle(request, beside, function, qualifier) if there.ok else there

    def _all(self, request: Request, beside: _Beside) -> Answer:
        told = self._moto(request)
        if not told.ok:
            return told
        said = told.json()
        if request.method == "POST":
            name = said.get("FunctionName", "")
            self._keep(request, beside, name)
            if request.body.get("CodeSigningConfigArn"):
                beside.signing[name] = request.body["CodeSigningConfigArn"]
            return told.saying(_with(said, beside))
        for one in said.get("Functions", ()):
            one.update(beside.settings.get(one.get("FunctionName"), {}))
        return told.saying(said)

    def _one(self, request: Request, beside: _Beside, function: str, part: str) -> Answer:
        told = self._moto(request)
        if not told.ok:
            return told
        if request.method == "DELETE" and not part and not request.query.get("Qualifier"):
            _drop(beside, function)
            return told
        if request.method == "PUT" and part == "configuration":
            self._keep(request, beside, function)
        said = told.json()
        if "Configuration" in said:
            said["Configuration"] = _with(said["Configuration"], beside)
        for one in said.get("Versions", ()):
            one.update(beside.settings.get(function, {}))
        return told.saying(_with(said, beside) if "FunctionName" in said else said)

    def _keep(self, request: Request, beside: _Beside, function: str) -> None:
        kept = (*FORGOTTEN, *_FIXED) if request.method == "PUT" else FORGOTTEN
        said = {name: request.body[name] for name in kept if name in request.body}
        beside.settings.setdefault(function, {}).update(said)

    def _policy(self, request: Request, beside: _Beside, function: str, qualifier: str) -> Answer:
        """The statements of one qualifier: those whose resource is the function with it, or without one."""
        told = self._moto(request)
        if request.method != "GET" or not told.ok:
            return told
        said = told.json()
        policy = json.loads(said["Policy"])
        wanted = f":function:{function}{f':{qualifier}' if qualifier else ''}"
        own = (one for one in policy["Statement"] if str(one.get("Resource", "")).endswith(wanted))
        policy["Statement"] = [_with_conditions(one) for one in own]
        if not policy["Statement"]:
            return missing("The resource you requested does not exist.")
        return told.saying({**said, "Policy": json.dumps(policy)})

    def _url(self, request: Request, beside: _Beside, function: str, qualifier: str) -> Answer:
        place = function, qualifier
        match request.method:
            case "POST":
                config = {
                    "FunctionUrl": f"https://{next(self._numbers):032x}.lambda-url.{request.region}.on.aws/",
                    "FunctionArn": _arn(request, function, qualifier),
                    "CreationTime": _TIME,
                    "InvokeMode": "BUFFERED",
                    **_members(request.body, ("AuthType", "Cors", "InvokeMode")),
                }
                beside.urls[place] = config
                return answer(config, _CREATED)
            case "PUT" if place in beside.urls:
                beside.urls[place].update(_members(request.body, ("AuthType", "Cors", "InvokeMode")))
            case "DELETE" if place in beside.urls:
                del beside.urls[place]
                return answer(None, _DONE)
        if place not in beside.urls:
            return missing("The resource you requested does not exist.")
        return answer({**beside.urls[place], "LastModifiedTime": _TIME})

    def _urls(self, request: Request, beside: _Beside, function: str, qualifier: str) -> Answer:
        found = [config for (name, _), config in beside.urls.items() if name == function]
        return answer({"FunctionUrlConfigs": [{**one, "LastModifiedTime": _TIME} for one in found]})

    def _provisioned(self, request: Request, beside: _Beside, function: str, qualifier: str) -> Answer:
        place = function, qualifier
        if request.query.get("List"):
            found = [(at, wanted) for at, wanted in beside.provisioned.items() if at[0] == function]
            configs = [{"FunctionArn": _arn(request, *at), **_ready(wanted)} for at, wanted in found]
            return answer({"ProvisionedConcurrencyConfigs": configs})
        if request.method == "PUT":
            beside.provisioned[place] = int(request.body["ProvisionedConcurrentExecutions"])
            return answer(_ready(beside.provisioned[place]), "202 Accepted")
        if place not in beside.provisioned:
            return missing("No Provisioned Concurrency Config found", "ProvisionedConcurrencyConfigNotFoundException")
        if request.method == "DELETE":
            del beside.provisioned[place]
            return answer(None, _DONE)
        return answer(_ready(beside.provisioned[place]))

    def _recursion(self, request: Request, beside: _Beside, function: str, qualifier: str) -> Answer:
        if request.method == "PUT":
            beside.recursion[function] = request.body["RecursiveLoop"]
        return answer({"RecursiveLoop": beside.recursion.get(function, "Terminate")})

    def _runtime(self, request: Request, beside: _Beside, function: str, qualifier: str) -> Answer:
        place = function, qualifier
        if request.method == "PUT":
            beside.runtimes[place] = _members(request.body, ("UpdateRuntimeOn", "RuntimeVersionArn"))
        found = beside.runtimes.get(place, {"UpdateRuntimeOn": "Auto"})
        return answer({**found, "FunctionArn": _arn(request, function, qualifier)})

    def _code_signing(self, request: Request, beside: _Beside, function: str, qualifier: str) -> Answer:
        if request.method == "DELETE":
            beside.signing.pop(function, None)
            return answer(None, _DONE)
        if request.method == "PUT":
            beside.signing[function] = request.body["CodeSigningConfigArn"]
        said = {"FunctionName": function}
        return answer({**said, **({"CodeSigningConfigArn": one} if (one := beside.signing.get(function)) else {})})

    def _configs(self, request: Request, beside: _Beside, arn: str, functions: bool) -> Answer:
        match request.method, bool(arn), functions:
            case "POST", False, _:
                id_ = f"csc-{next(self._numbers):017x}"
                arn = f"arn:aws:lambda:{request.region}:{request.account}:code-signing-config:{id_}"
                policies = request.body.get("CodeSigningPolicies") or {"UntrustedArtifactOnDeployment": "Warn"}
                beside.configs[arn] = {
                    "CodeSigningConfigId": id_,
                    "CodeSigningConfigArn": arn,
                    "LastModified": _TIME,
                    **_members(request.body, ("Description", "AllowedPublishers")),
                    "CodeSigningPolicies": policies,
                }
                return answer({"CodeSigningConfig": beside.configs[arn]}, _CREATED)
            case "GET", False, _:
                return answer({"CodeSigningConfigs": list(beside.configs.values())})
        if arn not in beside.configs:
            return missing(f"The code signing configuration {arn} does not exist.")
        if functions:
            found = [_arn(request, name, "") for name, config in beside.signing.items() if config == arn]
            return answer({"FunctionArns": found})
        if request.method == "DELETE":
            del beside.configs[arn]
            return answer(None, _DONE)
        return answer({"CodeSigningConfig": beside.configs[arn]})


def _split(function: str) -> tuple[str, str]:
    """The name of a function that may be named by its ARN, and the qualifier behind it."""
    parts = function.split(":")
    parts = parts[parts.index("function") + 1 :] if "function" in parts else parts
    return parts[0], parts[1] if len(parts) > 1 else ""


def _arn(request: Request, function: str, qualifier: str) -> str:
    base = f"arn:aws:lambda:{request.region}:{request.account}:function:{function}"
    return f"{base}:{qualifier}" if qualifier else base


def _with(configuration: Mapping[str, Any], beside: _Beside) -> dict[str, Any]:
    return {**configuration, **beside.settings.get(configuration.get("FunctionName", ""), {})}


def _members(body: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: body[name] for name in names if name in body}


def _ready(wanted: int) -> dict[str, Any]:
    names = ("Requested", "Available", "Allocated")
    return {
        **{f"{name}ProvisionedConcurrentExecutions": wanted for name in names},
        "Status": "READY",
        "LastModified": _TIME,
    }


def _drop(beside: _Beside, function: str) -> None:
    """What was said of a function that is gone."""
    for by_name in (beside.settings, beside.recursion, beside.signing):
        by_name.pop(function, None)
    for by_place in (beside.urls, beside.provisioned, beside.runtimes):
        for place in list(_places(by_place, function)):
            del by_place[place]


def _places(by_place: Mapping[tuple[str, str], Any], function: str) -> Iterator[tuple[str, str]]:
    return (place for place in by_place if place[0] == function)
