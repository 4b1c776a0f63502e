"""Times `hauberk check` against peers, side by side over the same templates, and prints ratios of medians.

    python benchmarks/check.py --hauberk VENV --checkov VENV [--cfn-lint VENV] [--runs N] [--limit N] TEMPLATES…

Each VENV is an environment of its own, made by whoever calls. TEMPLATES are files or folders; of folders the first
``--limit`` YAML files with a Lambda function in them are taken, in the order of their paths. Rounds go through all
tools in turn, so that a slow moment of the machine meets each of them.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import tempfile
from pathlib import Path
from typing import NamedTuple


class Cost(NamedTuple):
    """CPU seconds (user and system) of a process with its children, and the largest resident set of one, in MiB."""

    cpu: float
    memory: float


def measure(command: list[str]) -> Cost:
    """Runs a command once."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def gathered(paths: list[str], limit: int, into: Path) -> int:
    """Copies the templates into a folder, each into one of its own, and tells how many there are."""
    found = []
    for path in map(Path, paths):
        files = [path] if path.is_file() else sorted((*path.rglob("*.yaml"), *path.rglob("*.yml")))
        found += [file for file in files if "AWS::Serverless::Function" in file.read_text(errors="replace")]
    for number, file in enumerate(found[:limit]):
        place = into / f"{number:04}"
        place.mkdir()
        shutil.copy(file, place / "template.yaml")
    return len(found[:limit])


def commands(options: argparse.Namespace, folder: str) -> dict[str, list[str]]:
    """What each tool is called with."""
    given = {"hauberk": [f"{options.hauberk}/bin/hauberk", "check", "--exit-zero", "--quiet", folder]}
    if options.checkov:
        framework = ["--framework", "cloudformation"]
        offline = ["--skip-download"]  # else it asks its vendor for guidelines
        given["checkov"] = [
            f"{options.checkov}/bin/checkov",
            "--quiet",
            "--compact",
            *offline,
            *framework,
            "--directory",
            folder,
        ]
    if options.cfn_lint:
        given["cfn-lint"] = [f"{options.cfn_lint}/bin/cfn-lint", f"{folder}/**/template.yaml"]
    return given


def main() -> None:
    """Measures and prints a line for each tool."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--hauberk", required=True)
    parser.add_argument("--checkov")
    parser.add_argument("--cfn-lint")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--limit", type=int, default=200)
    parser.add_argument("templates", nargs="+")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="hauberk-benchmark-") as folder:
        number = gathered(options.templates, options.limit, Path(folder))
        tools = commands(options, folder)
        costs: dict[str, list[Cost]] = {name: [] for name in tools}
        for _ in range(options.runs):
            for name, command in tools.items():
                costs[name].append(measure(command))
    medians = {name: Cost(*map(statistics.median, zip(*runs, strict=True))) for name, runs in costs.items()}
    own = medians["hauberk"]
    print(f"{number} templates, medians of {options.runs} runs")
    for name, cost in medians.items():
        ratios = f"{cost.cpu / own.cpu:6.1f} x CPU, {cost.memory / own.memory:4.1f} x memory of hauberk"
        print(f"{name:10} {cost.cpu:8.3f} s CPU {cost.memory:8.1f} MiB   {ratios}")


if __name__ == "__main__":
    main()
