"""The code of functions, brought into a folder of our own for as long as it is looked at.

AWS hands out a presigned address for ten minutes (Lambda API Reference, "GetFunction", 2026-11). What comes from there
is streamed into a file under limits, and has to be what the function's own hash says.
"""

import base64
import hashlib
import os
from collections.abc import Mapping
from threading import Lock
from typing import Any
from urllib.parse import quote, urlsplit

import urllib3

from hauberk.sources.account.calling.collecting import Pages
from hauberk.sources.account.calling.paging import Paging
from hauberk.sources.account.calls import Call, Unread

TELLS = "lambda:GetFunction"
"""The operation that tells where code is."""

MAX_ARCHIVE = 262_144_000
"""Bytes of one archive: 250 MB is what Lambda takes unpacked, and no archive is larger (Lambda quotas, 2026-11)."""
MAX_TOTAL = 20 * MAX_ARCHIVE
"""Bytes of all archives of one audit."""
_CHUNK = 1 << 16
_LOOPBACK = frozenset(("127.0.0.1", "::1", "localhost"))


class Downloads:
    """A folder for code. ``folder`` is private to this run, and whoever made it deletes it."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._pool = urllib3.PoolManager(timeout=urllib3.Timeout(connect=10, read=60), retries=False)
        self._left = MAX_TOTAL
        self._counting = Lock()

    def take(self, region: str, name: str, location: str, digest: str) -> str | Unread:
        """Brings an archive; the path of its file in the folder, or why it isn't there.

        ``digest`` is SHA-256 in base64, as ``CodeSha256`` has it; an archive with another one isn't kept.
        """
        address = urlsplit(location)
        if address.scheme != "https" and address.hostname not in _LOOPBACK:
            return Unread("code-not-downloaded", "its code has no address that could be trusted")
        path = f"{region}/{quote(name, safe='')}.zip"
        file = os.path.join(self._folder, path)
        os.makedirs(os.path.dirname(file), exist_ok=True)
        try:
            self._stream(location, file, digest)
        except (_RefusedError, urllib3.exceptions.HTTPError, OSError) as error:
            if os.path.exists(file):
                os.unlink(file)
            told = str(error) if isinstance(error, _RefusedError) else f"the download failed ({type(error).__name__})"
            return Unread("code-not-downloaded", f"its code wasn't downloaded: {told}")
        return path

    def brought(self, content: Mapping[str, Any], region: str) -> dict[str, Any]:
        """What ``GetFunction`` answered, with the archive brought: its path, or the reason, under ``Brought``."""
        configuration, code = content.get("Configuration") or {}, content.get("Code") or {}
        if "Location" not in code:
            return dict(content)
        digest = str(configuration.get("CodeSha256", ""))
        found = self.take(region, str(configuration.get("FunctionName", "")), str(code["Location"]), digest)
        told = {"Reason": found.text} if isinstance(found, Unread) else {"Path": found}
        return {**content, "Brought": told}

    def _stream(self, location: str, file: str, digest: str) -> None:
        found = hashlib.sha256()
        size = 0
        response = self._pool.request("GET", location, preload_content=False, redirect=False)
        try:
            if response.status != 200:
                raise _RefusedError(f"the answer was {response.status}")
            with open(file, "wb") as stream:
                for chunk in response.stream(_CHUNK, decode_content=False):
                    size += len(chunk)
                    if size > MAX_ARCHIVE:
                        raise _RefusedError(f"it is larger than {MAX_ARCHIVE:,} bytes")
                    with self._counting:
                        self._left -= len(chunk)
                        if self._left < 0:
                            raise _RefusedError(f"all code together is more than {MAX_TOTAL:,} bytes")
                    found.update(chunk)
                    stream.write(chunk)
        finally:
            response.release_conn()
        if digest and base64.b64encode(found.digest()).decode() != digest:
            raise _RefusedError("it isn't what the function's hash says")


class WithCode:
    """Who makes requests, and brings the code of each function that is told of while its address is good."""

    def __init__(self, pages: Pages, downloads: Downloads) -> None:
        self._pages = pages
        self._downloads = downloads

    def page(self, call: Call, cursor: Mapping[str, Any]) -> Mapping[str, Any]:
        """One page of a call."""
        found = self._pages.page(call, cursor)
        return self._downloads.brought(found, call.region) if call.api == TELLS else found

    def paging(self, call: Call) -> Paging:
        """How its pages follow each other."""
        return self._pages.paging(call)


class _RefusedError(Exception):
    """What came isn't kept, and why."""
