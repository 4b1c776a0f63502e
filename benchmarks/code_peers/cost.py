"""What commands cost, in rounds that go through all of them in turn: a slow moment of the machine meets each."""

import os
import statistics
import subprocess
from collections.abc import Mapping, Sequence


def measured(command: Sequence[str]) -> float:
    """CPU seconds, user and system, of a process with its children."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    return usage.ru_utime + usage.ru_stime


def medians(commands: Mapping[str, Sequence[str]], rounds: int) -> dict[str, float]:
    """Median CPU seconds by name, of so many rounds after one that isn't counted."""
    found: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(rounds + 1):
        for name, command in commands.items():
            cost = measured(command)
            if number:
                found[name].append(cost)
    return {name: statistics.median(runs) for name, runs in found.items()}
