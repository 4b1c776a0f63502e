"""Measures `hauberk check` beside Semgrep and Bandit: CPU over public functions, recall and false alarms on our corpus.

    python -m benchmarks.code --hauberk VENV --semgrep VENV --rules FOLDER [--rules FOLDER …] --bandit VENV \
        --functions FOLDER [--count N] [--rounds N] [--cold-rounds N]

Each VENV is an environment of its own, made by whoever calls; peers may be left out. FOLDER of ``--functions`` holds
public applications, of which ``code_peers/functions.py`` takes some; every tool looks at the same copies. FOLDER of
``--rules`` holds Semgrep's rules, whose licence forbids to ship them. They are given in two ways: the folders as they
are, and those about security alone in one JSON file, which loads much faster. Semgrep is measured as it comes and with
``--experimental``, which leaves out its part in Python. Nothing is asked of any network.

CPU is of the processes with their children, user and system; medians of rounds that go through all tools in turn, after
one that isn't counted (of rules as they are, which takes minutes, one run alone). Hauberk does all of a check, with the
templates and every practice; the peers look at code alone. Cold means `hauberk check` of the first function against
`hauberk --version`. On the corpus Hauberk's engine is asked as ``tests/code/scoring.py`` asks it: the cases have no
templates.
"""

import argparse
import json
import os
import subprocess
import tempfile
from pathlib import Path

from benchmarks.code_peers import corpus
from benchmarks.code_peers.cost import measured, medians
from benchmarks.code_peers.functions import copied
from tests.code import scoring

RULES = Path(__file__).with_name("code_peers") / "rules.py"
QUIET = ("--metrics", "off", "--disable-version-check", "--no-git-ignore", "--quiet", "--json")
AS_THEY_ARE = "semgrep, rules as they are"
Commands = dict[str, list[str]]


def semgrep(options: argparse.Namespace, work: Path) -> Commands:
    """The ways in which Semgrep is called, without what it looks at."""
    together = work / "rules.json"
    reader = [f"{options.semgrep}/bin/python", str(RULES), str(together), *options.rules]
    count = subprocess.run(reader, stdout=subprocess.PIPE, text=True, check=True).stdout.strip()
    print(f"{count} rules about security")
    scan = [f"{options.semgrep}/bin/semgrep", "scan", *QUIET]
    folders = [word for folder in options.rules for word in ("--config", folder)]
    return {
        AS_THEY_ARE: [*scan, *folders],
        "semgrep, rules in one file": [*scan, "--config", str(together)],
        "semgrep --experimental": [*scan, "--experimental", "--config", str(together)],
    }


def bandit(options: argparse.Namespace) -> Commands:
    """How Bandit is called, without what it looks at."""
    return {"bandit": [f"{options.bandit}/bin/bandit", "--quiet", "--format", "json", "--recursive"]}


def report(command: list[str], folder: Path) -> dict[str, list[dict[str, object]]]:
    """What a peer says of a folder, as JSON."""
    asked = subprocess.run([*command, str(folder)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    found: dict[str, list[dict[str, object]]] = json.loads(asked.stdout)
    return found


def costs(found: dict[str, float], own: str) -> str:
    """A line for each command, against one of them."""
    return "\n".join(f"{name:28} {cost:8.3f} s CPU  {cost / found[own]:6.2f} x {own}" for name, cost in found.items())


def quality(name: str, found: dict[str, corpus.Scores]) -> str:
    """Two lines for each language: for reports of the fault's kind, and for any."""
    return "\n".join(
        f"{name:28} {language:11} {of:12} {tally}"
        for language, scores in found.items()
        for of, tally in (("of its kind", scores.same), ("of any kind", scores.any))
    )


def ours() -> str:
    """The same of Hauberk's engine, whose other reports on a twin count as those of any kind."""
    outcomes = [one for one in scoring.scored("open") if one.sink != "model-prompt"]
    found = {}
    for language in sorted({one.language for one in outcomes}):
        mine = [one for one in outcomes if one.language == language]
        same = scoring.total(scoring.tallied(mine))
        found[language] = corpus.Scores(same, same._replace(false=sum(bool(one.false or one.others) for one in mine)))
    return quality("hauberk", found)


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--hauberk", required=True)
    parser.add_argument("--semgrep")
    parser.add_argument("--rules", action="append", default=[])
    parser.add_argument("--bandit")
    parser.add_argument("--functions", required=True)
    parser.add_argument("--count", type=int, default=40)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--cold-rounds", type=int, default=11)
    options = parser.parse_args()
    os.environ.pop("PYTHONPATH", None)  # each peer is what its environment has
    with tempfile.TemporaryDirectory(prefix="hauberk-benchmark-") as folder:
        work = Path(folder)
        asked, cases = work / "functions", work / "corpus"
        taken = copied(Path(options.functions), asked, options.count)
        print(f"{len(taken)} functions: {', '.join(taken)}")
        peers: Commands = {}
        if options.semgrep:
            peers |= semgrep(options, work)
        if options.bandit:
            peers |= bandit(options)
        once = peers.pop(AS_THEY_ARE, None)
        check = [f"{options.hauberk}/bin/hauberk", "check", "--exit-zero", "--quiet"]
        commands = {name: [*command, str(asked)] for name, command in {"hauberk": check, **peers}.items()}
        found = medians(commands, options.rounds)
        if once:
            found[AS_THEY_ARE] = measured([*once, str(asked)])
        print(costs(found, "hauberk"), flush=True)
        cold = {"check one": [*check, str(asked / "000")], "--version": [check[0], "--version"]}
        print(costs(medians(cold, options.cold_rounds), "--version"), flush=True)
        corpus.lay(cases)
        print(ours())
        for name, command in peers.items():
            said = report(command, cases)
            told = list((corpus.by_bandit if name == "bandit" else corpus.by_semgrep)(said))
            scores = corpus.scored(told, cases)
            print(quality(name, {"python": scores["python"]} if name == "bandit" else scores), flush=True)


if __name__ == "__main__":
    main()
