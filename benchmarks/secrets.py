"""Times the search for secrets in files against detect-secrets, side by side.

    python benchmarks/secrets.py --hauberk VENV --detect-secrets VENV FOLDER [--rounds N] [--megabytes N]

Each VENV is an environment of its own, made by whoever calls; the peer may be left out. Both are given the same texts
of FOLDER, in one process each that has loaded everything before the clock starts, in turn, so that a slow moment of the
machine meets both. Prints MB/s of the medians, the ratio of the medians, and how many lines each one tells.
"""

import argparse
import json
import random
import statistics
import subprocess
import sys
from pathlib import Path

PEERS = Path(__file__).with_name("secrets_peers")
SCRIPTS = {"hauberk": "ours.py", "detect_secrets": "theirs.py"}
ENDINGS = (
    *(".py", ".js", ".mjs", ".ts", ".tsx", ".java", ".go", ".cs", ".rb", ".sh", ".yaml", ".yml", ".json", ".toml"),
    *(".env", ".ini", ".cfg", ".md", ".ipynb", ".tf"),
)


class Peer:
    """A process that is told to go through the files, and answers with its seconds and how many lines it tells."""

    def __init__(self, name: str, environment: str, paths: list[str]) -> None:
        self.name = name
        command = [str(Path(environment) / "bin" / "python"), str(PEERS / SCRIPTS[name])]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(paths) + "\n")
        self.process.stdin.flush()

    def round(self) -> tuple[float, int]:
        """Seconds of one round, and lines."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write("go\n")
        self.process.stdin.flush()
        seconds, lines = json.loads(self.process.stdout.readline())
        return float(seconds), int(lines)

    def end(self) -> None:
        """Ends it."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait()


def chosen(folder: str, most: float) -> tuple[list[str], float]:
    """Files of a folder, up to so many megabytes, the same at each call; and their megabytes."""
    found: list[str] = []
    size = 0.0
    for path in sorted(Path(folder).rglob("*")):
        if path.suffix in ENDINGS and path.is_file() and "node_modules" not in path.parts:
            bytes_ = path.stat().st_size
            if bytes_ <= 1_000_000 and size + bytes_ / 1e6 <= most:
                size += bytes_ / 1e6
                found.append(str(path))
    return found, size


def main() -> int:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--hauberk", required=True)
    parser.add_argument("--detect-secrets")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--megabytes", type=float, default=20)
    parser.add_argument("folder")
    options = parser.parse_args()
    paths, size = chosen(options.folder, options.megabytes)
    peers = [Peer(name, given, paths) for name in SCRIPTS if (given := getattr(options, name))]
    times: dict[str, list[float]] = {peer.name: [] for peer in peers}
    lines: dict[str, int] = {}
    order = random.Random(0)
    for _ in range(options.rounds):
        order.shuffle(peers)
        for peer in peers:
            seconds, lines[peer.name] = peer.round()
            times[peer.name].append(seconds)
    for peer in peers:
        peer.end()
    ours = statistics.median(times["hauberk"])
    print(f"{len(paths)} files, {size:.1f} MB, {options.rounds} rounds")
    for name, found in times.items():
        median = statistics.median(found)
        print(f"{name:15} {size / median:8.2f} MB/s {median / ours:7.2f} x  {lines[name]} lines told")
    return 0 if size / ours >= 5 else 1


if __name__ == "__main__":
    sys.exit(main())
