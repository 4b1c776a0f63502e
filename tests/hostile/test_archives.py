"""Archives that are made to do harm: each is refused for its own reason, and the rest of it is still read."""

import io
import stat
import struct
import tarfile
import tracemalloc
import warnings
import zipfile
import zlib
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hauberk.reading.archives import DEFAULT_LIMITS, Limits, Member, members
from tests.reading.test_archives import tarred, zipped

GOOD = {"good.py": b"fine"}


def codes(data: bytes, limits: Limits = DEFAULT_LIMITS) -> dict[str, str]:
    """Why entries of an archive are refused; the others must be whole."""
    found = list(members(data, limits))
    return {member.path: member.error.code for member in found if member.error is not None}


def with_good(name: str, data: bytes = b"bad", mode: int = 0) -> bytes:
    """A zip archive of a good entry and another one."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        archive.writestr("good.py", GOOD["good.py"])
        info = zipfile.ZipInfo(name)
        info.external_attr = mode << 16
        archive.writestr(info, data)
    return kept.getvalue()


def read(data: bytes) -> dict[str, bytes]:
    """What could be read."""
    return {member.path: member.data for member in members(data) if member.error is None}


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "/etc/passwd", "C:/Windows/win.ini", "..\\..\\win.ini", "a/../../b", "\\\\host\\share"]
)
def test_names_that_lead_out(name: str) -> None:
    data = with_good(name)
    assert list(codes(data).values()) == ["outside-root"]
    assert read(data) == GOOD


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "a/../../b"])
def test_names_that_lead_out_of_tar(name: str) -> None:
    data = tarred({**GOOD, name: b"bad"})
    assert list(codes(data).values()) == ["outside-root"]
    assert read(data) == GOOD


@pytest.mark.parametrize("mode", [stat.S_IFLNK, stat.S_IFCHR, stat.S_IFBLK, stat.S_IFIFO, stat.S_IFSOCK])
def test_what_is_no_file_in_zip(mode: int) -> None:
    data = with_good("link", b"/etc/passwd", mode | 0o777)
    assert codes(data) == {"link": "not-a-file"}
    assert read(data) == GOOD


@pytest.mark.parametrize(
    "kind",
    [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE, tarfile.GNUTYPE_SPARSE],
)
def test_what_is_no_file_in_tar(kind: bytes) -> None:
    kept = io.BytesIO()
    with tarfile.open(fileobj=kept, mode="w", format=tarfile.GNU_FORMAT) as archive:
        told = tarfile.TarInfo("link")
        told.type, told.linkname = kind, "/etc/passwd"
        archive.addfile(told)
        whole = tarfile.TarInfo("good.py")
        whole.size = 4
        archive.addfile(whole, io.BytesIO(b"fine"))
    assert codes(kept.getvalue()) == {"link": "not-a-file"}
    assert read(kept.getvalue()) == GOOD


def test_a_bomb_says_its_size() -> None:
    data = zipped({"bomb": bytes(32 * 1024 * 1024), **GOOD})
    assert codes(data) == {"bomb": "too-large"}
    assert read(data) == GOOD


def test_a_bomb_that_lies_about_its_size() -> None:
    data = bytearray(zipped({"bomb": bytes(32 * 1024 * 1024)}))
    at = data.rfind(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 100)
    tracemalloc.start()
    assert codes(bytes(data)) == {"bomb": "wrong-size"}
    assert tracemalloc.get_traced_memory()[1] < 4 * 1024 * 1024
    tracemalloc.stop()


def test_many_entries_together_are_too_large() -> None:
    data = zipped({f"{number}": bytes(1000) for number in range(20)})
    assert codes(data, Limits(total=10_000)) == {"": "archive-too-large"}


def test_a_bomb_of_gzip() -> None:
    bomb = zlib.compress(b"")  # no gzip at all
    assert set(codes(b"\x1f\x8b" + bomb).values()) == {"damaged"}
    packed = tarred({"zeros": bytes(3_000_000)}, "w:gz")
    assert codes(packed, Limits(total=1_000_000)) == {"": "archive-too-large"}


def test_bombs_in_an_archive_spend_one_budget() -> None:
    """Each would be small enough alone; together they would take hours."""
    bomb = tarred({"zeros": bytes(900_000)}, "w:gz")
    data = zipped({f"{number}.tgz": bomb for number in range(50)}, zipfile.ZIP_STORED)
    found = list(members(data, Limits(total=2_000_000)))
    assert sum(len(member.data) for member in found) <= 2_000_000
    assert "archive-too-large" in {member.error.code for member in found if member.error}


def test_entries_that_share_their_bytes() -> None:
    one = zipped({"a": b"x" * 500}, zipfile.ZIP_STORED)
    start = one.rfind(b"PK\x01\x02")
    end = one.rfind(b"PK\x05\x06")
    entry = one[start:end]
    tail = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 9, 9, 9 * len(entry), start, 0)
    # the same entry nine times: names are the same too, so the first is read and the others refused
    assert [member.error.code for member in members(one[:start] + entry * 9 + tail) if member.error] == (
        ["duplicate-name"] * 8
    )
    inner = bytearray(zipped({"outer": zipped({"inner": b"y" * 50}, 0), "inner": b"y" * 50}, 0))
    at = inner.rfind(b"PK\x01\x02")
    within = inner.find(b"PK\x03\x04", 10)
    inner[at + 42 : at + 46] = struct.pack("<I", within)
    assert codes(bytes(inner)) == {"inner": "overlapping-entries"}


def test_archives_in_archives_end() -> None:
    data = zipped({"core.py": b"1"})
    for _ in range(10):
        data = zipped({"inner.zip": data, "beside.py": b"2"})
    found = list(members(data))
    assert [member.error.code for member in found if member.error] == ["nested-archives"]
    assert sum(member.path.endswith("beside.py") for member in found) == 3


def test_encrypted_entries() -> None:
    data = bytearray(zipped({"secret.py": b"1", **GOOD}))
    for mark, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = data.find(mark)
        data[at + place] |= 1
    assert codes(bytes(data)) == {"secret.py": "encrypted"}
    assert read(bytes(data)) == GOOD


def test_two_entries_of_one_name() -> None:
    kept = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(kept, "w") as archive:
        warnings.simplefilter("ignore")
        archive.writestr("app.py", b"clean")
        archive.writestr("app.py", b"other")
    found = list(members(kept.getvalue()))
    assert [(member.path, member.error.code if member.error else "") for member in found] == [
        ("app.py", ""),
        ("app.py", "duplicate-name"),
    ]


def test_a_million_entries() -> None:
    entry = struct.pack("<4s6H3I5H2I", b"PK\x01\x02", 20, 20, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"a"
    directory = entry * 1_000_000
    tail = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 1, 1, len(directory), 4, 0)
    started = process_time()
    found = list(members(b"PK\x03\x04" + directory + tail))
    assert process_time() - started < 5
    assert found[-1] == Member("", b"", found[-1].error)
    assert found[-1].error is not None
    assert found[-1].error.code == "too-many-files"


def test_a_header_that_says_otherwise() -> None:
    data = zipped({"app.py": b"1"}).replace(b"app.py", b"bad.py", 1)
    assert codes(data) == {"app.py": "two-headers"}


def test_other_contents_than_the_checksum_says() -> None:
    data = zipped({"app.py": b"abcdef"}, zipfile.ZIP_STORED).replace(b"abcdef", b"abcdeF", 1)
    assert codes(data) == {"app.py": "wrong-checksum"}


def test_kinds_of_compression_that_are_not_read() -> None:
    assert codes(zipped({"app.py": b"abc" * 99}, zipfile.ZIP_LZMA)) == {"app.py": "unknown-compression"}


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04", b"PK\x05\x06", b"no archive", b"\x1f\x8b\x08", b"\x00" * 511 + b"1"]
)
def test_what_is_no_archive(data: bytes) -> None:
    found = list(members(data))
    assert all(member.error is not None for member in found)
    assert bool(found) == bool(data.strip(b"\0"))


def test_cut_off_anywhere() -> None:
    for whole in (zipped(GOOD), tarred(GOOD), tarred(GOOD, "w:gz")):
        for end in range(len(whole)):
            for member in members(whole[:end]):
                assert member.error is not None or member.data == GOOD["good.py"]


@given(st.data())
@settings(max_examples=300)
def test_any_bytes_changed(data: st.DataObject) -> None:
    whole = bytearray(data.draw(st.sampled_from([zipped(GOOD), tarred(GOOD), tarred(GOOD, "w:gz")])))
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    for member in members(bytes(whole)):
        assert len(member.data) <= 10_000


@given(st.binary(max_size=3000), st.sampled_from([b"PK\x03\x04", b"\x1f\x8b\x08\x00", b""]))
def test_any_bytes(data: bytes, start: bytes) -> None:
    list(members(start + data))
