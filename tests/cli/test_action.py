"""The GitHub Action of ``action.yml``: what it is made of, and its scripts in a real bash with inputs of all kinds."""

import os
import re
import stat
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from packaging.requirements import Requirement

from tests.scan.places import OPEN, put

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "action.yml").read_text(encoding="utf-8")
ACTION: dict[str, Any] = yaml.safe_load(TEXT)
STEPS: dict[str, dict[str, Any]] = {step["name"]: step for step in ACTION["runs"]["steps"]}
CLOSED = "Resources: { Store: { Type: AWS::SSM::Parameter, Properties: { Type: String, Value: open } } }\n"


class Done(NamedTuple):
    """What a step left: its exit code, what it printed, and what it told the runner."""

    code: int
    out: str
    outputs: dict[str, str]


def step(name: str, workspace: Path, runner: Path, **inputs: str) -> Done:
    """Runs a step's script as the runner does, with its environment made of the inputs."""
    environment = {}
    for variable, value in STEPS[name]["env"].items():
        expression = re.fullmatch(r"\$\{\{ (?:inputs|steps)\.([\w.-]+) \}\}", value)
        assert expression is not None
        environment[variable] = inputs[expression[1]]
    (runner / "outputs").write_text("")
    (runner / "script.sh").write_text(STEPS[name]["run"])
    assert STEPS[name]["shell"] == "bash"
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(runner / "script.sh")],
        cwd=workspace,
        capture_output=True,
        text=True,
        env={
            "PATH": os.environ["PATH"],
            "RUNNER_TEMP": str(runner),
            "GITHUB_ACTION_PATH": str(ROOT),
            "GITHUB_OUTPUT": str(runner / "outputs"),
            **environment,
        },
        check=False,
    )
    told = dict(line.split("=", 1) for line in (runner / "outputs").read_text().splitlines())
    return Done(done.returncode, done.stdout + done.stderr, told)


