"""What wasn't read, and what was switched off, in every report."""

import pytest

from hauberk.model.ledger import Gap, Ledger
from hauberk.reports.formats import FORMATS
from tests.reports.shop import report

GAPS = tuple(Gap(f"folder{n}/template.yaml", "too-deep", "it is nested too deep") for n in range(5))
OTHER = Gap("other.json", "json-syntax", "not valid JSON", 3, 7)
FOUND = Ledger(gaps=(*GAPS, OTHER))


@pytest.mark.parametrize("format_", [format_ for format_ in FORMATS if format_ != "text"])
def test_every_gap_is_in_every_report(format_: str) -> None:
    text = report(FOUND, format_)
    for gap in FOUND.gaps:
        assert gap.path in text.replace("\\", "")
    assert text.count("not valid JSON") == 1


@pytest.mark.parametrize("format_", ["github", "gitlab", "sarif"])
def test_a_part_that_was_not_read_does_not_stand_for_its_file(format_: str) -> None:
    part = Gap("template.yaml", "no-such-file", "nested stack Network: network.yaml: there is no such file", 4, 3)
    told = report(Ledger(gaps=(part,)), format_)
    assert f"not read: {part.text}" in told
    assert "wasn't read" not in told


@pytest.mark.parametrize(
    ("gaps", "verbose", "lines"),
    [
        (GAPS[:1], False, ["Not read: 1", "  folder0/template.yaml: it is nested too deep"]),
        (GAPS[:3], False, ["Not read: 3", f"  {', '.join(gap.path for gap in GAPS[:3])}: it is nested too deep"]),
        (GAPS[:4], False, ["Not read: 4", f"  {GAPS[0].path}, {GAPS[1].path}, 2 more: it is nested too deep"]),
        (GAPS, True, ["Not read: 5", f"  {', '.join(gap.path for gap in GAPS)}: it is nested too deep"]),
        ((OTHER,), False, ["Not read: 1", "  other.json:3:7: not valid JSON"]),
        ((GAPS[0], OTHER), False, ["Not read: 2", "  folder0/template.yaml: it is nested too deep"]),
    ],
)
def test_a_terminal_gets_a_line_for_each_reason(gaps: tuple[Gap, ...], verbose: bool, lines: list[str]) -> None:
    shown = report(Ledger(gaps=gaps), "text", verbose=verbose).splitlines()
    at = shown.index(lines[0])
    assert shown[at : at + 2] == lines
