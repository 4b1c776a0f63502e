"""The targets without a fuzzer: their seeds, and seeds that are damaged at random, so that no target rots."""

from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fuzz import SEEDS, TARGETS, json, toml, yaml

SEED_FILES = sorted(path for name in TARGETS for path in (SEEDS / name).iterdir())


@pytest.mark.parametrize("seed", SEED_FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_target_survives_its_seeds(seed: Path) -> None:
    import_module(f"tests.fuzz.{seed.parent.name}").one_input(seed.read_bytes())


def test_every_target_has_seeds() -> None:
    assert {path.parent.name for path in SEED_FILES} == set(TARGETS)
    modules = {path.stem for path in SEEDS.parent.glob("[a-z]*.py")}
    assert modules - {"test_targets"} == set(TARGETS)


READERS = {"yaml": yaml.one_input, "json": json.one_input, "toml": toml.one_input}


PIECES = [
    "\ufeff",
    "\r",
    "\r\n",
    "\t",
    "é",
    "🐻",
    "\x85",
    "\u2028",
    '"',
    "'",
    "'''",
    "{",
    "[[",
    "]",
    ": ",
    "#",
    "&a ",
    "*a",
]
PIECES += ["!x ", "<<: ", "\\", "|", "---\n", "e9", ".5", "0x"]
ADDED = st.binary(max_size=4) | st.sampled_from([piece.encode() for piece in PIECES])
CHANGES = [bytes.swapcase, lambda part: part * 2, lambda part: part[::-1], lambda part: b""]
CONTENT = {name: [p.read_bytes() for p in SEED_FILES if p.parent.name == name] for name in READERS}


@st.composite
def damaged(draw: st.DrawFn, name: str) -> bytes:
    """A seed with some bytes added, removed, repeated or exchanged."""
    data = draw(st.sampled_from(CONTENT[name]) | st.binary(max_size=40))
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(data)))
        end = draw(st.integers(start, min(len(data), start + 40)))
        new = draw(ADDED) if draw(st.booleans()) else draw(st.sampled_from(CHANGES))(data[start:end])
        data = data[:start] + new + data[end:]
    return data


@pytest.mark.parametrize("name", READERS)
@given(data=st.data())
def test_any_bytes_end_in_what_they_mean_or_in_a_reason(name: str, data: st.DataObject) -> None:
    READERS[name](data.draw(damaged(name)))
