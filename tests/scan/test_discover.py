"""What is looked at in a folder, what not, and what is said of the rest."""

import json
import os
from pathlib import Path

import pytest

from hauberk.model.ledger import Gap
from hauberk.scan.discover import discover
from tests.scan.places import CLOSED, OPEN, ledger, put, violated

URL_RESOURCE = {"Type": "AWS::Lambda::Url", "Properties": {"AuthType": "NONE"}}


def assembly(*stacks: str, **others: str) -> str:
    """A cloud assembly's manifest with stacks by their templates, and other artifacts by their types."""
    artifacts: dict[str, object] = {
        f"stack{number}": {"type": "aws:cloudformation:stack", "properties": {"templateFile": name}}
        for number, name in enumerate(stacks)
    }
    artifacts |= {name: {"type": type_} for name, type_ in others.items()}
    return json.dumps({"version": "36.0.0", "artifacts": artifacts})


def test_templates_are_told_by_their_suffixes_and_their_content(tmp_path: Path) -> None:
    names = ("a/template.yaml", "b/template.yml", "c/template.template")
    put(
        tmp_path, {**dict.fromkeys(names, OPEN), "notes.md": OPEN, "compose.yaml": "services: {}", "package.json": "{}"}
    )
    found = ledger(tmp_path)
    assert [seen.path for seen in found.applications] == list(names)
    assert found.gaps == ()


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("start", ["", "\ufeff", "# \u8bf7\n", "# "])
def test_a_template_in_another_encoding_is_a_gap_and_not_passed_over(tmp_path: Path, encoding: str, start: str) -> None:
    (tmp_path / "template.yaml").write_bytes((start + OPEN).encode(encoding))
    found = ledger(tmp_path)
    assert [gap.path for gap in found.gaps] == ["template.yaml"]
    assert found.gaps[0].code in ("not-utf-8", "nul-byte")


def test_builds_and_other_peoples_code_are_not_scanned_twice(tmp_path: Path) -> None:
    copies = (".aws-sam/build", "node_modules/pkg", ".serverless", ".venv/lib", "src/node_modules/pkg", ".git")
    put(tmp_path, {f"{folder}/template.yaml": OPEN for folder in (*copies, ".")})
    assert violated(ledger(tmp_path)) == ["template.yaml:10"]


def test_what_the_user_names_is_looked_at_wherever_it_is(tmp_path: Path) -> None:
    put(tmp_path, {"node_modules/pkg/template.yaml": OPEN})
    assert violated(ledger(tmp_path, "node_modules/pkg")) == ["node_modules/pkg/template.yaml:10"]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("main.tf", "format-not-read"),
        ("serverless.ts", "format-not-read"),
    ],
)
def test_what_is_no_template_by_its_name_is_told_as_what_it_is(tmp_path: Path, name: str, code: str) -> None:
    (tmp_path / "src").mkdir()
    (tmp_path / name).write_text("const x = { a: 1 };\n")
    found = discover([str(tmp_path / name)])
    assert (found.candidates, [gap.code for gap in found.gaps], found.files) == ((), [code], 1)
    assert discover([str(tmp_path / name)], lenient=True).gaps == ()


@pytest.mark.parametrize("name", ["app.py", "index.mjs", "src/app.ts"])
def test_a_file_of_code_is_code(tmp_path: Path, name: str) -> None:
    put(tmp_path, {name: "const x = { a: 1 };\n"})
    found = discover([str(tmp_path / name)])
    assert (found.candidates, found.gaps, found.files) == ((), (), 1)
    assert [(one.path, one.asked) for one in found.code] == [(os.path.basename(name), True)]
    assert discover([str(tmp_path / name)], lenient=True).code == ()


def test_files_of_code_below_a_folder(tmp_path: Path) -> None:
    put(tmp_path, {"a/app.py": "", "a/index.js": "", "a/x.tsx": "", "a/b.txt": "", "a/node_modules/c.js": ""})
    assert [one.path for one in discover([str(tmp_path)]).code] == ["a/app.py", "a/index.js", "a/x.tsx"]
    assert discover([str(tmp_path)], ["*.js"]).excluded == 1


def test_a_file_named_twice_is_looked_at_once(tmp_path: Path) -> None:
    put(tmp_path, {"a/template.yaml": OPEN})
    found = ledger(tmp_path, "a", "a/template.yaml", ".", str(tmp_path / "a"), "a/../a/template.yaml")
    assert violated(found) == ["a/template.yaml:10"]


