"""Archives that are as they should be: what is in them comes out, whoever made them."""

import io
import tarfile
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hauberk.reading.archives import DEFAULT_LIMITS, Limits, is_archive, members

FILES = {"app.py": b"import os\n", "lib/é/data.bin": bytes(range(256)) * 40, "empty": b""}


def zipped(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return kept.getvalue()


def tarred(files: dict[str, bytes], mode: str = "w", form: int = tarfile.PAX_FORMAT) -> bytes:
    """A tar archive."""
    kept = io.BytesIO()
    with tarfile.open(fileobj=kept, mode=mode, format=form) as archive:  # type: ignore[call-overload]
        for name, data in files.items():
            told = tarfile.TarInfo(name)
            told.size = len(data)
            archive.addfile(told, io.BytesIO(data))
    return kept.getvalue()


def content(data: bytes, limits: Limits = DEFAULT_LIMITS) -> dict[str, bytes]:
    """What is in an archive, nothing of it refused."""
    found = list(members(data, limits))
    assert [member.error for member in found if member.error] == []
    return {member.path: member.data for member in found}


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_zip(method: int) -> None:
    assert content(zipped(FILES, method)) == FILES


@pytest.mark.parametrize("mode", ["w", "w:gz"])
@pytest.mark.parametrize("form", [tarfile.PAX_FORMAT, tarfile.GNU_FORMAT, tarfile.USTAR_FORMAT])
def test_tar(mode: str, form: int) -> None:
    assert content(tarred(FILES, mode, form)) == FILES


@pytest.mark.parametrize("form", [tarfile.PAX_FORMAT, tarfile.GNU_FORMAT])
def test_long_names_in_tar(form: int) -> None:
    files = {"/".join(["folder"] * 40) + "/app.py": b"1", "short": b"2"}
    assert content(tarred(files, "w", form)) == files


def test_folders_are_no_files() -> None:
    assert content(zipped({"lib/": b"", "lib/a": b"1"})) == {"lib/a": b"1"}


def test_archives_in_archives() -> None:
    inner = tarred({"b.py": b"2"}, "w:gz")
    assert content(zipped({"a.py": b"1", "layers/l.tgz": inner})) == {"a.py": b"1", "layers/l.tgz!/b.py": b"2"}


def test_an_empty_archive() -> None:
    assert content(zipped({})) == {}
    assert content(tarred({})) == {}


def test_names_of_archives() -> None:
    assert is_archive("dist/Code.ZIP")
    assert is_archive("layer.tar.gz")
    assert not is_archive("code.gz")
    assert not is_archive("zip")


@given(
    st.dictionaries(st.text("abcä_", min_size=1, max_size=12), st.binary(max_size=3000), max_size=6),
    st.sampled_from(["zip", "tar", "tgz"]),
)
def test_whatever_is_packed_comes_out(files: dict[str, bytes], kind: str) -> None:
    data = zipped(files) if kind == "zip" else tarred(files, "w:gz" if kind == "tgz" else "w")
    assert content(data) == files
