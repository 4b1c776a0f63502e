"""What the emulator lacks of Lambda, as a thin layer over it, in the process of the embedded account.

moto 5.2 forgets a function's dead-letter, logging and file-system configuration, and has no calls for lists of URLs,
runtime management, recursion, and code signing. Paths and members are those of the Lambda API Reference (2026-11).
"""

import json
import re
import uuid
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple
from urllib.parse import unquote

from hauberk.lab.account.account import ACCOUNT_ID

FORGOTTEN = ("DeadLetterConfig", "LoggingConfig", "FileSystemConfigs")
"""Members of a function's configuration that the emulator takes and doesn't tell."""
CHANGED = {"KMSKeyArn": "kms_key_arn", "TracingConfig": "tracing_config"}
"""Members that it tells and doesn't change."""
_SCOPE = re.compile(r"Credential=[^/]+/\d+/([a-z0-9-]+)/lambda/aws4_request")
_KEPT = "_hauberk"
_configs: dict[tuple[str, str], dict[str, dict[str, Any]]] = {}
"""Code signing configurations by account and region, and then by ARN."""


class Request(NamedTuple):
    """A call: whose, where, of which function or thing, and with what."""

    account: str
    region: str
    name: str
    body: dict[str, Any]


class NotFoundError(Exception):
    """There is no such function or configuration."""


def beyond(application: Any) -> Any:
    """A WSGI application that answers the calls that the emulator lacks, and passes on the others."""
    aware: list[bool] = []

    def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        scope = _SCOPE.search(environ.get("HTTP_AUTHORIZATION", ""))
        if scope is not None and not aware:
            aware.append(True)
            _remember()
        method, path = environ["REQUEST_METHOD"], environ.get("PATH_INFO", "")
        for wanted, pattern, handle in _ROUTES if scope is not None else ():
            found = pattern.fullmatch(path)
            if scope is not None and found is not None and method == wanted:
                account = environ.get("HTTP_X_MOTO_ACCOUNT_ID", ACCOUNT_ID)
                return _answered(
                    Request(account, scope[1], unquote(found[1] or ""), _body(environ)), handle, start_response
                )
        passed: Iterable[bytes] = application(environ, start_response)
        return passed

    return answer


def _body(environ: dict[str, Any]) -> dict[str, Any]:
    length = int(environ.get("CONTENT_LENGTH") or 0)
    found: dict[str, Any] = json.loads(environ["wsgi.input"].read(length) or b"{}") if length else {}
    return found


def _answered(request: Request, handle: Callable[[Request], dict[str, Any]], start_response: Any) -> Iterable[bytes]:
    headers = [("Content-Type", "application/json")]
    try:
        content = handle(request)
        status = "200 OK"
    except NotFoundError:
        content, status = {"Type": "User", "Message": "not found"}, "404 Not Found"
        headers.append(("x-amzn-ErrorType", "ResourceNotFoundException"))
    data = json.dumps(content).encode()
    start_response(status, [*headers, ("Content-Length", str(len(data)))])
    return [data]


def _remember() -> None:
    """Has the emulator keep and tell what it forgets."""
    from moto.awslambda.models import LambdaFunction

    make, tell, change = LambdaFunction.__init__, LambdaFunction.get_configuration, LambdaFunction.update_configuration

    def made(function: Any, account_id: str, spec: dict[str, Any], *args: Any, **options: Any) -> None:
        make(function, account_id, spec, *args, **options)
        setattr(function, _KEPT, {name: spec[name] for name in FORGOTTEN if spec.get(name)})

    def told(function: Any, *args: Any, **options: Any) -> dict[str, Any]:
        kept = getattr(function, _KEPT, {})
        return {**tell(function, *args, **options), **{name: kept[name] for name in FORGOTTEN if name in kept}}

    def changed(function: Any, updates: dict[str, Any]) -> Any:
        function.__dict__.setdefault(_KEPT, {}).update({n: updates[n] for n in FORGOTTEN if n in updates})
        for name, attribute in CHANGED.items():
            if name in updates:
                setattr(function, attribute, updates[name])
        return change(function, updates)

    for old, new in ((make, made), (tell, told), (change, changed)):
        setattr(LambdaFunction, old.__name__, new)


