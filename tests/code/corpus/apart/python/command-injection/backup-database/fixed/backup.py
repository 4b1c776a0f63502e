"""Backups on demand. The customer portal puts ``BackupRequested`` on the bus with what to back up.

pg_dump writes to a pipe, zstd packs it, and the AWS CLI of the layer streams it to the bucket: databases are larger
than /tmp.
"""

from __future__ import annotations

import os
import shlex
import subprocess
from dataclasses import dataclass, field
from datetime import datetime, timezone
from typing import Any

BUCKET = os.environ["BACKUP_BUCKET"]
LEVELS = {"fast": 1, "normal": 3, "small": 12}


@dataclass
class Dump:
    """A pg_dump command line."""

    database: str
    schemas: list[str] = field(default_factory=list)
    without: list[str] = field(default_factory=list)

    def command(self) -> str:
        words = ["pg_dump", "--format=custom", "--compress=0", "--no-password"]
        words += [f"--schema={schema}" for schema in self.schemas]
        words += [f"--exclude-table-data={table}" for table in self.without]
        words.append(self.database)
        return shlex.join(words)


def level(detail: dict[str, Any]) -> int:
    return LEVELS.get(detail.get("packing", "normal"), 3)


def pipeline(dump: Dump, packing: int, key: str) -> str:
    return " | ".join(
        [
            dump.command(),
            f"zstd -q -{packing} -T2",
            f"aws s3 cp --only-show-errors --expected-size 50000000000 - s3://{BUCKET}/{key}",
        ]
    )


def handler(event: dict[str, Any], context: Any) -> dict[str, str]:
    detail = event["detail"]
    customer = int(detail["customer"])
    dump = Dump(
        database=f"customer_{customer}",
        schemas=detail.get("schemas", []),
        without=detail.get("withoutDataOf", []),
    )
    key = f"{customer}/{datetime.now(timezone.utc):%Y%m%dT%H%M%SZ}.dump.zst"
    subprocess.check_call(pipeline(dump, level(detail), key), shell=True, executable="/bin/bash", timeout=840)
    return {"key": key}
