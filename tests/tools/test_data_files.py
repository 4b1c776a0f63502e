"""Data files are what their scripts make of the newest sources."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

TOOLS = Path(__file__).parents[2] / "tools"


def tool(name: str) -> ModuleType:
    """A script of ``tools/`` as a module."""
    spec = importlib.util.spec_from_file_location(name, TOOLS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["iam_dependents", "iam_operations", "lambda_runtimes", "sam_connectors"])
def test_data_file_is_current(name: str) -> None:
    module = tool(name)
    written = json.loads(module.TARGET.read_text(encoding="utf-8"))
    made = json.loads(module.text(written["date"]))
    for document in (written, made):
        document.pop("source")  # a newer release that says the same is no difference
    assert written == made
