"""A cloud assembly in ``assembly/cdk.out``, as the AWS CDK lays it out: nested stacks' templates are uploaded files.

Written after the cloud assembly schema (@aws-cdk/cloud-assembly-schema, 2026-11). The stack of the stage Prod is one of
``--no-asset-metadata``: only its asset manifest tells which file is where its nested stack's template is taken from.
"""

import json
import shutil
from pathlib import Path

import pytest

from hauberk.model.ledger import Ledger
from hauberk.scan.pipeline import Plan, check
from tests.scan.places import TODAY, ledger, put, violated

ASSEMBLY = Path(__file__).parent / "assembly"
MAIN, NESTED = "cdk.out/Shop.template.json", "cdk.out/ShopApi8B7A6958.nested.template.json"
STAGE = "cdk.out/assembly-Prod/ProdShop.template.json"
STAGE_NESTED = "cdk.out/assembly-Prod/ProdShopApi8B7A6958.nested.template.json"


@pytest.fixture(scope="module")
def found() -> Ledger:
    return ledger(ASSEMBLY)


def files(ledger: Ledger) -> dict[str, tuple[str, ...]]:
    return {seen.path: seen.files for seen in ledger.applications}


def test_a_nested_stack_is_part_of_its_stack(found: Ledger) -> None:
    assert files(found) == {MAIN: (MAIN, NESTED), STAGE: (STAGE, STAGE_NESTED)}
    assert found.gaps == ()
    assert found.switched_off == {}


def test_what_is_open_in_a_nested_stack_is_found(found: Ledger) -> None:
    assert [place.partition(":")[0] for place in violated(found)] == [NESTED, STAGE_NESTED]


def test_a_parameter_of_a_nested_stack_is_what_its_parent_gives(found: Ledger) -> None:
    for seen in found.applications:
        assert ("ApiNestedStackApiNestedStackResource1A2B3C4D/Webhook9E8D7C6B", "Orders0A1B2C3D") in {
            (edge.source, edge.target) for edge in seen.edges
        }


def test_constructs_are_called_by_their_paths(found: Ledger) -> None:
    names = [(entry.name, entry.labels) for entry in found.findings()]
    assert names == [
        ("Shop/Api/Webhook/FunctionUrl", ("Shop/Api/Webhook",)),
        ("Prod/Shop/Api/Webhook/FunctionUrl", ("Prod/Shop/Api/Webhook",)),
    ]


def copied(folder: Path) -> Path:
    """A copy of the assembly."""
    return Path(shutil.copytree(ASSEMBLY, folder, dirs_exist_ok=True))


def changed(folder: Path, name: str, old: str, new: str) -> Path:
    """A copy of the assembly with a text of one file replaced."""
    copied(folder)
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new), encoding="utf-8")
    return folder


def test_a_stack_read_as_a_file_reads_its_nested_stack() -> None:
    assert [place.partition(":")[0] for place in violated(ledger(ASSEMBLY, MAIN))] == [NESTED]


@pytest.mark.parametrize("path", ["/etc/passwd", "../../outside.json"])
def test_metadata_does_not_lead_out(tmp_path: Path, path: str) -> None:
    folder = changed(tmp_path, MAIN, Path(NESTED).name, path)
    found = ledger(folder)
    assert [(gap.path, gap.code) for gap in found.gaps] == [(MAIN, "outside-root")]


def test_a_nested_stack_that_nothing_leads_to_is_checked_alone(tmp_path: Path) -> None:
    folder = changed(tmp_path, MAIN, Path(NESTED).name, "gone.json")
    found = ledger(folder)
    assert [(gap.path, gap.code) for gap in found.gaps] == [(MAIN, "no-such-file")]
    assert set(files(found)) == {MAIN, NESTED, STAGE}
    assert NESTED in {place.partition(":")[0] for place in violated(found)}


def test_a_manifest_of_the_wrong_shape_is_no_manifest(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    for text in ("[]", "{", '{"files": []}', '{"files": {"x": 1, "y": {"source": {"path": ["z"]}}}}'):
        (folder / "cdk.out/assembly-Prod/ProdShop.assets.json").write_text(text, encoding="utf-8")
        gaps = [(gap.path, gap.code) for gap in ledger(folder).gaps]
        assert gaps == [
            (STAGE_NESTED, "not-in-manifest"),
            (STAGE, "computed-location"),
        ]


def test_the_assembly_is_of_the_documented_shape() -> None:
    """Every file that a manifest names is there, and every object key ends the URL of one template."""
    for manifest in ASSEMBLY.rglob("*.assets.json"):
        assets = json.loads(manifest.read_text(encoding="utf-8"))["files"]
        for key, asset in assets.items():
            (place,) = asset["destinations"].values()
            assert place["objectKey"].startswith(key)
            if asset["source"]["packaging"] == "file":
                assert (manifest.parent / asset["source"]["path"]).is_file()


FUNCTION = {
    "Type": "AWS::Lambda::Function",
    "Properties": {
        "Runtime": "python3.13",
        "Handler": "app.handler",
        "Role": "arn:aws:iam::111122223333:role/r",
        "Code": {"S3Bucket": {"Fn::Sub": "assets-${AWS::AccountId}"}, "S3Key": "0a1b.zip"},
    },
}
HARMFUL = "import os\n\n\ndef handler(event, context):\n    os.system(event['name'])\n"


def uploaded(source: str, key: str, packaging: str = "zip") -> str:
    """An asset manifest with one upload."""
    asset = {"source": {"path": source, "packaging": packaging}, "destinations": {"d": {"objectKey": key}}}
    return json.dumps({"version": "55.0.0", "files": {"0a1b": asset}})


@pytest.mark.parametrize(
    ("manifest", "found"),
    [
        (uploaded("asset.0a1b", "0a1b.zip"), ["cdk.out/asset.0a1b/app.py:5"]),
        (uploaded("asset.0a1b", "another.zip"), []),
        (uploaded("../../outside", "0a1b.zip"), []),
        ("{}", []),
    ],
)
def test_a_functions_code_is_found_by_the_manifest_where_no_metadata_tell_it(
    tmp_path: Path, manifest: str, found: list[str]
) -> None:
    artifact = {"type": "aws:cloudformation:stack", "properties": {"templateFile": "Shop.template.json"}}
    files = {
        "cdk.out/manifest.json": json.dumps({"version": "55.0.0", "artifacts": {"Shop": artifact}}),
        "cdk.out/Shop.template.json": json.dumps({"Resources": {"Orders": FUNCTION}}),
        "cdk.out/Shop.assets.json": manifest,
        "cdk.out/asset.0a1b/app.py": HARMFUL,
    }
    put(tmp_path, files)
    plan = Plan(controls=frozenset(("command-injection",)), base=str(tmp_path), today=TODAY)
    assert violated(check(plan)) == found