def program(path: Path, script: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!{sys.executable}\n{script}")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


@pytest.fixture
def runner(tmp_path: Path) -> Path:
    """The runner's folder for temporary files, in a path with a blank, with Hauberk installed."""
    place = tmp_path / "runner temp"
    code = f"import sys; sys.path[:0] = {sys.path!r}; from hauberk.cli import console; console()"
    program(place / "hauberk" / "bin" / "hauberk", code)
    return place


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    files = {"template.yaml": OPEN, "good/template.yaml": CLOSED, "*.yaml": CLOSED}
    return put(tmp_path / "workspace", files)


def check(workspace: Path, runner: Path, path: str = ".", arguments: str = "") -> Done:
    return step("Check", workspace, runner, path=path, arguments=arguments)


def test_what_is_violated_is_printed_and_left_for_the_upload(workspace: Path, runner: Path) -> None:
    done = check(workspace, runner)
    assert done.code == 1
    assert "::error file=template.yaml,line=" in done.out
    assert '"2.1.0"' in Path(done.outputs["sarif"]).read_text()


def test_what_is_clean_is_left_too(workspace: Path, runner: Path) -> None:
    done = check(workspace, runner, "good")
    assert (done.code, set(done.outputs)) == (0, {"sarif"})


def test_a_wrong_command_line_leaves_nothing_to_upload(workspace: Path, runner: Path) -> None:
    done = check(workspace, runner, arguments="--selct x")
    assert (done.code, done.outputs) == (2, {})
    assert "Did you mean --select" in done.out


def test_arguments_swallow_no_path(workspace: Path, runner: Path) -> None:
    done = check(workspace, runner, "good", "--parameters Stage=prod --select function-url-without-auth")
    assert done.code == 0
    assert check(workspace, runner, "template.yaml", "--parameters Stage=prod").code == 1


def test_several_paths_in_lines(workspace: Path, runner: Path) -> None:
    assert "template.yaml" in check(workspace, runner, "good\ntemplate.yaml\n").out


def test_two_uses_in_a_job_leave_two_files(workspace: Path, runner: Path) -> None:
    first, second = check(workspace, runner), check(workspace, runner, "good")
    assert first.outputs["sarif"] != second.outputs["sarif"]
    assert "function-url-without-auth" in Path(first.outputs["sarif"]).read_text()


@pytest.mark.parametrize(
    "hostile",
    ["$(touch planted)", "`touch planted`", "; touch planted", "x && touch planted", "| tee planted", "> planted"],
)
def test_no_input_is_evaluated(workspace: Path, runner: Path, hostile: str) -> None:
    assert check(workspace, runner, path=hostile).code == 2
    assert check(workspace, runner, path="good", arguments=hostile).code != 1
    assert not (workspace / "planted").exists()


def test_no_path_is_an_option_and_no_pattern_is_expanded(workspace: Path, runner: Path) -> None:
    assert check(workspace, runner, "--exit-zero template.yaml").code == 2
    assert check(workspace, runner, "*.yaml").code == 0


def test_install_takes_what_is_pinned_and_nothing_else(workspace: Path, runner: Path) -> None:
    log = runner / "log"
    script = f"import sys; print(*sys.argv[1:], sep=' ', file=open({str(log)!r}, 'a'))"
    program(runner / "python3.13", script)
    program(runner / "hauberk" / "bin" / "python", script)
    done = step("Install", workspace, runner, **{"python.outputs.python-path": str(runner / "python3.13")})
    assert (done.code, done.out) == (0, "")
    made, *installed = log.read_text().splitlines()
    assert made == f"-m venv {runner}/hauberk"
    start = "-m pip --quiet --disable-pip-version-check install"
    assert installed == [
        f"{start} --require-hashes -r {ROOT}/requirements/run.txt",
        f"{start} --require-hashes -r {ROOT}/requirements/build.txt",
        f"{start} --no-deps --no-build-isolation {ROOT}",
    ]


def test_scripts_take_inputs_from_the_environment_alone() -> None:
    for one in STEPS.values():
        assert "${{" not in one.get("run", "")


def test_actions_are_pinned_by_commit_with_their_version() -> None:
    used = re.findall(r"uses: (\S+)(.*)", TEXT)
    assert len(used) == 2
    for action, comment in used:
        assert re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", action)
        assert re.fullmatch(r" # v\d+\.\d+\.\d+", comment)


def test_a_python_that_hauberk_runs_on_is_set_up_and_the_jobs_own_stays() -> None:
    given = STEPS["Python"]["with"]
    assert given["python-version"] == "3.13"
    assert given["update-environment"] is False


def test_the_upload_needs_a_file_and_a_category_of_the_users() -> None:
    upload = STEPS["Upload"]
    assert upload["if"] == "always() && inputs.upload == 'true' && steps.check.outputs.sarif != ''"
    assert upload["with"]["category"] == "${{ inputs.category }}"
    assert ACTION["inputs"]["category"]["default"] == "hauberk"


def test_the_permissions_are_told() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for permission in ("contents: read", "security-events: write", "actions: read"):
        assert permission in TEXT
        assert permission in readme


@pytest.mark.parametrize("name", ["run", "build"])
def test_what_is_pinned_has_hashes_and_is_what_the_project_asks_for(name: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = project["project"]["dependencies"] if name == "run" else project["build-system"]["requires"]
    written = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    text = re.sub(r"^#.*\n", "", written, flags=re.MULTILINE)
    pins = {}
    for block in re.split(r"\n(?=\S)", text.strip()):
        pin = re.fullmatch(r"([\w.-]+)==([\w.]+)((?: \\\n    --hash=sha256:[0-9a-f]{64})+)", block)
        assert pin is not None, block
        pins[pin[1]] = pin[2]
    for requirement in map(Requirement, asked):
        assert requirement.specifier.contains(pins[requirement.name.lower()])
