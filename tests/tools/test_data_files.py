"""Data files are what their scripts make of the newest sources."""

import importlib.util
import json
import zlib
from pathlib import Path
from types import ModuleType

import pytest

from hauberk.iam import managed

TOOLS = Path(__file__).parents[2] / "tools"


def tool(name: str) -> ModuleType:
    """A script of ``tools/`` as a module."""
    spec = importlib.util.spec_from_file_location(name, TOOLS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    "name", ["boto_models", "iam_dependents", "iam_operations", "lambda_runtimes", "sam_connectors"]
)
def test_data_file_is_current(name: str) -> None:
    module = tool(name)
    written = json.loads(module.TARGET.read_text(encoding="utf-8"))
    made = json.loads(module.text(written["date"]))
    for document in (written, made):
        document.pop("source")  # a newer release that says the same is no difference
    assert written == made


def test_what_controls_need_is_current() -> None:
    """``python tools/needs.py DATE`` mends it."""
    module = tool("needs")
    written = json.loads(module.TARGET.read_text(encoding="utf-8"))
    assert json.loads(module.text(written["date"])) == written


def test_documents_of_managed_policies_are_current() -> None:
    module = tool("managed_documents")
    written = json.loads(zlib.decompress(module.TARGET.read_bytes()))
    made = module.content()
    for content in (written, made):
        content.pop("source")
    assert written == made


def test_documents_of_managed_policies_are_written_out_again() -> None:
    policies = tool("managed_documents").policies()
    assert len(policies) > 1000
    for path_and_name, policy in policies.items():
        assert managed.document(f"arn:aws:iam::aws:policy/{path_and_name}") == policy["Document"], path_and_name
