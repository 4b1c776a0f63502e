"""The differences that are known, with the reason of each: ``differences.toml``."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
KINDS = ("emulator", "template-only", "account-only", "by-design", "case")
"""Whose difference it is: of the emulator, which AWS wouldn't have; of what only a template tells, or only an account;
of what Hauberk doesn't read of an account, although it is there; or of a case that can't be deployed as it is."""


class Row(NamedTuple):
    """Why something differs. ``where`` are cases (``control/case``), applications, or, alone, all that differ."""

    kind: str
    controls: tuple[str, ...]
    where: tuple[str, ...]
    because: str


def rows(part: str) -> tuple[Row, ...]:
    """The rows of a part of the table, ``case`` or ``application``."""
    told = tomllib.loads((HERE / "differences.toml").read_text(encoding="utf-8"))
    return tuple(
        Row(row["kind"], tuple(row["controls"]), tuple(row.get("where", ())), row["because"]) for row in told[part]
    )


def explaining(part: str, control: str, where: str) -> Iterator[Row]:
    """The rows that explain a difference of a control at some place."""
    return (row for row in rows(part) if control in row.controls and (not row.where or where in row.where))
