"""A check runs nothing of what it checks, connects to nothing, and writes nothing but what it was asked for."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import hauberk as package
from hauberk.reports.formats import FORMATS
from hauberk.scan.revision import SAFE
from tests.cli.running import DEPLOYED, Ran
from tests.hostile import guard
from tests.hostile.inputs import GOOD
from tests.scan.places import put
from tests.scan.test_revision import commit, git

DEMO = Path(package.__file__).parent / "demo" / "vulnerable"
TREE = Path(__file__).parents[2]


def guarded(folder: Path, *arguments: str, process: str = "-", outputs: tuple[Path, ...] = ()) -> Ran:
    """Runs Hauberk in a folder under guard."""
    command = [sys.executable, "-m", "tests.hostile.guard", process, str(folder), *map(str, outputs), "--"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(TREE), *sys.path)), "PYTHONSAFEPATH": "1"}
    done = subprocess.run(
        [*command, *arguments], cwd=folder, capture_output=True, encoding="utf-8", env=environment, check=False
    )
    assert done.returncode != guard.FORBIDDEN, done.stderr
    return Ran(done.returncode, done.stdout, done.stderr)


@pytest.mark.parametrize("format_", FORMATS)
def test_the_demo(tmp_path: Path, format_: str) -> None:
    ran = guarded(tmp_path, "check", "--demo", "--jobs=1", *DEPLOYED, "--format", format_)
    assert (ran.code, ran.err) == (1, "")
    assert "function-url-without-auth" in ran.out


MODULE = "import pathlib; pathlib.Path(__file__).with_name('ran').touch()\n"
EVIL = {
    "template.yaml": GOOD + "  B: { Type: AWS::SQS::Queue, Properties: !!python/object/apply:os.system [touch ran] }\n",
    "secret-link.json": "",
    "cdk.json": '{"app": "touch ran"}',
    "samconfig.toml": '[default.deploy.parameters]\nparameter_overrides = "$(touch ran) `touch ran` A=1"\n',
    "main.tf": 'data "external" "x" { program = ["touch", "ran"] }\n',
    "serverless.yml": "plugins: [./evil]\n",
    "setup.py": MODULE,
    "conftest.py": MODULE,
    "sitecustomize.py": MODULE,
    "usercustomize.py": MODULE,
    "hauberk.py": MODULE,
    "hauberk/__init__.py": MODULE,
    "yaml.py": MODULE,
    "yaml/__init__.py": MODULE,
    "json.py": MODULE,
    "tomllib.py": MODULE,
    ".pythonrc.py": MODULE,
    "src/app.py": MODULE,
    "function/app.py": f"{MODULE}def lambda_handler(event, context):\n    eval(event['code'])\n",
}


@pytest.fixture
def evil(tmp_path: Path) -> Path:
    """A folder that wants code to be run, and files outside of it to be read and written."""
    folder = tmp_path / "evil"
    put(folder, EVIL)
    put(tmp_path, {"outside/template.yaml": GOOD, "outside/known.json": '{"schema": "1", "findings": []}'})
    (folder / "secret-link.json").unlink()
    (folder / "secret-link.json").symlink_to(tmp_path / "outside" / "known.json")
    (folder / "around").symlink_to(tmp_path)
    return folder


def test_a_folder_of_code(evil: Path) -> None:
    ran = guarded(evil, "check", "--jobs=1", "--format=json")
    assert ran.code == 1
    assert [seen["path"] for seen in json.loads(ran.out)["summary"]["applications"]] == ["template.yaml", "."]
    assert "eval runs event.code as code" in ran.out
    assert not list(evil.rglob("ran"))


MODULES = ("argparse", "array", "concurrent", "json", "multiprocessing", "pickle", "re", "signal", "socket", "yaml")


@pytest.mark.parametrize("how", ["script", "module"])
def test_no_worker_takes_a_module_from_the_working_folder(evil: Path, tmp_path: Path, how: str) -> None:
    """Python puts the working folder first where it is given a module or a command, as it is for each worker."""
    for name in MODULES:
        put(evil, {f"{name}.py": MODULE, f"{name}.yaml": GOOD})
    script = tmp_path / "script.py"
    script.write_text("import sys\nfrom hauberk.cli import main\nif __name__ == '__main__':\n    sys.exit(main())\n")
    command = [str(script)] if how == "script" else ["-m", "hauberk"]
    (evil / "hauberk.py").unlink()
    shutil.rmtree(evil / "hauberk")
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONSAFEPATH"}
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, (str(Path(package.__file__).parents[1]), *sys.path)))
    done = subprocess.run(
        [sys.executable, *command, "check", "--jobs=2", "--quiet"],
        cwd=evil,
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr == ""
    assert not list(evil.rglob("ran"))


@pytest.mark.parametrize(
    "text",
    [
        'plugins = ["evil"]',
        'select = ["evil:check"]',
        'ignore = ["os.system"]',
        'exclude = ["../*", "/*", "$(touch ran)", "[", "[z-a]", "**/**/**"]',
        'baseline = "../outside/known.json"',
        'baseline = "secret-link.json"',
        'baseline = "around/outside/known.json"',
        'baseline = "/etc/passwd"',
        'output = ["json=../outside/written.json"]',
        'parameters = { "__class__" = "$(touch ran)" }',
        'ignores = [{ control = "function-url-without-auth", reason = "{0.__class__}", path = "../*" }]',
        "jobs = 64",
        "isolated = false",
        'extends = "../outside/hauberk.toml"',
    ],
)
@pytest.mark.parametrize("name", ["hauberk.toml", "pyproject.toml"])
def test_a_configuration_that_wants_more_than_it_may(evil: Path, name: str, text: str) -> None:
    put(evil, {name: text if name == "hauberk.toml" else f"[tool.hauberk]\n{text}\n"})
    ran = guarded(evil, "check", "--jobs=1")
    assert ran.code in (1, 2, 3, 4)  # 3: a pattern such as `/*` leaves every file out, and that is said
    assert "Traceback" not in ran.err
    assert not list(evil.rglob("ran"))
    assert sorted(path.name for path in (evil.parent / "outside").iterdir()) == ["known.json", "template.yaml"]


def test_what_is_written_is_what_was_asked_for(evil: Path, tmp_path: Path) -> None:
    out = tmp_path / "reports"
    out.mkdir()
    before = sorted(evil.rglob("*"))
    wanted = [f"--output={format_}={out}/report.{format_}" for format_ in FORMATS]
    assert guarded(evil, "check", "--jobs=1", *DEPLOYED, *wanted, outputs=(out,)).code == 1
    assert sorted(path.name for path in out.iterdir()) == sorted(f"report.{format_}" for format_ in FORMATS)
    assert guarded(evil, "baseline", f"--output={out}/known.json", outputs=(out,)).code == 4
    assert sorted(evil.rglob("*")) == before


def test_under_a_revision_git_is_the_only_process_and_is_fenced(evil: Path, tmp_path: Path) -> None:
    aside = tmp_path / "aside"
    aside.mkdir()
    (tmp_path / "bin").mkdir()
    log = tmp_path / "log"
    spy = tmp_path / "bin" / "git"
    spy.write_text(f'#!/bin/sh\nprintf "%s\\n" "$*" >> {log}\nenv | sort >> {log}.env\nexec {git_itself()} "$@"\n')
    spy.chmod(0o755)
    commit(evil, {})
    git(evil, "config", "core.fsmonitor", f"touch {tmp_path}/ran; false")
    environment = {"PATH": f"{tmp_path}/bin:{os.environ['PATH']}", "TMPDIR": str(aside)}
    for name, value in environment.items():
        os.environ[name], environment[name] = value, os.environ.get(name, "")
    try:
        ran = guarded(evil, "check", "--jobs=1", "--diff-base=HEAD", process="git", outputs=(aside,))
    finally:
        for name, value in environment.items():
            if value:
                os.environ[name] = value
            else:
                del os.environ[name]
    assert ran.code == 4, ran.err
    calls = log.read_text().splitlines()
    assert {call.split(" ")[len(SAFE) + 2] for call in calls} == {"rev-parse", "ls-tree", "cat-file"}
    assert all(call.split(" ")[2 : len(SAFE) + 2] == list(SAFE) for call in calls)
    seen = (tmp_path / "log.env").read_text()
    assert "GIT_NO_LAZY_FETCH=1" in seen
    assert "HOME=" not in seen
    assert list(aside.iterdir()) == []
    assert not (tmp_path / "ran").exists()


def git_itself() -> str:
    found = shutil.which("git")
    assert found
    return found


@pytest.mark.parametrize(
    "line",
    [
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
        "import os; os.fork()",
        "import socket; socket.socket()",
        "import os; os.posix_spawn('/bin/true', ['true'], {})",
        "open('/etc/hostname')",
        "open('written', 'w')",
        "import os; os.mkdir('made')",
        "import sys; sys.path.insert(0, '.'); import app",
    ],
)
def test_the_guard_would_notice(tmp_path: Path, line: str) -> None:
    put(tmp_path, {"app.py": ""})
    script = f"import sys; from tests.hostile.guard import Guard; sys.addaudithook(Guard('-', '.', [])); {line}"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(TREE), *sys.path)), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-P", "-c", script], cwd=tmp_path, capture_output=True, env=environment, check=False
    )
    assert done.returncode == guard.FORBIDDEN
    assert b"forbidden: " in done.stderr
