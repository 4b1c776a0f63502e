"""A template: any bytes end in verdicts or in a reason, twice the same; no control and no reader fails on them."""

import tempfile
from datetime import date
from pathlib import Path

from hauberk.practices import all_controls
from hauberk.reading.errors import ReadingError
from hauberk.reading.jail import Root
from hauberk.scan.application import Checked, check_application
from tests.fuzz import check_reason

TODAY = date(2026, 11, 24)
PINS = {"Stage": "prod"}


def one_input(data: bytes) -> None:
    """Checks ``data`` as a template; raises for what no file may do."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "template.yaml").write_bytes(data)
        first, second = (checked(folder, len(data)) for _ in range(2))
    assert first == second
    if isinstance(first, Checked):
        reasons = {entry.reason.code for entry in first.entries if entry.reason}
        assert "internal-error" not in reasons
        assert all(gap.code and gap.text for gap in first.gaps)


def checked(folder: str, size: int) -> "Checked | tuple[str, str]":
    """What a check of a folder's template gives: its verdicts, or why there are none."""
    try:
        return check_application(Root(folder), "template.yaml", all_controls(), PINS, TODAY)
    except ReadingError as error:
        check_reason(error, size)
        return error.code, error.text