def looked_at(folder: Path, *paths: str) -> list[str]:
    """The applications that are found, and with a mark what is left out or not read."""
    found = ledger(folder, *paths)
    left = [f"{number} {what} left out" for what, number in found.switched_off.items()]
    return [*(seen.path for seen in found.applications), *(f"{gap.path}: {gap.code}" for gap in found.gaps), *left]


def test_of_a_cloud_assembly_its_stacks_are_read_and_copies_are_counted(tmp_path: Path) -> None:
    put(
        tmp_path,
        {
            "cdk.out/manifest.json": assembly("App.template.json", tree="cdk:tree", assets="cdk:asset-manifest"),
            "cdk.out/App.template.json": CLOSED,
            "cdk.out/tree.json": '{"tree": {"Resources": "AWS::Lambda::Url"}}',
            "cdk.out/App.assets.json": '{"files": {}}',
            "cdk.out/asset.0a1b/template.yaml": OPEN,
            "template.yaml": OPEN,
        },
    )
    stack = "cdk.out/App.template.json"
    assert looked_at(tmp_path) == ["template.yaml", stack, "1 files left out"]
    assert looked_at(tmp_path, "cdk.out") == [stack, "1 files left out"]


def test_a_template_that_the_manifest_has_forgotten_is_not_read(tmp_path: Path) -> None:
    """The CDK leaves the templates of stacks that are no more; whether they are deployed can't be told."""
    manifest = assembly("App.template.json")
    put(tmp_path, {"manifest.json": manifest, "App.template.json": CLOSED, "Old.template.json": OPEN})
    assert looked_at(tmp_path) == ["App.template.json", "Old.template.json: not-in-manifest"]


@pytest.mark.parametrize("name", ["template.yaml", "sub/template.yml", "stack.json", "asset.x/a.json", "asset.0a.json"])
def test_a_manifest_does_not_speak_for_what_is_not_the_cdks(tmp_path: Path, name: str) -> None:
    artifacts = json.loads(assembly("App.template.json"))
    artifacts["artifacts"]["tree"] = {"type": "cdk:tree", "properties": {"file": name}}
    put(tmp_path, {"manifest.json": json.dumps(artifacts), "App.template.json": CLOSED, name: OPEN})
    assert [place.partition(":")[0] for place in violated(ledger(tmp_path))] == [name]


def test_a_stage_is_an_assembly_in_an_assembly(tmp_path: Path) -> None:
    put(
        tmp_path,
        {
            "cdk.out/manifest.json": assembly(stage="cdk:cloud-assembly"),
            "cdk.out/assembly-Prod/manifest.json": assembly("Api.template.json"),
            "cdk.out/assembly-Prod/Api.template.json": OPEN,
            "cdk.out/assembly-Prod/Other.template.json": OPEN,
        },
    )
    folder = "cdk.out/assembly-Prod"
    assert looked_at(tmp_path) == [f"{folder}/Api.template.json", f"{folder}/Other.template.json: not-in-manifest"]


def test_an_assembly_is_known_by_its_manifest_not_by_its_name(tmp_path: Path) -> None:
    put(
        tmp_path,
        {
            "out/manifest.json": assembly("App.template.json"),
            "out/App.template.json": OPEN,
            "out/Left.template.json": OPEN,
            "cdk.out/Loose.template.json": OPEN,
            "web/manifest.json": '{"name": "a web application", "artifacts": []}',
            "web/Deployed.template.json": OPEN,
        },
    )
    assert looked_at(tmp_path) == [
        "cdk.out/Loose.template.json",
        "out/App.template.json",
        "web/Deployed.template.json",
        "out/Left.template.json: not-in-manifest",
    ]


def test_a_manifest_does_not_lead_out_of_the_folder(tmp_path: Path) -> None:
    put(
        tmp_path,
        {
            "outside.template.json": OPEN,
            "inside/cdk.out/manifest.json": assembly("../../outside.template.json", "/etc/passwd"),
        },
    )
    assert ledger(tmp_path, "inside").applications == ()


