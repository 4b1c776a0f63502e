"""The process of the embedded account: ``python -m hauberk.lab.account.serving``.

Writes its port as a line to standard output once it listens, or why it can't. It ends when its standard input does, so
that it goes with whoever started it, however that one ends; ``--detached`` stays.
"""

import os
import sys
import threading
from collections.abc import Callable, Iterable
from typing import Any, TypeAlias

from hauberk.lab.account.account import ACCESS_KEY, ACCOUNT_ID
from hauberk.lab.account.handing import hand_out
from hauberk.lab.account.knowing import PATH, TOKEN, answer
from hauberk.lab.account.lambdas import beyond
from hauberk.lab.account.loopback import HOST

Application: TypeAlias = Callable[[dict[str, Any], Any], Iterable[bytes]]
"""WSGI's."""


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
    from moto.moto_server.werkzeug_app import DomainDispatcherApplication, MotoRequestHandler, create_backend_app
    from werkzeug.serving import make_server

    class Quiet(MotoRequestHandler):  # type: ignore[misc,unused-ignore]
        def log_request(self, code: object = "-", size: object = "-") -> None:
            """Nobody reads it."""

    application = of_the_lab(DomainDispatcherApplication(create_backend_app), os.environ.get(TOKEN, ""))
    server = make_server(HOST, port, application, threaded=True, request_handler=Quiet)
    server.app = hand_out(beyond(application), server.server_port)
    os.environ["MOTO_PORT"] = str(server.server_port)
    return server


def of_the_lab(application: Application, token: str = "") -> Application:
    """An application that takes whoever has the lab's key for one of the lab's account, unless a request says another.

    moto has an account of its own for them; keys of roles that were assumed it knows by itself. It also tells those who
    started it that it is the one they started.
    """

    def of_the_lab(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if token and environ.get("PATH_INFO") == PATH:
            start_response("200 OK", [("Content-Type", "text/plain")])
            return [answer(token, environ.get("QUERY_STRING", ""), os.getpid()).encode()]
        if f"Credential={ACCESS_KEY}/" in environ.get("HTTP_AUTHORIZATION", ""):
            environ.setdefault("HTTP_X_MOTO_ACCOUNT_ID", ACCOUNT_ID)
        return application(environ, start_response)

    return of_the_lab


def _end_with_input() -> None:
    while sys.stdin.buffer.read(1):
        pass
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
