"""Which code is looked at without a template, and what makes an application of it."""

import os
from pathlib import Path

import pytest

from hauberk.scan.bare import cutting
from hauberk.study.code import contents
from tests.scan.bare.checking import checked, found, handlers, harmless, hostile, script, template
from tests.scan.places import put


@pytest.mark.parametrize(
    "path",
    [
        "tests/app.py",
        "src/__tests__/app.js",
        "test_app.py",
        "app_test.py",
        "conftest.py",
        "app.test.ts",
        "app.spec.js",
        "types.d.ts",
        "app.min.js",
        "node_modules/x/app.js",
        "venv/app.py",
        "vendor/app.py",
        "dist/app.js",
        "cdk.out/asset.0123/app.py",
    ],
)
def test_what_isnt_somebodys_own_code(tmp_path: Path, path: str) -> None:
    text = hostile() if path.endswith(".py") else script()
    assert checked(tmp_path, {path: text}).applications == ()


def test_installed_packages_are_others(tmp_path: Path) -> None:
    files = {
        "layer/helper/app.py": hostile(),
        "layer/helper-1.0.dist-info/RECORD": "helper/app.py,,\n",
        "a.py": hostile(),
    }
    assert found(checked(tmp_path, files)) == [".: a.py:5 a.lambda_handler"]


def test_a_folder_that_is_given_is_looked_at_whatever_its_name(tmp_path: Path) -> None:
    assert found(checked(tmp_path, {"tests/app/app.py": hostile()}, "tests/app")) == [
        "tests/app: tests/app/app.py:5 app.lambda_handler"
    ]


def test_what_is_left_out_is_left_out(tmp_path: Path) -> None:
    put(tmp_path, {"hauberk.toml": "", "a/app.py": hostile(), "b/app.py": hostile()})
    from hauberk.scan.pipeline import Plan, check

    ledger = check(Plan(controls=frozenset(("command-injection",)), base=str(tmp_path), exclude=("a/",)))
    assert found(ledger) == [".: b/app.py:5 b/app.lambda_handler"]


@pytest.mark.parametrize(
    "manifest",
    [
        "requirements.txt",
        "pyproject.toml",
        "package.json",
        ".chalice/config.json",
        "serverless.yml",
        "main.tf",
        "cdk.json",
    ],
)
def test_the_nearest_folder_with_a_manifest_is_an_application(tmp_path: Path, manifest: str) -> None:
    ledger = checked(tmp_path, {f"a/{manifest}": "{}", "a/src/app.py": hostile(), "b/app.py": hostile()})
    assert handlers(ledger) == {".": {"shape": 1}, "a": {"shape": 1}}


def test_a_folder_above_is_one_where_a_handler_imports_from_there(tmp_path: Path) -> None:
    files = {
        "shared/run.js": "const { exec } = require('child_process');\nexports.run = (name) => exec(name);\n",
        "one/package.json": "{}",
        "one/index.js": "const { run } = require('../shared/run');\nexports.handler = async (event) => run(event.a);\n",
        "two/package.json": "{}",
        "two/index.mjs": script(),
    }
    assert found(checked(tmp_path, files)) == [
        ".: shared/run.js:2 one/index.handler",
        "two: two/index.mjs:2 index.handler",
    ]


def test_what_a_template_has_isnt_looked_at_again(tmp_path: Path) -> None:
    """Nor are handlers in its folder that it doesn't name: nothing is known of which of them are dead."""
    files = {"template.yaml": template("src/"), "src/app.py": harmless(), "src/old.py": hostile()}
    ledger = checked(tmp_path, files)
    assert (found(ledger), handlers(ledger), ledger.notes) == ([], {}, ())


def test_what_lies_beside_a_templates_code_is(tmp_path: Path) -> None:
    files = {"template.yaml": template("src/"), "src/app.py": hostile(), "scripts/nightly.py": hostile("run")}
    assert found(checked(tmp_path, files)) == [
        ".: scripts/nightly.py:5 scripts/nightly.run",
        "template.yaml: src/app.py:5 F",
    ]


def test_a_template_that_has_the_whole_folder(tmp_path: Path) -> None:
    files = {"template.yaml": template("."), "app.py": hostile(), "scripts/nightly.py": hostile("run")}
    assert found(checked(tmp_path, files)) == ["template.yaml: app.py:5 F"]


def test_layers_are_a_templates_too(tmp_path: Path) -> None:
    layer = "  L: { Type: AWS::Serverless::LayerVersion, Properties: { ContentUri: layer/ } }\n"
    files = {"template.yaml": template("src/") + layer, "src/app.py": harmless(), "layer/python/lib.py": hostile()}
    assert handlers(checked(tmp_path, files)) == {}


def test_the_sources_of_a_cdk_application_lie_beside_its_output(tmp_path: Path) -> None:
    manifest = (
        '{"artifacts": {"S": {"type": "aws:cloudformation:stack", "properties": {"templateFile": "S.template.json"}}}}'
    )
    resource = (
        '{"Resources": {"F": {"Type": "AWS::Lambda::Function", "Metadata": {"aws:asset:path": "asset.01", '
        '"aws:asset:property": "Code"}, "Properties": {"Runtime": "python3.13", "Handler": "app.lambda_handler", '
        '"Code": {"S3Bucket": "b", "S3Key": "k"}}}}}'
    )
    files = {
        "app/cdk.json": "{}",
        "app/cdk.out/manifest.json": manifest,
        "app/cdk.out/S.template.json": resource,
        "app/cdk.out/asset.01/app.py": hostile(),
        "app/lambda/app.py": "# before it was bundled\n" + hostile(),
        "other/app.py": hostile("run"),
    }
    assert found(checked(tmp_path, files)) == [
        ".: other/app.py:5 other/app.run",
        "app/cdk.out/S.template.json: app/cdk.out/asset.01/app.py:5 F",
    ]


