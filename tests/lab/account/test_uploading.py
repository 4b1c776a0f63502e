"""The code beside a template is what an audit of the account finds."""

import zipfile
from pathlib import Path

import pytest

from hauberk.lab.account import uploading
from hauberk.lab.account.account import Account
from hauberk.lab.account.provisioning.loss import Loss
from hauberk.lab.account.provisioning.provision import provision
from hauberk.lab.account.uploading import upload
from hauberk.reading.jail import Root
from hauberk.sources.account.calling.code import Downloads
from hauberk.sources.account.calls import Unread
from hauberk.sources.cloudformation.reader import read_application

TEMPLATE = """Transform: AWS::Serverless-2016-10-31
Resources:
  Orders: {Type: AWS::Serverless::Function, Properties: {Runtime: python3.12, Handler: app.handler, CodeUri: src/}}
  Away: {Type: AWS::Serverless::Function, Properties: {Runtime: python3.12, Handler: app.handler, CodeUri: s3://a/b}}
"""
CODE = "def handler(event, context):\n    return eval(event['body'])\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "src" / "inner").mkdir(parents=True)
    (tmp_path / "template.yaml").write_text(TEMPLATE, encoding="utf-8")
    (tmp_path / "src" / "app.py").write_text(CODE, encoding="utf-8")
    (tmp_path / "src" / "inner" / "more.py").write_text("", encoding="utf-8")
    return tmp_path


def deployed(folder: Path, account: Account) -> tuple[dict[str, str], tuple[Loss, ...]]:
    """The physical names of what was made, and what of the code wasn't uploaded."""
    root = Root(folder)
    application = read_application(root, "template.yaml")
    held = provision(application, account).held
    return {id_: one.physical for id_, one in held.items()}, upload(application, held, account, root)


def test_what_is_downloaded_is_what_lies_there(
    folder: Path, account: Account, tmp_path_factory: pytest.TempPathFactory
) -> None:
    names, losses = deployed(folder, account)
    assert [loss.resource for loss in losses] == ["Away"]
    told = account.client("lambda").get_function(FunctionName=names["Orders"])
    into = tmp_path_factory.mktemp("code")
    brought = Downloads(str(into)).brought(told, "eu-west-1")["Brought"]
    with zipfile.ZipFile(into / brought["Path"]) as archive:
        assert sorted(archive.namelist()) == ["app.py", "inner/more.py"]
        assert archive.read("app.py").decode() == CODE


def test_the_same_code_is_the_same_archive(folder: Path) -> None:
    root = Root(folder)
    assert uploading.packed_of(root, "src") == uploading.packed_of(root, "src")


def test_what_is_large_isnt_uploaded(folder: Path, account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploading, "MAX_BYTES", 10)
    _, losses = deployed(folder, account)
    assert [(loss.resource, loss.property) for loss in losses] == [("Orders", "Code"), ("Away", "Code")]
    assert "more than 10 bytes" in losses[0].text


def test_an_address_that_is_nowhere_safe_isnt_asked(tmp_path: Path) -> None:
    found = Downloads(str(tmp_path)).take("eu-west-1", "orders", "http://example.com/code.zip", "")
    assert isinstance(found, Unread)
    assert "no address that could be trusted" in found.text
    assert not list(tmp_path.iterdir())
