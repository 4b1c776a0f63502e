"""``hauberk iam diff --from``: a file compared with itself in git's past, and nothing of the repository is run."""

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.iam.asking import Json, answered, refused
from tests.cli.iam.test_diff import OLD, WIDER
from tests.iam.language.documents import allow
from tests.scan.places import put
from tests.scan.test_revision import ENVIRONMENT, commit, git

NARROW = json.dumps({"Version": "2012-10-17", "Statement": [allow("sqs:SendMessage")]})
WIDE = json.dumps({"Version": "2012-10-17", "Statement": [allow("sqs:*")]})


def again(folder: Path, files: dict[str, str]) -> None:
    """Another commit of some files."""
    put(folder, files)
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message=next")


def compared(folder: Path, *arguments: str) -> Json:
    code, found = answered(folder, "diff", *arguments)
    assert code == (1 if found["added"] else 0 if found["decided"] else 4)
    return found


def test_a_policy_as_it_was_and_as_it_is(tmp_path: Path) -> None:
    commit(tmp_path, {"p.json": NARROW})
    put(tmp_path, {"p.json": WIDE})
    (change,) = compared(tmp_path, "--from=HEAD", "p.json")["added"]
    assert "sqs:PurgeQueue" in change["actions"]
    assert change["by"]["location"]["path"] == "p.json"
    again(tmp_path, {})
    assert compared(tmp_path, "--from=HEAD", "p.json")["added"] == []


def test_two_revisions_whatever_the_file_is_now(tmp_path: Path) -> None:
    commit(tmp_path, {"app/p.json": WIDE})
    again(tmp_path, {"app/p.json": NARROW})
    (tmp_path / "app" / "p.json").unlink()
    found = compared(tmp_path / "app", "--from=HEAD~1", "--to=HEAD", "p.json")
    assert (found["added"], len(found["removed"])) == ([], 1)
    assert found["removed"][0]["by"]["location"]["path"] == "HEAD~1:app/p.json"
    assert len(compared(tmp_path, "--from=HEAD", "--to=HEAD~1", "app/p.json")["added"]) == 1


@pytest.mark.parametrize(("part", "of"), [("", "Role"), ("#Role", "Role"), ("#Worker", "Worker's role")])
def test_a_template(tmp_path: Path, part: str, of: str) -> None:
    commit(tmp_path, {"app/template.yaml": OLD})
    again(tmp_path, {"app/template.yaml": WIDER})
    found = compared(tmp_path, "--from=HEAD~1", "--to=HEAD", f"app/template.yaml{part}")
    assert [change["of"] for change in found["added"]] == [of]
    assert found["added"][0]["by"]["location"]["path"] == "HEAD:app/template.yaml"


def test_a_file_that_is_new_adds_all_and_one_that_is_gone_removes_it(tmp_path: Path) -> None:
    commit(tmp_path, {"other.yaml": "a: b"})
    again(tmp_path, {"template.yaml": OLD})
    assert {change["of"] for change in compared(tmp_path, "--from=HEAD~1", "template.yaml")["added"]} == {
        "Orders",
        "Role",
    }
    (tmp_path / "template.yaml").unlink()
    found = compared(tmp_path, "--from=HEAD", "template.yaml")
    assert (found["added"], {change["of"] for change in found["removed"]}) == ([], {"Orders", "Role"})


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("p.json", "--from=nope"), "--from nope: there is no such branch, tag or commit here"),
        (("p.json", "--from=HEAD", "--to=nope"), "--to nope: there is no such branch, tag or commit here"),
        (("p.json", "--from=--output=x"), "--from --output=x: '--output=x' isn't a revision"),
        (("p.json", "p.json", "--from=HEAD"), "with --from one file is compared with itself"),
        (("p.json", "--to=HEAD"), "--to needs --from"),
        (("p.json",), "there is nothing to compare with"),
        (("gone.json", "--from=HEAD"), "there is no file 'gone.json', neither then nor later"),
    ],
)
def test_what_cant_be_asked(tmp_path: Path, arguments: tuple[str, ...], complaint: str) -> None:
    commit(tmp_path, {"p.json": NARROW})
    assert complaint in refused(tmp_path, "diff", *arguments)


# -- a repository that wants something to be run

CONFIGURED = {
    "core.fsmonitor": "{evil}",
    "core.pager": "{evil}",
    "pager.ls-tree": "{evil}",
    "pager.cat-file": "{evil}",
    "core.sshCommand": "{evil}",
    "core.gitProxy": "{evil}",
    "core.askPass": "{evil}",
    "core.editor": "{evil}",
    "core.alternateRefsCommand": "{evil}",
    "core.hooksPath": "{hooks}",
    "alias.ls-tree": "!{evil}",
    "alias.rev-parse": "!{evil}",
    "alias.cat-file": "!{evil}",
    "credential.helper": "!{evil}",
    "diff.external": "{evil}",
    "diff.evil.textconv": "{evil}",
    "diff.evil.command": "{evil}",
    "filter.evil.smudge": "{evil}",
    "filter.evil.clean": "{evil}",
    "filter.evil.process": "{evil}",
    "gpg.program": "{evil}",
    "uploadpack.packObjectsHook": "{evil}",
    "protocol.allow": "always",
    "protocol.ext.allow": "always",
    "extensions.partialClone": "origin",
    "remote.origin.promisor": "true",
    "remote.origin.url": "ext::{evil}",
    "remote.origin.uploadpack": "{evil}",
}
"""What git's configuration can name a program in; in the included file as well as in the repository's own."""
HOOKS = ("post-checkout", "post-index-change", "reference-transaction", "fsmonitor-watchman", "pre-auto-gc")