def _function(request: Request) -> Any:
    from moto.awslambda.exceptions import UnknownFunctionException
    from moto.awslambda.models import lambda_backends

    try:
        return lambda_backends[request.account][request.region].get_function(request.name)
    except UnknownFunctionException:
        raise NotFoundError from None


def _urls(request: Request) -> dict[str, Any]:
    url = _function(request).url_config
    return {"FunctionUrlConfigs": [url.to_dict()] if url is not None else []}


def _put(member: str, default: dict[str, Any]) -> Callable[[Request], dict[str, Any]]:
    def put(request: Request) -> dict[str, Any]:
        function = _function(request)
        told = {**default, **request.body, "FunctionArn": function.function_arn}
        function.__dict__.setdefault(_KEPT, {})[member] = told
        return told

    return put


def _get(member: str, default: dict[str, Any]) -> Callable[[Request], dict[str, Any]]:
    def get(request: Request) -> dict[str, Any]:
        function = _function(request)
        found: dict[str, Any] = getattr(function, _KEPT, {}).get(member) or {
            **default,
            "FunctionArn": function.function_arn,
        }
        return found

    return get


def _signings(request: Request) -> dict[str, dict[str, Any]]:
    return _configs.setdefault((request.account, request.region), {})


def _create_signing(request: Request) -> dict[str, Any]:
    id_ = f"csc-{uuid.uuid4().hex[:17]}"
    arn = f"arn:aws:lambda:{request.region}:{request.account}:code-signing-config:{id_}"
    policies = request.body.get("CodeSigningPolicies") or {"UntrustedArtifactOnDeployment": "Warn"}
    told = {
        "CodeSigningConfigId": id_,
        "CodeSigningConfigArn": arn,
        "Description": request.body.get("Description", ""),
        "AllowedPublishers": request.body.get("AllowedPublishers", {}),
        "CodeSigningPolicies": policies,
        "LastModified": "2026-11-30T00:00:00Z",
    }
    _signings(request)[arn] = told
    return {"CodeSigningConfig": told}


def _get_signing(request: Request) -> dict[str, Any]:
    found = _signings(request).get(request.name)
    if found is None:
        raise NotFoundError
    return {"CodeSigningConfig": found}


def _list_signings(request: Request) -> dict[str, Any]:
    return {"CodeSigningConfigs": list(_signings(request).values())}


def _put_signing(request: Request) -> dict[str, Any]:
    function = _function(request)
    function.code_signing_config_arn = request.body["CodeSigningConfigArn"]
    return {"CodeSigningConfigArn": function.code_signing_config_arn, "FunctionName": request.name}


_RUNTIME, _RECURSION = {"UpdateRuntimeOn": "Auto"}, {"RecursiveLoop": "Terminate"}


def _route(method: str, path: str, handle: Callable[[Request], dict[str, Any]]) -> Any:
    return method, re.compile(path + "/?"), handle


_ROUTES: tuple[tuple[str, "re.Pattern[str]", Callable[[Request], dict[str, Any]]], ...] = (
    _route("GET", r"/2021-10-31/functions/([^/]+)/urls", _urls),
    _route("PUT", r"/2021-07-20/functions/([^/]+)/runtime-management-config", _put("Runtime", _RUNTIME)),
    _route("GET", r"/2021-07-20/functions/([^/]+)/runtime-management-config", _get("Runtime", _RUNTIME)),
    _route("PUT", r"/2024-08-31/functions/([^/]+)/recursion-config", _put("Recursion", _RECURSION)),
    _route("GET", r"/2024-08-31/functions/([^/]+)/recursion-config", _get("Recursion", _RECURSION)),
    _route("POST", r"/2020-04-22/code-signing-configs()", _create_signing),
    _route("GET", r"/2020-04-22/code-signing-configs()", _list_signings),
    _route("GET", r"/2020-04-22/code-signing-configs/([^/]+)", _get_signing),
    _route("PUT", r"/2020-06-30/functions/([^/]+)/code-signing-config", _put_signing),
)
