"""Feeds a target to Atheris: ``python -m tests.fuzz TARGET [an option of libFuzzer, or a file to try]…``.

What covers something new is kept in ``.fuzz/TARGET/``, and what fails beside it.
"""

import sys
from importlib import import_module
from pathlib import Path

import atheris

from tests.fuzz import SEEDS, TARGETS


def main() -> None:
    """Runs the target that the command line names until a limit among its options, or a failure."""
    if len(sys.argv) < 2 or sys.argv[1] not in TARGETS:
        sys.exit(f"which target? {', '.join(TARGETS)}")
    program, name, *given = sys.argv
    with atheris.instrument_imports(include=["hauberk"]):
        target = import_module(f"tests.fuzz.{name}")
    kept = Path(".fuzz") / name
    kept.mkdir(parents=True, exist_ok=True)
    options = [f"-artifact_prefix={kept}-"]
    words = SEEDS / f"{name}.dict"
    if words.exists():
        options.append(f"-dict={words}")
    files = [] if any(not option.startswith("-") for option in given) else [str(kept), str(SEEDS / name)]
    atheris.Setup([program, *options, *given, *files], target.one_input)
    atheris.Fuzz()


main()
