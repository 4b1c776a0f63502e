"""A lowered program does what the program does: it logs what Node.js 20 logs (``record.py``)."""

import json
from typing import Any

import pytest

from hauberk.code.javascript import read
from hauberk.reading.source import Source
from tests.code.javascript.record import PROGRAMS
from tests.code.running import traced

CASES = json.loads(PROGRAMS.read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["code"])
def test_a_lowered_program_does_the_same(case: dict[str, Any]) -> None:
    file = read(Source("app.js", case["code"].encode()))
    assert not file.troubles
    assert [traced(file.body, n=n) for n in range(4)] == case["logs"]


def test_no_program_logs_nothing() -> None:
    assert all(any(case["logs"]) for case in CASES)
