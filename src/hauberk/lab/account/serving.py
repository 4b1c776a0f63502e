"""The process of the embedded account: ``python -m hauberk.lab.account.serving``.

Writes its port as a line to standard output once it listens, or why it can't. It ends when its standard input does, so
that it goes with whoever started it, however that one ends; ``--detached`` stays.
"""

import os
import sys
import threading
from collections.abc import Iterable
from typing import Any

from hauberk.lab.account.account import ACCESS_KEY, ACCOUNT_ID
from hauberk.lab.account.amending.exchange import Application, amended, lacking, read, signer
from hauberk.lab.account.amending.functions import Functions
from hauberk.lab.account.amending.lists import Lists
from hauberk.lab.account.amending.things import Things
from hauberk.lab.account.amending.traces import Traces
from hauberk.lab.account.handing import hand_out
from hauberk.lab.account.knowing import PATH, TOKEN, answer
from hauberk.lab.account.loopback import HOST


def main(arguments: list[str]) -> int:
    """Serves until it is told to stop."""
    try:
        server = _server(int(arguments[0]) if arguments else 0)
    except (ImportError, OSError) as error:
        print(" ".join(str(error).split()), flush=True)
        return 1
    if "--detached" not in arguments:
        threading.Thread(target=_end_with_input, daemon=True).start()
    print(server.server_port, flush=True)
    server.serve_forever()
    return 0


def _server(port: int) -> Any:
    from moto.core.config import default_user_config
    from moto.moto_server.werkzeug_app import DomainDispatcherApplication, MotoRequestHandler
    from werkzeug.serving import make_server

    default_user_config["lambda"] = default_user_config["batch"] = {"use_docker": False}  # nobody's code runs here

    # Where moto isn't installed its class is Any, which mypy lets nobody inherit from.
    class Quiet(MotoRequestHandler):  # type: ignore[misc,unused-ignore]
        def log_request(self, code: object = "-", size: object = "-") -> None:
            """Nobody reads it."""

    application = of_the_lab(DomainDispatcherApplication(_backend), os.environ.get(TOKEN, ""))
    server = make_server(HOST, port, application, threaded=True, request_handler=Quiet)
    server.app = hand_out(application, server.server_port)
    os.environ["MOTO_PORT"] = str(server.server_port)
    return server


def _backend(service: Any) -> Any:
    """moto's application for a service, which says 501 of what it doesn't have: its own 500 reads as a fault, and is
    tried again."""
    from flask import Response, request
    from moto.moto_server.werkzeug_app import create_backend_app
    from werkzeug.exceptions import HTTPException, MethodNotAllowed, NotFound

    def not_implemented(error: Exception) -> Response | HTTPException:
        if isinstance(error, HTTPException) and type(error) not in (NotFound, MethodNotAllowed):
            return error  # moto's own words for something that isn't there
        said = lacking(request.environ)
        return Response(said.body, said.status, said.headers)

    made = create_backend_app(service)
    for what in (NotImplementedError, 404, 405):
        made.register_error_handler(what, not_implemented)
    return made


def _account_of(key: str) -> str:
    """The account whose access key it is, as moto has it: of an assumed role's, the account of the role."""
    from moto.iam.models import get_account_id_from

    return get_account_id_from(key)


def of_the_lab(application: Application, token: str = "") -> Application:
    """An application that takes whoever has the lab's key for one of the lab's account, unless a request says another.

    moto has an account of its own for them. It also tells those who started it that it is the one they started.
    """
    layers = Functions(application), Lists(application), Traces(), Things()

    def of_the_lab(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if token and environ.get("PATH_INFO") == PATH:
            start_response("200 OK", [("Content-Type", "text/plain")])
            return [answer(token, environ.get("QUERY_STRING", ""), os.getpid()).encode()]
        if environ.get("PATH_INFO") == "/moto-api/reset":
            for layer in layers:
                layer.forget()
        if key := signer(environ):
            environ.setdefault("HTTP_X_MOTO_ACCOUNT_ID", ACCOUNT_ID if key == ACCESS_KEY else _account_of(key))
        request = read(environ) if amended(environ) else None
        said = next(filter(None, (layer.answer(request) for layer in layers)), None) if request is not None else None
        if said is None:
            try:
                return application(environ, start_response)
            except Exception:  # of a service as a whole, moto finds out before it has begun to answer
                said = lacking(environ)
        start_response(said.status, said.headers)
        return [said.body]

    return of_the_lab


def _end_with_input() -> None:
    while sys.stdin.buffer.read(1):
        pass
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
