"""What is sent in the place of a function's code."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from hauberk.lab.account.provisioning.code import PACKAGE, sent


def test_the_package_is_an_archive_with_an_empty_file() -> None:
    with ZipFile(BytesIO(PACKAGE)) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == {"app.py": b""}


@pytest.mark.parametrize("code", [None, "src/orders", {"S3Bucket": "b", "S3Key": "k"}, {}])
def test_it_stands_for_code_of_any_kind(code: object) -> None:
    assert sent(code) == {"ZipFile": PACKAGE}


def test_an_image_goes_by_its_name() -> None:
    uri = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/labels:latest"
    assert sent({"ImageUri": uri, "ZipFile": "x"}) == {"ImageUri": uri}


@pytest.mark.parametrize(("runtime", "name"), [("python3.13", "index.py"), ("nodejs22.x", "index.js")])
def test_code_that_the_template_holds_is_packed_as_it_stands(runtime: str, name: str) -> None:
    with ZipFile(BytesIO(sent({"ZipFile": "x = 1"}, runtime)["ZipFile"])) as archive:
        assert {one: archive.read(one) for one in archive.namelist()} == {name: b"x = 1"}
