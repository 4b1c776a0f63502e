"""Comparison with a git revision: only what is new is reported, and nothing of the repository is run."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from hauberk.reading.budget import Budget
from hauberk.scan import revision
from hauberk.scan.revision import RevisionError, top_of, write_revision
from tests.cli.running import run
from tests.scan.places import CLOSED, OPEN, URL, put

ENVIRONMENT = {
    "PATH": os.environ["PATH"],
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    **{f"GIT_{who}_{what}": "test@example.com" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
}
OTHER = OPEN.replace("Open:", "Other:")


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", folder, *arguments], check=True, capture_output=True, env=ENVIRONMENT)


def commit(folder: Path, files: dict[str, str]) -> Path:
    """A repository with one commit of some files."""
    put(folder, files)
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message=first")
    return folder


def new(folder: Path, *arguments: str, base: str = "HEAD") -> list[str]:
    """The findings that are new since a revision."""
    done = run(folder, "check", f"--select={URL}", "--format=json", f"--diff-base={base}", *arguments)
    assert done.err == ""
    verdicts = json.loads(done.out)["verdicts"]
    found = [
        f"{one['application']}:{one['subject']['id']}"
        for one in verdicts
        if one["verdict"] == "violated" and not one["suppressed"]
    ]
    assert done.code == (1 if found else 0)
    return found


def test_only_new_findings_are_reported(tmp_path: Path) -> None:
    commit(tmp_path, {"template.yaml": f"# old\n{OPEN}"})
    assert new(tmp_path) == []
    put(tmp_path, {"template.yaml": OPEN + OTHER.partition("Resources:\n")[2]})
    assert new(tmp_path) == ["template.yaml:OtherUrl"]


def test_a_finding_that_is_known_says_since_when(tmp_path: Path) -> None:
    commit(tmp_path, {"template.yaml": OPEN})
    document = json.loads(run(tmp_path, "check", f"--select={URL}", "--format=json", "--diff-base=main").out)
    (verdict,) = [one for one in document["verdicts"] if one["verdict"] == "violated"]
    assert verdict["suppressed"] == {"how": "revision", "reason": "already in main", "until": "", "place": ""}
    assert document["summary"]["switched_off"] == {"revision": 1}


def test_what_the_revision_did_right_is_new_when_it_is_wrong(tmp_path: Path) -> None:
    commit(tmp_path, {"template.yaml": CLOSED})
    put(tmp_path, {"template.yaml": OPEN})
    assert new(tmp_path) == ["template.yaml:OpenUrl"]


def test_a_new_file_is_new(tmp_path: Path) -> None:
    commit(tmp_path, {"a.yaml": OPEN})
    put(tmp_path, {"b.yaml": OPEN})
    assert new(tmp_path) == ["b.yaml:OpenUrl"]


CODE = "import os\n\n\ndef lambda_handler(event, context):\n    os.system(event['a'])\n"


@pytest.mark.parametrize("template", [OPEN, ""])
def test_what_is_found_in_code_is_known_too(tmp_path: Path, template: str) -> None:
    files = {"src/app.py": CODE, "src/.env": f"AWS_SECRET_ACCESS_KEY={'wJalrXUtnFEMIK7MDENG' * 2}\n"}
    commit(
        tmp_path,
        {**files, **({"template.yaml": template.replace("app.handler", "app.lambda_handler")} if template else {})},
    )
    arguments = ("check", "--select=command-injection,secret-in-file", "--diff-base=HEAD", "-q")
    assert run(tmp_path, *arguments).code == 0
    put(tmp_path, {"src/app.py": f"{CODE}    os.popen(event['a'])\n"})
    found = run(tmp_path, *arguments)
    assert (found.code, found.out.count("command-injection"), found.out.count("secret-in-file")) == (1, 1, 0)


def test_from_a_folder_of_the_repository(tmp_path: Path) -> None:
    commit(tmp_path, {"api/template.yaml": OPEN, "jobs/template.yaml": OPEN})
    put(tmp_path, {"api/other.yaml": OPEN, "jobs/other.yaml": OPEN})
    assert new(tmp_path / "api") == ["other.yaml:OpenUrl"]
    assert new(tmp_path / "api", "../jobs") == ["../jobs/other.yaml:OpenUrl"]


@pytest.mark.parametrize("inside", [True, False])
def test_an_absolute_path_is_compared_with_the_revision_and_not_with_itself(tmp_path: Path, inside: bool) -> None:
    commit(tmp_path, {"api/template.yaml": OPEN, "jobs/template.yaml": CLOSED})
    put(tmp_path, {"jobs/template.yaml": OPEN})
    folder = tmp_path if inside else tmp_path / "api"
    assert new(folder, str(tmp_path / "api")) == []
    (found,) = new(folder, str(tmp_path / "jobs"))
    assert found.endswith("jobs/template.yaml:OpenUrl")


def test_what_lies_outside_of_the_repository_is_all_new(tmp_path: Path) -> None:
    put(tmp_path, {"outside/template.yaml": OPEN})
    commit(tmp_path / "repository", {"template.yaml": OPEN})
    assert len(new(tmp_path / "repository", "../outside")) == 1


def test_what_comes_over_standard_input_is_all_new(tmp_path: Path) -> None:
    commit(tmp_path, {"template.yaml": OPEN})
    done = run(tmp_path, "check", "-", f"--select={URL}", "--diff-base=HEAD", "--quiet", stdin=OPEN.encode())
    assert done.code == 1
    assert done.out.startswith("standard-input.yaml:10:19: ")


@pytest.mark.parametrize("revision", ["no-such-branch", "--output=/tmp/x", "HEAD~5", "", "HEAD:template.yaml"])
def test_a_revision_that_is_none_is_a_wrong_option(tmp_path: Path, revision: str) -> None:
    commit(tmp_path, {"template.yaml": OPEN})
    with pytest.raises(RevisionError):
        write_revision(str(tmp_path), revision, tmp_path / "out")
    if revision:
        done = run(tmp_path, "check", f"--diff-base={revision}")
        assert (done.code, done.out) == (2, "")
        assert done.err.startswith(f"hauberk: --diff-base {revision}: ")
        assert "git failed" not in done.err


def test_a_revision_that_is_not_there_is_said_to_be_none(tmp_path: Path) -> None:
    commit(tmp_path, {"template.yaml": OPEN})
    done = run(tmp_path, "check", "--diff-base=nope")
    assert done.err.startswith("hauberk: --diff-base nope: there is no such branch, tag or commit here; ")


def test_what_the_configuration_leaves_out_is_left_out_of_the_revision_too(tmp_path: Path) -> None:
    commit(tmp_path, {"api/build/t.yaml": OPEN, "api/t.yaml": OPEN, "hauberk.toml": 'exclude = ["api/build"]'})
    assert new(tmp_path / "api") == []
    (tmp_path / "hauberk.toml").unlink()
    assert new(tmp_path / "api") == []


def test_a_statement_put_in_front_is_the_new_one(tmp_path: Path) -> None:
    body = "Properties: {PolicyName: p, PolicyDocument: {Statement: [%s]}}\n"
    policy = f"Resources:\n  P:\n    Type: AWS::IAM::Policy\n    {body}"
    old, other = (
        f"{{Effect: Allow, Action: '{action}', Resource: '*'}}" for action in ("s3:GetObject", "s3:PutObject")
    )
    commit(tmp_path, {"api/template.yaml": policy % old})
    put(tmp_path, {"api/template.yaml": policy % f"{other}, {old}"})
    done = run(tmp_path / "api", "check", "--select=wildcard-resource", "--diff-base=HEAD", "--format=json")
    (found,) = [v for v in json.loads(done.out)["verdicts"] if v["verdict"] == "violated" and not v["suppressed"]]
    assert found["subject"]["id"] == "P/PolicyDocument/Statement[0]"


def test_outside_of_a_repository_it_is_a_wrong_option(tmp_path: Path) -> None:
    put(tmp_path, {"template.yaml": OPEN})
    done = run(tmp_path, "check", "--diff-base=HEAD", environment={"GIT_CEILING_DIRECTORIES": str(tmp_path.parent)})
    assert done.code == 2
    assert "not a git repository" in done.err


def test_nothing_that_the_repository_configures_is_run(tmp_path: Path) -> None:
    """A file system monitor, hooks, an alias, a filter and a pager are programs that a repository can name."""
    commit(tmp_path, {"template.yaml": OPEN, ".gitattributes": "*.yaml filter=evil diff=evil"})
    evil = tmp_path / "evil"
    evil.write_text(f'#!/bin/sh\necho "$0" >> {tmp_path}/ran\ncat\n')
    evil.chmod(0o755)
    for hook in ("post-checkout", "post-index-change", "reference-transaction"):
        (tmp_path / ".git" / "hooks" / hook).symlink_to(evil)
    for key in (
        "core.fsmonitor",
        "core.pager",
        "core.sshCommand",
        "core.gitProxy",
        "alias.ls-tree",
        "filter.evil.smudge",
        "filter.evil.clean",
        "diff.evil.textconv",
        "credential.helper",
        "gpg.program",
    ):
        git(tmp_path, "config", key, str(evil))
    assert new(tmp_path) == []
    assert not (tmp_path / "ran").exists()


def test_only_regular_files_that_may_matter_are_written(tmp_path: Path) -> None:
    repository = tmp_path / "repository"
    put(repository, {"a/template.yaml": OPEN, "samconfig.toml": "", "app.py": "", "name with\nnewline.json": "{}"})
    put(repository, {"node_modules/a/index.js": "", "yarn.lock": ""})
    (repository / "link.yaml").symlink_to("/etc/passwd")
    commit(repository, {})
    number = write_revision(top_of(str(repository)), "HEAD", tmp_path / "out")
    written = sorted(str(path.relative_to(tmp_path / "out")) for path in (tmp_path / "out").rglob("*.*"))
    assert written == ["a/template.yaml", "app.py", "name with\nnewline.json", "samconfig.toml"]
    assert number == len(written)
    assert (tmp_path / "out" / "a" / "template.yaml").read_text() == OPEN


def test_a_repository_that_says_its_files_are_elsewhere_is_refused(tmp_path: Path) -> None:
    """Today's files would be taken for those of the revision, and every finding for an old one."""
    repository = commit(tmp_path / "repository", {"template.yaml": CLOSED})
    put(repository, {"template.yaml": OPEN})
    elsewhere = tmp_path / "a" / "b" / "c"
    elsewhere.mkdir(parents=True)
    for place in (elsewhere, tmp_path / "repository" / ".git", "/"):
        git(repository, "config", "core.worktree", str(place))
        assert run(repository, "check", f"--select={URL}", "--diff-base=HEAD").code == 2


