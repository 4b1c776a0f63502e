"""AWS's service reference on 127.0.0.1, from a folder: iam-policy-autopilot asks it for what an operation needs."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

VARIABLE = "IAM_POLICY_AUTOPILOT_SERVICE_REFERENCE_URL"
"""Where iam-policy-autopilot looks for the reference (its source, ``service_reference.rs``, 0.3.0, 2026-11)."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a server that has the files ``NAME/NAME.json`` of a folder, listed as AWS lists them."""
    files = {path.stem: path for path in sorted(folder.glob("*/*.json")) if path.stem == path.parent.name}

    class Reference(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            name = self.path.strip("/")
            if name and name not in files:
                self.send_error(404)
                return
            here = f"http://127.0.0.1:{self.connection.getsockname()[1]}"
            listed = [{"service": one, "url": f"{here}/{one}"} for one in files]
            data = files[name].read_bytes() if name else json.dumps(listed).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Reference)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
