"""Hands out the code of functions in the process of the embedded account, as S3 does by the presigned addresses that
``GetFunction`` answers with: the emulator tells an address at AWS, where nothing of it is.
"""

from collections.abc import Iterable
from typing import Any
from urllib.parse import parse_qs, urlencode

from hauberk.lab.account.loopback import HOST

PATH = "/hauberk-lab/code"


def hand_out(application: Any, port: int) -> Any:
    """A WSGI application that answers at :data:`PATH` with the archive of a function, and as the given one elsewhere.

    The emulator tells addresses there from the first call of Lambda on; only that needs its Lambda at all.
    """
    aware: list[bool] = []

    def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if environ.get("PATH_INFO") == PATH:
            archive = _archive(environ.get("QUERY_STRING", ""))
            status = "404 Not Found" if archive is None else "200 OK"
            start_response(status, [("Content-Type", "application/zip"), ("Content-Length", str(len(archive or b"")))])
            return [archive or b""]
        if not aware and "/lambda/aws4_request" in environ.get("HTTP_AUTHORIZATION", ""):
            aware.append(True)
            _tell_addresses(port)
        answered: Iterable[bytes] = application(environ, start_response)
        return answered

    return answer


def _tell_addresses(port: int) -> None:
    from moto.awslambda.models import LambdaFunction

    tell = LambdaFunction.get_code

    def told(function: Any) -> Any:
        found = tell(function)
        if "Location" in found.get("Code", {}):
            which = {"account": function.account_id, "region": function.region, "name": function.function_name}
            found["Code"]["Location"] = f"http://{HOST}:{port}{PATH}?{urlencode(which)}"
        return found

    setattr(LambdaFunction, tell.__name__, told)


def _archive(query: str) -> bytes | None:
    from moto.awslambda.exceptions import UnknownFunctionException
    from moto.awslambda.models import lambda_backends

    asked = {name: values[0] for name, values in parse_qs(query).items()}
    try:
        found: bytes = lambda_backends[asked["account"]][asked["region"]].get_function(asked["name"]).code_bytes
    except (KeyError, UnknownFunctionException):
        return None
    return found