def test_a_repository_inside_of_another_is_no_repository(tmp_path: Path) -> None:
    """A bare one is a folder like any other, which anyone can commit, with a configuration of its own."""
    commit(tmp_path / "outer", {"template.yaml": OPEN})
    bare = tmp_path / "outer" / "planted"
    subprocess.run(["git", "init", "--quiet", "--bare", bare], check=True, env=ENVIRONMENT)
    with pytest.raises(RevisionError, match=r"safe\.bareRepository"):
        top_of(str(bare))


def test_what_is_too_large_to_be_read_is_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repository = commit(tmp_path / "repository", {"a.yaml": "x" * 11, "b.yaml": "x" * 10, "c.yaml": "", "d.yaml": "y"})
    monkeypatch.setattr(revision, "DEFAULT_BUDGET", Budget(bytes=10))
    monkeypatch.setattr(revision, "_HELD", 10)
    assert write_revision(str(repository), "HEAD", tmp_path / "out") == 3
    found = {path.name: path.read_text() for path in (tmp_path / "out").iterdir()}
    assert found == {"b.yaml": "x" * 10, "c.yaml": "", "d.yaml": "y"}


def test_what_is_missing_from_the_repository_is_said(tmp_path: Path) -> None:
    """As in a clone that fetches objects when they are needed: none is fetched."""
    repository = commit(tmp_path, {"template.yaml": OPEN})
    listed = subprocess.run(
        ["git", "-C", repository, "rev-parse", "HEAD:template.yaml"],
        check=True,
        capture_output=True,
        text=True,
        env=ENVIRONMENT,
    ).stdout.strip()
    (repository / ".git" / "objects" / listed[:2] / listed[2:]).unlink()
    with pytest.raises(RevisionError):
        write_revision(str(repository), "HEAD", tmp_path / "out")


def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    aside = tmp_path / "aside"
    aside.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(aside))
    new(commit(tmp_path / "repository", {"template.yaml": OPEN}))
    assert list(aside.iterdir()) == []


@pytest.mark.parametrize(
    ("sizes", "batches"),
    [([], []), ([4, 6], [[4, 6]]), ([4, 6, 1], [[4, 6], [1]]), ([20, 1, 9, 1], [[20], [1, 9], [1]])],
)
def test_only_so_much_is_held_at_once(
    sizes: list[int], batches: list[list[int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(revision, "_HELD", 10)
    blobs = [revision._Blob(f"{size}.yaml", "", size) for size in sizes]
    assert [[blob.size for blob in batch] for batch in revision._batches(blobs)] == batches
