"""Targets for a coverage-guided fuzzer. Each is a module whose ``one_input`` takes bytes; see README.md here."""

from pathlib import Path

from hauberk.reading.errors import ReadingError

TARGETS = ("yaml", "json", "toml", "template", "intrinsics")
SEEDS = Path(__file__).parent / "seeds"
"""A folder of small files for each target, and words of its language for the fuzzer to put in."""


def check_reason(error: ReadingError, size: int) -> None:
    """A refusal says why, and points into the file of ``size`` bytes if anywhere."""
    assert error.code
    assert error.text
    assert error.span is None or 0 <= error.span.start <= error.span.end <= size
