"""Results of queries about CloudTrail's events, as Athena and Lake write them: a table of comma-separated values.

Sources: Athena user guide, "Work with query results" (a header, every value quoted, structures as ``{name=value, …}``)
and "Example queries for CloudTrail logs"; CloudTrail user guide, "Download saved query results" (``result_1.csv.gz``);
2026-11.
"""

import json
import re
from collections.abc import Iterator, Mapping

from hauberk.reading.rows import read_rows

_WHOLE = ("eventjson", "cloudtrailevent", "eventdata")
"""Columns that hold a whole event."""
_NEEDED = frozenset(("eventsource", "eventname"))
_IDENTITY = ("useridentity", "arn", "session")
_SESSION = re.compile(r"arn:[\w-]+:sts::\d+:assumed-role/[^/\s,\"'}\]]+/[^\s,\"'}\]]+")
_ARN = re.compile(r"\barn\"?\s*[=:]\s*\"?(arn:[^,\"}\]\s]+)", re.IGNORECASE)


def is_export(data: bytes) -> bool:
    """Whether the first line names columns of events."""
    return bool(_columns(data[:65536].decode("utf-8-sig", "replace").partition("\n")[0]) & (_NEEDED | {*_WHOLE}))


def _columns(line: str) -> set[str]:
    return {name.strip().strip('"').lower() for name in line.split(",")}


def events(data: bytes) -> Iterator[str]:
    """The event of each row, as JSON. Raises :class:`hauberk.reading.errors.ReadingError`."""
    yield from map(_event, read_rows(data))


def _event(row: Mapping[str, str]) -> str:
    for name in _WHOLE:
        if row.get(name, "").startswith('{"'):
            return row[name]
    who = next((found for name, text in row.items() if _is_identity(name) and (found := _SESSION.search(text))), None)
    return json.dumps(
        {
            "eventSource": row.get("eventsource", ""),
            "eventName": row.get("eventname", ""),
            "userIdentity": {"arn": who[0] if who is not None else ""},
            "resources": [{"ARN": arn} for arn in _ARN.findall(row.get("resources", ""))],
            "requestParameters": row.get("requestparameters", ""),
            "awsRegion": row.get("awsregion", ""),
            "recipientAccountId": row.get("recipientaccountid", ""),
        }
    )


def _is_identity(name: str) -> bool:
    return name.replace("_", ".").rpartition(".")[2] in _IDENTITY