def test_a_stack_that_a_manifest_names_and_nobody_finds_is_a_gap(tmp_path: Path) -> None:
    put(tmp_path, {"cdk.out/manifest.json": assembly("App.template.json", "Gone.template.json")})
    put(tmp_path, {"cdk.out/App.template.json": OPEN})
    text = "cdk.out/manifest.json names it, and it isn't in this folder"
    assert Gap("cdk.out/Gone.template.json", "no-such-file", text) in ledger(tmp_path).gaps


def test_a_construct_is_named_by_its_path_in_the_application(tmp_path: Path) -> None:
    template = OPEN.replace(
        "    Properties:", "    Metadata: {'aws:cdk:path': App/Api/Handler/Resource}\n    Properties:"
    )
    put(tmp_path, {"cdk.out/manifest.json": assembly("App.template.json"), "cdk.out/App.template.json": template})
    (entry,) = ledger(tmp_path).findings()
    assert "App/Api/Handler" in f"{entry.name} {entry.message}"


def test_a_format_that_is_not_read_is_a_gap(tmp_path: Path) -> None:
    put(tmp_path, {"main.tf": "", "plan.tf.json": "{}", "serverless.yml": "", "api/serverless.ts": ""})
    assert [(gap.path, gap.code, gap.text) for gap in ledger(tmp_path).gaps] == [
        ("main.tf", "format-not-read", "Hauberk doesn't read Terraform yet"),
        ("plan.tf.json", "format-not-read", "Hauberk doesn't read Terraform yet"),
        ("serverless.yml", "format-not-read", "Hauberk doesn't read Serverless Framework yet"),
        ("api/serverless.ts", "format-not-read", "Hauberk doesn't read Serverless Framework yet"),
    ]


def test_a_named_file_that_is_no_template_is_a_gap(tmp_path: Path) -> None:
    put(tmp_path, {"values.yaml": "a: 1", "template.yaml": OPEN})
    found = ledger(tmp_path, "values.yaml", "template.yaml")
    assert [(gap.path, gap.code) for gap in found.gaps] == [("values.yaml", "not-a-template")]
    assert violated(found) == ["template.yaml:10"]


def test_one_bad_file_does_not_lose_the_others(tmp_path: Path) -> None:
    put(tmp_path, {"a.yaml": "Resources: [AWS::", "b.yaml": OPEN})
    found = ledger(tmp_path)
    assert [gap.path for gap in found.gaps] == ["a.yaml"]
    assert violated(found) == ["b.yaml:10"]


def test_what_is_not_there_is_a_gap(tmp_path: Path) -> None:
    assert [(gap.path, gap.code) for gap in ledger(tmp_path, "gone.yaml").gaps] == [("gone.yaml", "no-such-file")]


def test_what_is_excluded_is_not_looked_at(tmp_path: Path) -> None:
    put(tmp_path, {"examples/a.yaml": OPEN, "b.yaml": OPEN, "examples/main.tf": ""})
    found = ledger(tmp_path, exclude=("examples/*",))
    assert violated(found) == ["b.yaml:10"]
    assert found.gaps == ()


def test_a_nested_stack_is_part_of_its_parent_and_not_read_twice(tmp_path: Path) -> None:
    parent = "Resources:\n  Child:\n    Type: AWS::Serverless::Application\n    Properties: {Location: child.yaml}\n"
    put(tmp_path, {"child.yaml": OPEN, "parent.yaml": f"Transform: AWS::Serverless-2016-10-31\n{parent}"})
    found = ledger(tmp_path)
    assert [seen.files for seen in found.applications] == [("parent.yaml", "child.yaml")]
    assert violated(found) == ["child.yaml:10"]


def test_suffixes_are_told_in_any_case(tmp_path: Path) -> None:
    put(
        tmp_path, {"TEMPLATE.YAML": OPEN, "b/Stack.Json": json.dumps({"Resources": {"U": URL_RESOURCE}}), "Main.TF": ""}
    )
    found = ledger(tmp_path)
    assert [place.partition(":")[0] for place in violated(found)] == ["TEMPLATE.YAML", "b/Stack.Json"]
    assert [gap.path for gap in found.gaps] == ["Main.TF"]


def test_a_folder_of_nothing_is_nothing(tmp_path: Path) -> None:
    put(tmp_path, {"readme.md": "hello"})
    found = ledger(tmp_path)
    assert (found.applications, found.gaps, found.files) == ((), (), 1)
