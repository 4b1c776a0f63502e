"""Code is brought under limits, kept only if it is what it should be, and never outside of its folder."""

import base64
import hashlib
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from hauberk.sources.account.calling import code
from hauberk.sources.account.calling.code import Downloads
from hauberk.sources.account.calls import Unread

ARCHIVE = b"PK" + bytes(100_000)
DIGEST = base64.b64encode(hashlib.sha256(ARCHIVE).digest()).decode()


class Bucket(BaseHTTPRequestHandler):
    """Hands out an archive, a redirect, an error, or half of what it promised."""

    def do_GET(self) -> None:
        if self.path == "/moved":
            self.send_response(302)
            self.send_header("Location", "/code")
            self.end_headers()
            return
        if self.path == "/denied":
            self.send_error(403)
            return
        self.send_response(200)
        self.send_header("Content-Length", str(len(ARCHIVE)))
        self.end_headers()
        self.wfile.write(ARCHIVE[: len(ARCHIVE) // 2] if self.path == "/half" else ARCHIVE)

    def log_message(self, *_: object) -> None:
        """Nobody reads it."""


@pytest.fixture(scope="module")
def bucket() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Bucket)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_an_archive_is_kept_by_region_and_name(bucket: str, tmp_path: Path) -> None:
    assert Downloads(str(tmp_path)).take("eu-west-1", "orders", f"{bucket}/code", DIGEST) == "eu-west-1/orders.zip"
    assert (tmp_path / "eu-west-1" / "orders.zip").read_bytes() == ARCHIVE


@pytest.mark.parametrize(
    ("path", "digest", "says"),
    [
        ("/moved", DIGEST, "302"),
        ("/denied", DIGEST, "403"),
        ("/half", DIGEST, "failed"),
        ("/code", base64.b64encode(bytes(32)).decode(), "hash"),
    ],
)
def test_what_isnt_right_isnt_kept(bucket: str, tmp_path: Path, path: str, digest: str, says: str) -> None:
    found = Downloads(str(tmp_path)).take("eu-west-1", "orders", f"{bucket}{path}", digest)
    assert isinstance(found, Unread)
    assert says in found.text
    assert not list(tmp_path.glob("**/*.zip"))


def test_one_archive_may_not_be_too_large(bucket: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(code, "MAX_ARCHIVE", 1_000)
    found = Downloads(str(tmp_path)).take("eu-west-1", "orders", f"{bucket}/code", DIGEST)
    assert isinstance(found, Unread)
    assert "larger than 1,000 bytes" in found.text


def test_nor_all_of_them_together(bucket: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(code, "MAX_TOTAL", 150_000)
    downloads = Downloads(str(tmp_path))
    assert downloads.take("eu-west-1", "one", f"{bucket}/code", DIGEST) == "eu-west-1/one.zip"
    assert isinstance(downloads.take("eu-west-1", "two", f"{bucket}/code", DIGEST), Unread)


def test_a_name_leads_nowhere_else(bucket: str, tmp_path: Path) -> None:
    assert (
        Downloads(str(tmp_path)).take("eu-west-1", "../../up", f"{bucket}/code", DIGEST) == "eu-west-1/..%2F..%2Fup.zip"
    )
    assert [path.parent for path in tmp_path.glob("**/*.zip")] == [tmp_path / "eu-west-1"]


def test_an_answer_without_code_is_as_it_was(tmp_path: Path) -> None:
    answer = {"Configuration": {"FunctionName": "orders"}, "Code": {"ImageUri": "repository:1"}}
    assert Downloads(str(tmp_path)).brought(answer, "eu-west-1") == answer
