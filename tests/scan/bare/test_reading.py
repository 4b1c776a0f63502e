"""Handlers as resources: their names, where they begin, and which of them are somebody's helpers."""

from pathlib import Path

import pytest

from hauberk.model.compute import HANDLER
from hauberk.reading.jail import Root
from hauberk.scan.bare import reading
from hauberk.scan.bare.cutting import Bare
from hauberk.scan.bare.reading import read_code
from tests.scan.places import put

PLAIN = "def {}(event, context): ...\n"


def ids(folder: Path, files: dict[str, str], path: str = "") -> list[str]:
    put(folder, files)
    names = tuple(sorted(name for name in files if name.endswith((".py", ".js", ".ts", ".mjs"))))
    application, _ = read_code(Root(folder), Bare(str(folder), "", path, names))
    assert {resource.type for resource in application.resources.values()} <= {HANDLER}
    return list(application.resources)


def test_a_handler_is_called_as_lambda_would_call_it(tmp_path: Path) -> None:
    files = {"a/orders/app.py": PLAIN.format("run"), "a/index.mjs": "export const handler = async (event) => {};\n"}
    assert ids(tmp_path, files, "a") == ["index.handler", "orders/app.run"]


def test_two_of_one_name_are_told_apart(tmp_path: Path) -> None:
    files = {"app.py": PLAIN.format("handler"), "app.mjs": "export const handler = async (event) => {};\n"}
    assert ids(tmp_path, files) == ["app.handler", "app.py.handler"]


def test_a_handler_stands_on_the_line_on_which_it_begins(tmp_path: Path) -> None:
    text = "import os\r\n@wrap\r\ndef run(event, context):\r\n    pass\r\n"
    put(tmp_path, {"app.py": text})
    application, _ = read_code(Root(tmp_path), Bare(str(tmp_path), "", "", ("app.py",)))
    (resource,) = application.resources.values()
    assert resource.head is not None
    assert text[resource.head.start : resource.head.end] == "def run(event, context):"


@pytest.mark.parametrize(
    ("router", "helper"),
    [
        ("from orders import make\ndef lambda_handler(event, context): return make(event, context)\n", "orders.py"),
        ("import orders\ndef lambda_handler(event, context): return orders.make(event, context)\n", "orders.py"),
        ("from api import orders\nROUTES = [orders.make]\ndef lambda_handler(event, context): ...\n", "api/orders.py"),
    ],
)
def test_what_another_file_imports_and_names_is_its_helper(tmp_path: Path, router: str, helper: str) -> None:
    other = f"{helper.removesuffix('.py')}.remove"
    files = {"app.py": router, helper: PLAIN.format("make") + PLAIN.format("remove")}
    assert sorted(ids(tmp_path, files)) == sorted(["app.lambda_handler", other])


def test_a_sentence_is_no_import(tmp_path: Path) -> None:
    files = {
        "get.py": f"# to delete from the table is another file's\n{PLAIN.format('get')}",
        "delete.py": PLAIN.format("delete"),
    }
    assert ids(tmp_path, files) == ["delete.delete", "get.get"]


def test_what_is_called_like_a_handler_is_one_whoever_imports_it(tmp_path: Path) -> None:
    files = {"app.py": f"import other\n{PLAIN.format('handler')}", "other.py": PLAIN.format("handler")}
    assert ids(tmp_path, files) == ["app.handler", "other.handler"]


def test_so_many_handlers_and_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_HANDLERS", 3)
    put(tmp_path, {"app.py": "".join(PLAIN.format(f"run_{number}") for number in range(5))})
    application, _ = read_code(Root(tmp_path), Bare(str(tmp_path), "", "", ("app.py",)))
    assert len(application.resources) == 3
    assert [one.code for one in application.unread] == ["too-many-handlers"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("app.py", "lambda_handler = " + "(" * 100_000),
        ("app.py", "x = " + "[" * 5_000 + "]" * 5_000 + "\n" + PLAIN.format("lambda_handler")),
        ("app.js", "exports.handler = " + "wrap(" * 20_000 + "async (event) => {}" + ")" * 20_000 + ";"),
        ("app.js", "exports.handler = a" + ".b()" * 50_000 + ";  // event"),
        ("app.ts", "export const handler: " + "A<" * 5_000 + "B" + ">" * 5_000 + " = async (event) => {};"),
    ],
)
def test_code_that_is_hostile_costs_itself(tmp_path: Path, name: str, text: str) -> None:
    put(tmp_path, {name: text, "good.py": PLAIN.format("lambda_handler")})
    application, _ = read_code(Root(tmp_path), Bare(str(tmp_path), "", "", (name, "good.py")))
    assert "good.lambda_handler" in application.resources
