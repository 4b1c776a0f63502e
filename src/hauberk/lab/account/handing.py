"""Hands out the code of functions in the process of the embedded account, as S3 does by the presigned addresses that
``GetFunction`` answers with: the emulator tells an address at AWS, where nothing of it is.
"""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from hauberk.lab.account.loopback import HOST

PATH = "/hauberk-lab/code"


def hand_out(application: Any, port: int) -> Any:
    """A WSGI application that answers at :data:`PATH` with the archive of a function, and as the given one elsewhere.

    The emulator tells addresses there from the first call of Lambda on; only that needs its Lambda at all. What has
    been told of is what is handed out.
    """
    told: dict[str, Any] = {}
    aware: list[bool] = []

    def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if environ.get("PATH_INFO") == PATH:
            function = told.get(environ.get("QUERY_STRING", ""))
            archive: bytes = b"" if function is None else function.code_bytes
            status = "404 Not Found" if function is None else "200 OK"
            start_response(status, [("Content-Type", "application/zip"), ("Content-Length", str(len(archive)))])
            return [archive]
        if not aware and "/lambda/aws4_request" in environ.get("HTTP_AUTHORIZATION", ""):
            aware.append(True)
            _tell_addresses(port, told)
        answered: Iterable[bytes] = application(environ, start_response)
        return answered

    return answer


def _tell_addresses(port: int, told: dict[str, Any]) -> None:
    from moto.awslambda.models import LambdaFunction

    tell = LambdaFunction.get_code

    def tell_here(function: Any) -> Any:
        found = tell(function)
        if "Location" in found.get("Code", {}):
            query = urlencode({"arn": function.function_arn})
            told[query] = function
            found["Code"]["Location"] = f"http://{HOST}:{port}{PATH}?{query}"
        return found

    setattr(LambdaFunction, tell.__name__, tell_here)
