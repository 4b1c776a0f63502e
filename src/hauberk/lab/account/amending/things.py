"""What moto has nothing of in IoT: authorizers, which let devices in by a function's word."""

from typing import Any

from hauberk.lab.account.amending.exchange import Answer, Request, answer, missing
from hauberk.model.regex import regex

_ONE = regex(r"/authorizer/([^/]+)")
_DEFAULTS = {"status": "INACTIVE", "signingDisabled": False, "enableCachingForHttp": False}
"""Of an authorizer that says nothing of it ("CreateAuthorizer", AWS IoT API Reference, 2026-11)."""


class Things:
    """The layer. Asked first for each request; what isn't of an authorizer is moto's."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], dict[str, dict[str, Any]]] = {}

    def forget(self) -> None:
        """Everything, as moto does when it is reset."""
        self._kept.clear()

    def answer(self, request: Request) -> Answer | None:
        """What there is to say; ``None`` where it is moto's business alone."""
        if request.service != "iot":
            return None
        kept = self._kept.setdefault((request.account, request.region), {})
        if request.path.rstrip("/") == "/authorizers":
            names = ("authorizerName", "authorizerArn")
            return answer({"authorizers": [{name: one[name] for name in names} for one in kept.values()]})
        found = _ONE.fullmatch(request.path)
        return _of_one(request, kept, found[1]) if found is not None else None


def _of_one(request: Request, kept: dict[str, dict[str, Any]], name: str) -> Answer | None:
    if request.method == "POST":
        arn = f"arn:aws:iot:{request.region}:{request.account}:authorizer/{name}"
        said = {key: value for key, value in request.body.items() if key != "tags"}
        kept[name] = {"authorizerName": name, "authorizerArn": arn, **_DEFAULTS, **said}
        return answer({"authorizerName": name, "authorizerArn": arn})
    if name not in kept:
        return missing(f"The authorizer {name} does not exist.")
    if request.method == "GET":
        return answer({"authorizerDescription": kept[name]})
    if request.method == "DELETE":
        del kept[name]
        return answer({})
    return None
