"""Answers in the shapes that AWS's API references tell, as a snapshot's file has them."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hauberk.practices import all_controls
from hauberk.reading.jail import Root
from hauberk.scan.application import check_application
from hauberk.sources.account.calling.schedule import calls_of
from hauberk.sources.account.calls import GLOBAL, Answers
from hauberk.sources.account.made import Made
from hauberk.sources.account.planning import ALL_READS
from hauberk.sources.account.services import Reader
from hauberk.sources.account.snapshot import Snapshot, read_snapshot
from tests.sources.account.services.worlds import TODAY, Verdicts, asked, verdicts

ACCOUNT, REGION = "123456789012", "eu-west-1"


def line(api: str, data: Any, /, region: str = REGION, **arguments: Any) -> str:
    """A call with what AWS answered; an error's code as a text is what AWS answers where there is none."""
    told = {"missing": data} if isinstance(data, str) else {"data": data}
    return json.dumps({"call": api, "region": region, **({"with": arguments} if arguments else {}), **told})


def denied(api: str, **arguments: Any) -> str:
    """A call that AWS denied."""
    told = {"code": "access-denied", "text": f"AWS denied {api}", "permission": api}
    return json.dumps({"call": api, "region": REGION, **({"with": arguments} if arguments else {}), "unread": told})


def recorded(*lines: str) -> Snapshot:
    """A snapshot of such lines, in which all other lists are empty."""
    said = {json.loads(one)["call"] for one in lines}
    empty = [
        line(made.api, next(iter(sorted(read.absent)), {}), region=made.region, **made.parameters)
        for read in ALL_READS
        if (read.variant or read.api not in said) and (read.each is None or not read.after)
        for made in calls_of(read, Answers({}, GLOBAL if read.anywhere else REGION))
    ]
    header = {
        "kind": "hauberk-snapshot",
        "version": 1,
        "partition": "aws",
        "account": ACCOUNT,
        "regions": [REGION],
        "taken": "2026-11-30T00:00:00+00:00",
        "asked": [read.name for read in ALL_READS],
        "key": "",
        "filters": {},
    }
    return read_snapshot("".join(f"{one}\n" for one in (json.dumps(header), *empty, *lines)).encode())


def made(reader: Reader, snapshot: Snapshot) -> list[Made]:
    """What a reader makes of a snapshot."""
    return list(reader.resources(Answers(snapshot.answers, REGION), snapshot.place(REGION)))


def told(found: Iterable[Made]) -> list[tuple[str, str, Mapping[str, Any]]]:
    """Type, name and properties of each, to be compared as a whole."""
    return [(one.type, one.name, one.properties) for one in found]


def of_account(snapshot: Snapshot, *controls: str) -> Verdicts:
    """What some controls say of a snapshot, but for what doesn't apply."""
    return _of(verdicts(asked(snapshot)), controls)


def of_template(template: str, *controls: str) -> Verdicts:
    """What some controls say of a template, but for what doesn't apply."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "template.yaml").write_text(template, encoding="utf-8")
        entries = check_application(Root(Path(folder)), "template.yaml", all_controls(), {}, TODAY).entries
    return _of(verdicts(entries), controls)


def _of(found: Verdicts, controls: Iterable[str]) -> Verdicts:
    kept = {name: found[name] for name in controls if name in found}
    return {
        name: type(count)({k: v for k, v in count.items() if k != "not-applicable"}) for name, count in kept.items()
    }
