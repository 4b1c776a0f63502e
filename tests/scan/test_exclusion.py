"""Patterns of paths that are left out: those of ``.gitignore``, as git itself reads them."""

import os
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hauberk.scan.exclusion import Exclusion
from tests.cli.running import run
from tests.scan.places import OPEN, URL, ledger, put, violated

FILES = (
    "template.yaml", "build/a.yaml", "build/deep/b.yaml", "src/build/c.yaml", "src/builder/d.yaml", "src/e.old.yaml",
    "docs/build", "docs/f.yaml", "docs/build.yaml",
)  # fmt: skip


@pytest.mark.parametrize(
    ("pattern", "left_out"),
    [
        ("build", {"build/a.yaml", "build/deep/b.yaml", "src/build/c.yaml", "docs/build"}),
        ("build/", {"build/a.yaml", "build/deep/b.yaml", "src/build/c.yaml"}),
        ("build/*", {"build/a.yaml", "build/deep/b.yaml"}),
        ("./build/*", {"build/a.yaml", "build/deep/b.yaml"}),
        ("/build", {"build/a.yaml", "build/deep/b.yaml"}),
        ("**/build/**", {"build/a.yaml", "build/deep/b.yaml", "src/build/c.yaml"}),
        ("build/**", {"build/a.yaml", "build/deep/b.yaml"}),
        ("build/*.yaml", {"build/a.yaml"}),
        ("build/**/*.yaml", {"build/a.yaml", "build/deep/b.yaml"}),
        ("src/*/c.yaml", {"src/build/c.yaml"}),
        ("*.old.yaml", {"src/e.old.yaml"}),
        ("buil?", {"build/a.yaml", "build/deep/b.yaml", "src/build/c.yaml", "docs/build"}),
        ("[!a-z]uild", set()),
        ("BUILD", set()),
        ("**", set(FILES)),
        ("*", set(FILES)),
        ("", set()),
        (".", set()),
        ("/", set()),
    ],
)
def test_what_a_pattern_leaves_out(pattern: str, left_out: set[str]) -> None:
    exclusion = Exclusion([pattern])
    assert {file for file in FILES if exclusion.holds(file)} == left_out


def test_a_folder_that_cannot_be_read_is_left_out_as_a_folder() -> None:
    assert Exclusion(["build/"]).holds("src/build", folder=True)
    assert not Exclusion(["build/"]).holds("src/build")


NAMES = st.sampled_from(["a", "b", "ab", "a.b"])
PATHS = st.lists(NAMES, min_size=1, max_size=4).map("/".join)
PATTERNS = st.tuples(
    st.sampled_from(["", "/"]),
    st.lists(st.sampled_from(["a", "b", "a*", "*", "?", "**", "*.b"]), min_size=1, max_size=4).map("/".join),
    st.sampled_from(["", "/"]),
).map("".join)


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("repository")
    subprocess.run(["git", "init", "--quiet", folder], check=True)
    return folder


@given(pattern=PATTERNS, paths=st.lists(PATHS, min_size=1, max_size=8, unique=True))
def test_git_says_the_same(repository: Path, pattern: str, paths: list[str]) -> None:
    (repository / ".git" / "info" / "exclude").write_text(f"{pattern}\n")
    told = subprocess.run(
        ["git", "-C", repository, "-c", f"core.excludesFile={os.devnull}", "check-ignore", "--no-index", "--stdin"],
        input="\n".join(paths), capture_output=True, text=True, check=False,
    )  # fmt: skip
    exclusion = Exclusion([pattern])
    assert [path for path in paths if exclusion.holds(path)] == told.stdout.split()


def test_a_pattern_of_many_stars_takes_no_time() -> None:
    slow = Exclusion(["/".join(["**", "*a*a*a*a*a*a*"] * 100)])
    assert not slow.holds("/".join(["a" * 200 + "b"] * 99))


@pytest.mark.parametrize("pattern", ["build", "build/", "**/build/**", "./build/*", "build/*"])
def test_a_folder_is_left_out_and_counted(tmp_path: Path, pattern: str) -> None:
    put(tmp_path, {"template.yaml": OPEN, "build/template.yaml": OPEN, "build/main.tf": ""})
    found = ledger(tmp_path, exclude=(pattern,))
    assert violated(found) == ["template.yaml:10"]
    assert found.gaps == ()
    assert found.switched_off == {"files": 2}
    assert len(violated(ledger(tmp_path, "build/template.yaml", exclude=(pattern,)))) == 1


def test_a_pattern_of_the_configuration_counts_from_its_folder(tmp_path: Path) -> None:
    files = {"template.yaml": OPEN, "build/template.yaml": OPEN, "s/build/template.yaml": OPEN, "s/template.yaml": OPEN}
    put(tmp_path, {**files, "hauberk.toml": 'exclude = ["s/build", "/build"]', ".git/HEAD": ""})

    def found(folder: Path, *arguments: str) -> list[str]:
        lines = run(folder, "check", "--quiet", f"--select={URL}", *arguments).out.splitlines()
        return sorted(line.partition(":")[0] for line in lines if ": critical[" in line)

    assert found(tmp_path) == ["s/template.yaml", "template.yaml"]
    assert found(tmp_path / "s") == ["template.yaml"]
    assert found(tmp_path / "s", "--isolated", "--exclude=build") == ["template.yaml"]
    assert found(tmp_path / "s", "--isolated", "--exclude=s/build") == ["build/template.yaml", "template.yaml"]
    assert found(tmp_path / "s", "..", "--isolated", "--exclude=../build/") == [
        "../s/build/template.yaml", "../s/template.yaml", "../template.yaml",
    ]  # fmt: skip
