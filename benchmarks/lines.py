"""Measures how fast function code is read and followed: own lines for each second of CPU, and CPU for each function.

    python -m benchmarks.lines FOLDER… [--profile]

The applications below each FOLDER are read, and the code of each function is lowered, followed from its handler and
asked for all that is found in code, as `hauberk check` does it, in one process. A line counts once for each
application whose function has it in a file that was lowered, blank lines and comments included; installed packages
aren't own and aren't read. Three speeds are told: of the code alone, with the reading of templates, and with the start
of Python and all imports. ``--profile`` prints where the time goes instead, which makes it slower.
"""

import argparse
import cProfile
import gc
import pstats
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from hauberk.code.front_ends import lowered
from hauberk.code.ir import File
from hauberk.model.compute import Function
from hauberk.model.world import World
from hauberk.reading.errors import ReadingError
from hauberk.reading.jail import Root
from hauberk.reading.source import Source
from hauberk.sources.cloudformation.reader import read_application
from hauberk.study.code import contents
from hauberk.study.code.following import Followed
from hauberk.study.study import Study

ENDINGS = (".yaml", ".yml", ".json", ".template")


class Lines:
    """Counts the lines of what is lowered."""

    def __init__(self) -> None:
        self.count = 0
        self._lowered = lowered

    def lowered(self, source: Source) -> File:
        """Lowers a file as ever."""
        self.count += source.data.count(b"\n") + (not source.data.endswith(b"\n"))
        return self._lowered(source)


class Time(NamedTuple):
    """CPU seconds of one function, whether it was followed, and the lines that were read first for it."""

    seconds: float
    followed: bool
    lines: int


def templates(folder: Path) -> Iterator[Path]:
    """The files that may be templates."""
    for path in sorted(folder.rglob("*")):
        if path.suffix in ENDINGS and "node_modules" not in path.parts and path.is_file():
            data = path.read_bytes()
            if b"AWS::Lambda::Function" in data or b"AWS::Serverless::Function" in data:
                yield path


def timed(path: Path, lines: Lines) -> Iterator[Time]:
    """The functions of a template."""
    root = Root(path.parent)
    try:
        application = read_application(root, path.name)
    except ReadingError:
        return
    study = Study(application, date.today(), root=root)
    for seed in Function.seeds(application):
        function = Function(seed.resource, World(seed.guard))
        study.triggers(function)  # of the template, not of the code
        before, start = lines.count, time.process_time()
        followed = isinstance(study.code(function), Followed)
        yield Time(time.process_time() - start, followed, lines.count - before)


def measured(folders: list[Path], started: float) -> str:
    """The three speeds, and the functions' times."""
    lines = Lines()
    with patch.object(contents, "lowered", lines.lowered):  # what the engine itself reads, once a file
        begun = time.process_time()
        paths = [path for folder in folders for path in templates(folder)]
        found = [one for path in paths for one in timed(path, lines) if one.followed or one.lines]
        now = time.process_time()
    times = sorted(one.seconds for one in found if one.followed)
    code = sum(one.seconds for one in found)
    slow = times[len(times) * 95 // 100]
    return "\n".join(
        (
            f"{len(paths)} templates, {len(times)} functions followed, {lines.count} own lines",
            f"{lines.count / code:10,.0f} lines a second of CPU, code alone ({code:.2f} s)",
            f"{lines.count / (now - begun):10,.0f} with the reading of templates ({now - begun:.2f} s)",
            f"{lines.count / (now - started):10,.0f} with the start of Python and imports ({now - started:.2f} s)",
            f"a function: median {times[len(times) // 2] * 1000:.1f} ms, 95 in 100 below {slow * 1000:.1f} ms,"
            f" slowest {times[-1] * 1000:.1f} ms",
        )
    )


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--profile", action="store_true")
    options = parser.parse_args()
    gc.set_threshold(100_000, 20, 20)  # as hauberk.cli.run does
    if not options.profile:
        print(measured(options.folders, 0.0))
        return
    profile = cProfile.Profile(time.process_time)
    print(profile.runcall(measured, options.folders, 0.0))
    pstats.Stats(profile).sort_stats("tottime").print_stats(25)


if __name__ == "__main__":
    main()