def test_the_same_file_in_an_archive_and_beside_it(tmp_path: Path) -> None:
    from zipfile import ZipFile

    put(tmp_path, {"template.yaml": template("build.zip"), "src/app.py": hostile()})
    with ZipFile(tmp_path / "build.zip", "w") as archive:
        archive.writestr("app.py", hostile())
    assert found(checked(tmp_path, {})) == ["template.yaml: build.zip!/app.py:5 F"]


def test_what_is_compiled_lies_beside_its_source(tmp_path: Path) -> None:
    typed = "import { exec } from 'child_process';\nexport const handler = async (event: any) => { exec(event.a); };\n"
    assert found(checked(tmp_path, {"a.ts": typed, "a.js": script()})) == [".: a.ts:2 a.handler"]


def test_a_file_that_is_named_is_looked_at(tmp_path: Path) -> None:
    files = {"a/app.py": hostile(), "a/other.py": hostile(), "a/package.json": "{}"}
    assert found(checked(tmp_path, files, "a/app.py")) == ["a: a/app.py:5 app.lambda_handler"]
    nothing = checked(tmp_path, {"a/lib.py": "def add(a, b): ...\n"}, "a/lib.py")
    assert [(gap.path, gap.code) for gap in nothing.gaps] == [("a/lib.py", "no-handler")]


def test_scripts_without_a_handler_are_nothing_to_check(tmp_path: Path) -> None:
    files = {
        "a.py": "import os, sys\nos.system(sys.argv[1])\n",
        "b.py": "def main(argv):\n    eval(argv[0])\nif __name__ == '__main__':\n    main(['1'])\n",
        "c.js": "const { exec } = require('child_process');\nexec(process.argv[2]);\n",
        "d.ts": "export const click = (event: MouseEvent) => eval(event.type);\n",
        "broken.py": "def f(:\n",
    }
    ledger = checked(tmp_path, files)
    assert (ledger.applications, ledger.entries, ledger.gaps, ledger.notes) == ((), (), (), ())


def test_a_mistake_that_a_handler_may_be_behind_is_told(tmp_path: Path) -> None:
    ledger = checked(
        tmp_path, {"app.py": hostile(), "bad.py": "import os\n\ndef lambda_handler(event, context:\n  )(\n"}
    )
    assert found(ledger) == [".: app.py:5 app.lambda_handler"]
    assert [(gap.path, gap.code, gap.line) for gap in ledger.gaps] == [("bad.py", "invalid-syntax", 3)]


def test_a_handler_in_a_file_with_a_mistake_is_followed_and_doubted(tmp_path: Path) -> None:
    text = hostile() + "\n\ndef other(:\n    pass\n"
    ledger = checked(tmp_path, {"app.py": text}, controls=frozenset(("command-injection", "handler-not-found")))
    assert found(ledger) == [".: app.py:5 app.lambda_handler"]
    (doubt,) = [entry for entry in ledger.entries if entry.control == "handler-not-found"]
    assert (doubt.state.value, doubt.reason.code if doubt.reason else "") == ("unknown", "invalid-syntax")


def test_links(tmp_path: Path) -> None:
    """What a link leads to has a name of its own, or is outside."""
    outside = put(tmp_path / "outside", {"app.py": hostile()})
    inside = put(tmp_path / "inside", {"a/app.py": hostile()})
    os.symlink(inside / "a" / "app.py", inside / "same.py")
    os.symlink(inside / "a", inside / "again")
    os.symlink(inside, inside / "a" / "circle")
    os.symlink(outside / "app.py", inside / "out.py")
    os.symlink(outside, inside / "out")
    assert found(checked(inside, {})) == [".: a/app.py:5 a/app.lambda_handler"]


def test_ten_thousand_files(tmp_path: Path) -> None:
    for number in range(10_000):
        (tmp_path / f"f{number}.py").write_text("def add(a, b):\n    return a + b\n")
    ledger = checked(tmp_path, {"app/app.py": hostile(), "app/requirements.txt": ""})
    assert found(ledger) == ["app: app/app.py:5 app.lambda_handler"]
    assert ledger.gaps == ()


def test_so_many_files_and_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cutting, "MAX_FILES", 2)
    ledger = checked(tmp_path, {f"{name}.py": hostile() for name in "abcd"})
    assert [one.partition(" ")[2] for one in found(ledger)] == ["a.py:5 a.lambda_handler", "b.py:5 b.lambda_handler"]
    assert [(gap.path, gap.code) for gap in ledger.gaps] == [("c.py", "too-many-files")]


def test_a_handler_behind_too_many_files_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contents, "MAX_FILES", 2)
    ledger = checked(tmp_path, {f"{name}.py": hostile() for name in "abc"})
    assert [one.partition(" ")[2] for one in found(ledger)] == ["a.py:5 a.lambda_handler", "b.py:5 b.lambda_handler"]
    assert [(gap.path, gap.code) for gap in ledger.gaps] == [("c.py", "too-many-files")]


def test_a_file_that_cant_be_read_is_told_where_there_are_handlers(tmp_path: Path) -> None:
    put(tmp_path, {"big.py": "#" * 17_000_000})
    assert checked(tmp_path, {}).gaps == ()
    assert [(gap.path, gap.code) for gap in checked(tmp_path, {"app.py": hostile()}).gaps] == [("big.py", "too-large")]
