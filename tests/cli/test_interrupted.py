"""Interrupted is not lost: the last good report stays whole, and what is missing is said."""

import errno
import io
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable
from multiprocessing import active_children
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import NoReturn

import pytest

from hauberk.cli import reporting, target
from hauberk.reports.formats import render
from hauberk.scan import pipeline
from tests.cli.running import run
from tests.scan.places import OPEN, URL, put

ASKED = ("check", f"--select={URL}")
OLD = "the last good report"


def full(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def interrupt(*_: object, **__: object) -> NoReturn:
    raise KeyboardInterrupt


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Templates, and reports of the last time."""
    return put(tmp_path, {"a.yaml": OPEN, "b.yaml": OPEN, "report.json": OLD, "report.sarif": OLD})


def left(folder: Path) -> dict[str, bool]:
    """Reports of the folder, and whether each is that of the last time."""
    return {path.name: path.read_text() == OLD for path in folder.iterdir() if "report" in path.name}


BOTH = ("--output=report.json", "--output=report.sarif")


def test_an_interrupt_while_it_checks(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = pipeline.run_task

    def second(task: pipeline.Task) -> object:
        return interrupt() if task.candidate.path == "b.yaml" else asked(task)

    monkeypatch.setattr(pipeline, "run_task", second)
    ran = run(folder, *ASKED, *BOTH)
    assert (ran.code, ran.out) == (130, "")
    assert ran.err == "hauberk: interrupted; reports that weren't written yet are missing, older ones are whole\n"
    assert left(folder) == {"report.json": True, "report.sarif": True}


def test_an_interrupt_between_two_reports(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def second(*arguments: object, **loudness: bool) -> str:
        return interrupt() if arguments[1] == "sarif" else render(*arguments, **loudness)  # type: ignore[arg-type]

    monkeypatch.setattr(reporting, "render", second)
    ran = run(folder, *ASKED, *BOTH)
    assert (ran.code, ran.out) == (130, "")
    assert left(folder) == {"report.json": False, "report.sarif": True}


@pytest.mark.parametrize("step", ["tempfile.mkstemp", "os.chmod", "os.replace"])
@pytest.mark.parametrize("fault", [interrupt, full])
def test_a_fault_in_each_step_of_writing(
    folder: Path, monkeypatch: pytest.MonkeyPatch, step: str, fault: Callable[..., None]
) -> None:
    monkeypatch.setattr(step, fault)
    ran = run(folder, *ASKED, "--output=report.json")
    monkeypatch.undo()
    assert ran.code == (130 if fault is interrupt else 2)
    assert left(folder) == {"report.json": True, "report.sarif": True}


def test_a_full_disk_costs_one_report_and_not_the_others(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replaced = os.replace

    def replace(aside: str, file: str) -> None:
        if file.endswith("report.json"):
            full()
        replaced(aside, file)

    monkeypatch.setattr(os, "replace", replace)
    ran = run(folder, *ASKED, *BOTH)
    assert ran.code == 2
    assert ran.err == "hauberk: report.json can't be written: No space left on device; what stood there is as it was\n"
    assert left(folder) == {"report.json": True, "report.sarif": False}
    assert "2 violated" in ran.out


def test_every_report_that_is_missing_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "replace", full)
    ran = run(folder, *ASKED, *BOTH, "--output=new.md")
    names = [line.removeprefix("hauberk: ").partition(" ")[0] for line in ran.err.splitlines()]
    assert names == ["report.json", "report.sarif", "new.md"]
    assert ran.err.count("what stood there is as it was") == 2


def test_a_disk_that_is_really_full(folder: Path) -> None:
    """A limit on the size of files is as good as a full disk, and everyone may set it."""

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, 1_000))

    done = subprocess.run(
        [sys.executable, "-m", "hauberk", *ASKED, *BOTH],
        cwd=folder,
        capture_output=True,
        text=True,
        preexec_fn=limit,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.count("can't be written: File too large; what stood there is as it was") == 2
    assert "2 violated" in done.stdout
    assert left(folder) == {"report.json": True, "report.sarif": True}


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="the system has no device that is always full")
@pytest.mark.parametrize("arguments", [ASKED, ("controls",), ("explain", URL), ("completion", "bash")])
def test_standard_output_without_room(folder: Path, arguments: tuple[str, ...]) -> None:
    with open("/dev/full", "w") as device:
        done = subprocess.run(
            [sys.executable, "-m", "hauberk", *arguments],
            cwd=folder,
            stdout=device,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        "hauberk: there is no room to write: No space left on device; what was printed isn't complete"
    ]


def test_a_killed_worker_costs_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As the kernel does where memory runs out: what the worker was at is done again."""
    put(folder, {f"{number:02}/template.yaml": OPEN for number in range(20)})
    before = run(folder, *ASKED, "--format=json", "--jobs=1")
    killed: list[BaseProcess] = []

    class Hearing:
        def __enter__(self) -> Callable[[int, int], None]:
            def hear(done: int, _: int) -> None:
                if not killed:
                    killed.extend(active_children())
                    for child in killed:
                        child.kill()

            return hear

        def __exit__(self, *_: object) -> None:
            pass

    monkeypatch.setattr(target, "progress", Hearing)
    assert run(folder, *ASKED, "--format=json", "--jobs=2") == before
    assert killed


class Terminal(io.StringIO):
    """Standard error that a person looks at."""

    def isatty(self) -> bool:
        return True


def heeding_interrupts() -> None:
    """As from a terminal: a child inherits it where interrupts are ignored, as in a shell's background."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_an_interrupt_in_a_terminal_reaches_the_workers_and_is_said_once(folder: Path) -> None:
    """The terminal sends it to every process of the group; none prints a trace, and none is left."""
    put(folder, {f"{number:03}/template.yaml": OPEN for number in range(300)})
    script = (
        "import os, signal, sys; from hauberk.cli import target, main; from contextlib import contextmanager\n"
        "@contextmanager\n"
        "def progress(): yield lambda done, of: os.killpg(0, signal.SIGINT)\n"
        "target.progress = progress\n"
        "if __name__ == '__main__': sys.exit(main(['check', '--jobs=2', '--output=report.json']))\n"
    )
    (folder / "script.py").write_text(script)
    done = subprocess.run(
        [sys.executable, "script.py"],
        cwd=folder,
        capture_output=True,
        text=True,
        start_new_session=True,
        preexec_fn=heeding_interrupts,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        check=False,
        timeout=60,
    )
    assert done.returncode == 130
    assert done.stderr == "hauberk: interrupted; reports that weren't written yet are missing, older ones are whole\n"
    assert left(folder)["report.json"]
