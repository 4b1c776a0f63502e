"""Times `does one policy allow more than another?` against cvc5 and z3, and `may it?` against moto, side by side.

    python benchmarks/iam.py --hauberk VENV --cvc5 VENV --z3 VENV --moto VENV [--pairs N] [--seed N]

Each VENV is an environment of its own, made by whoever calls; what isn't given isn't measured. All answer the same
questions in one run, some at a time in turn. Times are those of the processor: a machine that others use stops whom it
will, and has made of one ratio of medians 5 and 23. The pairs, and what is made easier for the solvers, are told in
``iam_peers/questions.py``; the encoding in ``iam_peers/solver.py``. Prints medians, their ratios and whether the
answers agree; ends with 1 where they don't.
"""

import argparse
import json
import random
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

PEERS = Path(__file__).with_name("iam_peers")
SCRIPTS = {"hauberk": ("ours.py",), "cvc5": ("solver.py", "cvc5"), "z3": ("solver.py", "z3"), "moto": ("naive.py",)}


class Told(NamedTuple):
    """What one way of a peer answers."""

    seconds: float
    answer: bool | None


class Peer:
    """A process that answers a line with a line."""

    def __init__(self, name: str, environment: str) -> None:
        self.name = name
        script, *arguments = SCRIPTS[name]
        command = [str(Path(environment) / "bin" / "python"), str(PEERS / script), *arguments]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.line()

    def line(self) -> str:
        """The next line that it writes."""
        assert self.process.stdout is not None
        return self.process.stdout.readline()

    def told(self, questions: list[str]) -> list[dict[str, Told]]:
        """Its answers to each, by the way it found them."""
        assert self.process.stdin is not None
        self.process.stdin.writelines(questions)
        self.process.stdin.flush()
        answers: list[dict[str, Any]] = [json.loads(self.line()) for _ in questions]
        return [{f"{self.name} {way}": Told(*answer) for way, answer in one.items()} for one in answers]

    def end(self) -> None:
        """Ends it."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait()


def asked(environment: str, count: int, seed: int) -> list[str]:
    """The questions."""
    command = [str(Path(environment) / "bin" / "python"), str(PEERS / "questions.py"), str(count), str(seed)]
    return subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout.splitlines(keepends=True)


STRETCH = 20
"""Questions that one peer answers before it is the next one's turn. Whoever has waited finds the processor's caches
filled by others: to wait for each question took a tenth of cvc5's time and a quarter of ours."""
_OURS = ("cold", "given", "warm")
SAME = (*(f"hauberk {way}" for way in _OURS), "cvc5 whole", "cvc5 split", "z3 whole", "z3 split")
"""Those that are asked the very same."""


def table(found: dict[str, list[Told]]) -> str:
    """A line for each way: milliseconds, how many it left undecided, and its median against ours."""
    ours = {
        way: statistics.median(one.seconds for one in found[f"hauberk {way}"])
        for way in ("cold", "given", "warm", "ask")
    }
    lines = [f"{'':14} {'median':>9} {'p99':>9} {'worst':>9}  open"]
    for name in sorted(found):
        times = sorted(one.seconds for one in found[name])
        shown = (statistics.median(times), times[len(times) * 99 // 100], times[-1])
        against = ("ask",) if name.endswith("ask") else _OURS
        ratios = "  ".join(f"{shown[0] / ours[way]:7.2f} x {way}" for way in against)
        numbers = " ".join(f"{time * 1000:9.3f}" for time in shown)
        lines.append(f"{name:14} {numbers}  {sum(one.answer is None for one in found[name]):4}  {ratios}")
    return "\n".join(lines)


def main() -> int:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in SCRIPTS:
        parser.add_argument(f"--{name}", required=name == "hauberk")
    parser.add_argument("--pairs", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    questions = asked(options.hauberk, options.pairs, options.seed)
    peers = [Peer(name, given) for name in SCRIPTS if (given := getattr(options, name))]
    found: dict[str, list[Told]] = {}
    chance = random.Random(options.seed)
    split: list[str] = []
    for at in range(0, len(questions), STRETCH):
        chance.shuffle(peers)
        stretch = questions[at : at + STRETCH]
        by_peer = [peer.told(stretch) for peer in peers]
        for question, answered in zip(stretch, zip(*by_peer, strict=True), strict=True):
            told = {name: one for each in answered for name, one in each.items()}
            for name, one in told.items():
                found.setdefault(name, []).append(one)
            if len({one.answer for name, one in told.items() if name in SAME} - {None}) > 1:
                split.append(json.loads(question)["name"])
    for peer in peers:
        peer.end()
    print(table(found))
    subsets = sum(one.answer is True for one in found["hauberk cold"])
    print(f"{len(questions)} pairs, {subsets} subsets; disagreements: {', '.join(split) or 'none'}")
    for name in (one for one in found if one.endswith(" text")):
        pairs = zip(found["hauberk cold"], found[name], strict=True)
        print(f"{name}: {sum(ours.answer is theirs.answer for ours, theirs in pairs)} answered alike")
    if "moto ask" in found:
        alike = sum(
            one.answer is other.answer for one, other in zip(found["hauberk ask"], found["moto ask"], strict=True)
        )
        print(f"{len(found['moto ask'])} requests, {alike} answered alike by moto")
    return 1 if split else 0


if __name__ == "__main__":
    sys.exit(main())