def hostile(folder: Path, included: bool) -> Path:
    """A repository of two commits that names a program wherever it can; running it leaves a file."""
    repository = folder / "repository"
    commit(repository, {"t.yaml": OLD, ".gitattributes": "*.yaml filter=evil diff=evil text eol=crlf\n"})
    again(repository, {"t.yaml": WIDER})
    evil = folder / "evil"
    evil.write_text(f'#!/bin/sh\necho "$0 $@" >> {folder}/ran\nexit 1\n')
    evil.chmod(0o755)
    hooks = folder / "hooks"
    for place in (hooks, repository / ".git" / "hooks"):
        place.mkdir(exist_ok=True)
        for hook in HOOKS:
            (place / hook).symlink_to(evil)
    file = repository / ".git" / "planted" if included else repository / ".git" / "config"
    for key, value in CONFIGURED.items():
        name = value.format(evil=evil, hooks=hooks)
        subprocess.run(["git", "config", "--file", file, key, name], check=True, env=ENVIRONMENT)
    if included:
        subprocess.run(
            ["git", "config", "--file", repository / ".git" / "config", "include.path", "planted"],
            check=True,
            env=ENVIRONMENT,
        )
    subprocess.run(
        ["git", "config", "--file", repository / ".git" / "config", "core.repositoryformatversion", "1"],
        check=True,
        env=ENVIRONMENT,
    )
    return repository


def ran(folder: Path) -> bool:
    """Whether the planted program ran, once; the trace is gone then."""
    trace = folder / "ran"
    found = trace.exists()
    trace.unlink(missing_ok=True)
    return found


def without_object(repository: Path) -> None:
    """Takes a template's object out, which a partial clone would fetch from its remote when it is asked for."""
    listed = subprocess.run(
        ["git", "-c", "core.fsmonitor=false", "-C", repository, "rev-parse", "HEAD~1:t.yaml"],
        check=True,
        capture_output=True,
        text=True,
        env={**ENVIRONMENT, "GIT_NO_LAZY_FETCH": "1"},
    ).stdout.strip()
    (repository / ".git" / "objects" / listed[:2] / listed[2:]).unlink()


def carelessly(repository: Path, *arguments: str) -> None:
    """git as it is run by people, whatever becomes of it."""
    subprocess.run(
        ["git", "-C", repository, *arguments],
        check=False,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env=ENVIRONMENT,
        timeout=60,
    )


CARELESS: list[tuple[str, Callable[[Path], None]]] = [
    ("the file system monitor", lambda repository: carelessly(repository, "status")),
    (
        "a filter",
        lambda repository: carelessly(repository, "-c", "core.fsmonitor=false", "checkout", "HEAD~1", "t.yaml"),
    ),
    (
        "textconv",
        lambda repository: carelessly(repository, "-c", "core.fsmonitor=false", "show", "--textconv", "HEAD:t.yaml"),
    ),
    (
        "a hook",
        lambda repository: carelessly(repository, "-c", "core.fsmonitor=false", "update-ref", "refs/heads/x", "HEAD"),
    ),
    ("a program as a diff", lambda repository: carelessly(repository, "-c", "core.fsmonitor=false", "diff", "HEAD~1")),
]


@pytest.mark.parametrize(("way", "provoke"), CARELESS, ids=[way for way, _ in CARELESS])
@pytest.mark.parametrize("included", [False, True])
def test_the_repository_is_hostile(tmp_path: Path, way: str, provoke: Callable[[Path], None], included: bool) -> None:
    """Else the test below would show nothing: git by itself runs the program, in each of these ways."""
    provoke(hostile(tmp_path, included))
    assert ran(tmp_path)


@pytest.mark.parametrize("included", [False, True])
def test_a_missing_object_would_be_fetched_by_a_program_of_the_remote(tmp_path: Path, included: bool) -> None:
    repository = hostile(tmp_path, included)
    without_object(repository)
    ran(tmp_path)
    carelessly(repository, "-c", "core.fsmonitor=false", "cat-file", "-p", "HEAD~1:t.yaml")
    assert ran(tmp_path)


@pytest.mark.parametrize("included", [False, True])
def test_nothing_of_the_repository_is_run(tmp_path: Path, included: bool) -> None:
    repository = hostile(tmp_path, included)
    ran(tmp_path)
    for environment in ({}, {"PAGER": str(tmp_path / "evil"), "GIT_SSH_COMMAND": str(tmp_path / "evil")}):
        with pytest.MonkeyPatch.context() as patch:
            for name, value in environment.items():
                patch.setenv(name, value)
            found = compared(repository, "--from=HEAD~1", "--to=HEAD", "t.yaml")
            assert [change["of"] for change in found["added"]] == ["Role"]
    assert not ran(tmp_path)


@pytest.mark.parametrize("included", [False, True])
def test_a_missing_object_is_said_to_be_missing_and_not_fetched(tmp_path: Path, included: bool) -> None:
    repository = hostile(tmp_path, included)
    without_object(repository)
    ran(tmp_path)
    assert "--from HEAD~1: an object is missing; fetch the revision first" in refused(
        repository, "diff", "--from=HEAD~1", "t.yaml"
    )
    assert not ran(tmp_path)


def test_the_environment_doesnt_lead_git_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(tmp_path / "mine", {"p.json": NARROW})
    commit(tmp_path / "other", {"p.json": WIDE})
    put(tmp_path / "mine", {"p.json": WIDE})
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "other" / ".git"))
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "core.worktree")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", os.fspath(tmp_path / "other"))
    assert len(compared(tmp_path / "mine", "--from=HEAD", "p.json")["added"]) == 1
