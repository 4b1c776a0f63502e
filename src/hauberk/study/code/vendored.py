"""Other people's packages that lie beside a function's own code, as ``pip install --target`` puts them there.

They are left to the questions about dependencies: whatever is in them, the function's own code is what gets followed,
and what it imports of them is known by name. Installers note the files of a package in ``RECORD`` beside it ("Recording
installed projects", Python packaging user guide, 2026-11); of packages that were put there in other ways the common
ones are told by a file that they have.
"""

import posixpath
from collections.abc import Callable, Iterable, Iterator
from functools import cache

NOTES = ("RECORD", "METADATA", "PKG-INFO")
"""Files in the folder of what an installer notes."""
_SUFFIXES = (".dist-info", ".egg-info")
_SDK = frozenset(("boto3", "botocore", "s3transfer", "aioboto3", "aiobotocore"))
"""Packages that Lambda brings itself, which people put beside their code by other ways too."""
MAX_PACKAGES = 400
PACKAGES = {
    "aiobotocore": "session.py",
    "aiohttp": "connector.py",
    "attr": "_make.py",
    "aws_lambda_powertools": "logging/logger.py",
    "aws_xray_sdk": "core/recorder.py",
    "boto3": "session.py",
    "botocore": "credentials.py",
    "bs4": "element.py",
    "bson": "objectid.py",
    "certifi": "core.py",
    "cffi": "cparser.py",
    "chardet": "universaldetector.py",
    "charset_normalizer": "api.py",
    "click": "decorators.py",
    "cryptography": "fernet.py",
    "dateutil": "relativedelta.py",
    "fastapi": "applications.py",
    "flask": "blueprints.py",
    "httpx": "_client.py",
    "idna": "idnadata.py",
    "jinja2": "environment.py",
    "jmespath": "visitor.py",
    "jsonschema": "exceptions.py",
    "jwt": "api_jws.py",
    "kafka": "producer/kafka.py",
    "lxml": "builder.py",
    "mangum": "adapter.py",
    "markupsafe": "_native.py",
    "numpy": "version.py",
    "openpyxl": "workbook/workbook.py",
    "opensearchpy": "transport.py",
    "pandas": "core/frame.py",
    "paramiko": "transport.py",
    "pika": "adapters/blocking_connection.py",
    "PIL": "ImageFile.py",
    "psycopg": "connection_async.py",
    "psycopg2": "extensions.py",
    "pydantic": "networks.py",
    "pydantic_core": "core_schema.py",
    "pymongo": "mongo_client.py",
    "pymysql": "connections.py",
    "pytz": "tzinfo.py",
    "redis": "sentinel.py",
    "requests": "sessions.py",
    "s3transfer": "manager.py",
    "simplejson": "decoder.py",
    "sqlalchemy": "engine/base.py",
    "starlette": "applications.py",
    "urllib3": "connectionpool.py",
    "websocket": "_core.py",
    "werkzeug": "exceptions.py",
    "wrapt": "decorators.py",
    "yaml": "constructor.py",
}
"""Packages of others that are found beside code, by the names of their folders, each with a file of it that somebody
else's folder of that name is unlikely to have (their source distributions, 2026-11)."""


def own(paths: Iterable[str], read: Callable[[str], str]) -> Iterator[str]:
    """The paths that don't belong to an installed package. ``read`` gives the text of a file, or nothing."""
    paths = list(paths)
    folders = {folder for path in paths if (folder := posixpath.dirname(path)).endswith(_SUFFIXES)}
    theirs = folders | {_join(parent, name) for parent in map(posixpath.dirname, folders) for name in _SDK}
    for folder in sorted(folders)[:MAX_PACKAGES]:
        parent = posixpath.dirname(folder)
        names = {line.partition(",")[0].partition("/")[0] for line in read(f"{folder}/RECORD").splitlines()}
        names = names or {posixpath.basename(folder).partition("-")[0]}
        theirs |= {_join(parent, name) for name in names if name not in ("", "..")}
    theirs |= set(_known(paths))
    for path in paths:
        if not any(above in theirs for above in _above(path)):
            yield path


@cache
def _telling() -> dict[str, list[tuple[str, str]]]:
    """The packages that are known by a file of theirs, with its path, by that file's name."""
    found: dict[str, list[tuple[str, str]]] = {}
    for name, file in PACKAGES.items():
        found.setdefault(posixpath.basename(file), []).append((name, f"{name}/{file}"))
    return found


def _known(paths: Iterable[str]) -> Iterator[str]:
    """The folders of packages that are known by a file of theirs."""
    for path in paths:
        for name, end in _telling().get(posixpath.basename(path), ()):
            if f"/{path}".endswith(f"/{end}"):
                yield path[: len(path) - len(end) + len(name)]


def _join(parent: str, name: str) -> str:
    return f"{parent}/{name}" if parent else name


def _above(path: str) -> Iterator[str]:
    while path:
        yield path
        path = posixpath.dirname(path)
