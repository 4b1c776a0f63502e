"""Measures `hauberk policy` beside iam-policy-autopilot: actions told of those that are needed, and CPU.

    python -m benchmarks.policy --hauberk VENV [--autopilot VENV --reference FOLDER] [--repository FOLDER] [-v]

Each VENV is an environment of its own, made by whoever calls. iam-policy-autopilot asks AWS for its service reference;
FOLDER of ``--reference`` has a copy of that (``s3/s3.json`` …), which is served to it on 127.0.0.1. Without one, what
it says is printed. FOLDER of ``--repository`` is a copy of its repository, whose applications are measured apart.

It is given the files of an application and knows no functions, so both are asked about the application as a whole, and
about actions that calls need alone: what triggers, logs and networks need, which Hauberk tells besides, isn't counted,
nor are resources. Its reports to its maker are turned off.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

from benchmarks.policy_peers.labelled import Labelled, ours, theirs
from benchmarks.policy_peers.reference import VARIABLE, served


class Answer(NamedTuple):
    """What a tool tells of an application: actions in small letters, CPU seconds, and why it tells nothing."""

    actions: frozenset[str]
    cpu: float
    error: str


def run(command: list[str]) -> tuple[str, str, float]:
    """What a command writes, and its CPU seconds with its children."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        process = subprocess.Popen(command, stdout=out, stderr=err)
        _, _, usage = os.wait4(process.pid, 0)
        texts = []
        for file in (out, err):
            file.seek(0)
            texts.append(file.read().decode())
        return texts[0], texts[1], usage.ru_utime + usage.ru_stime


def by_hauberk(environment: str, one: Labelled) -> Answer:
    """What Hauberk tells that calls need."""
    asked = ("--format", "json", "--exit-zero", "--allow-unread", str(one.folder / "template.yaml"))
    out, err, cpu = run([f"{environment}/bin/hauberk", "policy", *asked])
    if not out:
        return Answer(frozenset(), cpu, err.strip())
    needed = [need for function in json.loads(out)["functions"] for need in function["needed"]]
    return Answer(frozenset(need["action"].lower() for need in needed if need["origin"] == "static"), cpu, "")


def by_autopilot(environment: str, one: Labelled) -> Answer:
    """What iam-policy-autopilot tells."""
    language = ("--language", one.language) if one.language != "python" else ()
    command = [f"{environment}/bin/iam-policy-autopilot", "generate-policies", *language, *map(str, one.files)]
    out, err, cpu = run(command)
    try:
        policies = json.loads(out)["Policies"]
    except ValueError:
        return Answer(frozenset(), cpu, err.strip().rpartition("Error: ")[2])
    statements = [statement for policy in policies for statement in policy["Policy"]["Statement"]]
    return Answer(frozenset(action.lower() for one in statements for action in one["Action"]), cpu, "")


def lines(name: str, asked: list[tuple[Labelled, Answer]]) -> str:
    """A line for each language, and the errors."""
    shown = []
    grouped: dict[str, list[tuple[Labelled, Answer]]] = defaultdict(list)
    for pair in asked:
        grouped[pair[0].language].append(pair)
    for language, some in [*sorted(grouped.items()), ("all", asked)]:
        needed = sum(len(one.needed) for one, _ in some)
        met = sum(len(one.needed & answer.actions) for one, answer in some)
        told = sum(len(answer.actions - one.allowed) for one, answer in some)
        whole = sum(one.needed <= answer.actions for one, answer in some)
        cpu = statistics.median(answer.cpu for _, answer in some)
        shown.append(
            f"{name:10} {language:11} recall {met:4}/{needed:<4} {met / max(needed, 1):6.1%}"
            f"   precision {met:4}/{told:<4} {met / max(told, 1):6.1%}"
            f"   nothing missing in {whole}/{len(some)}   median {cpu:.3f} s CPU"
        )
    errors = [f"{one.folder.name}: {answer.error}" for one, answer in asked if answer.error]
    return "\n".join((*shown, *(f"{name:10} {error}" for error in errors)))


def details(name: str, asked: list[tuple[Labelled, Answer]]) -> str:
    """What is missing and what is too much, by application."""
    found = []
    for one, answer in asked:
        missing = sorted(one.needed - answer.actions)
        more = sorted(answer.actions - one.needed - one.allowed)
        if missing or more:
            found.append(f"  {name} {one.folder.name}: missing {', '.join(missing)}; more {', '.join(more)}")
    return "\n".join(found)


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--hauberk", required=True)
    parser.add_argument("--autopilot")
    parser.add_argument("--reference", type=Path)
    parser.add_argument("--repository", type=Path)
    parser.add_argument("-v", action="store_true", dest="verbose")
    options = parser.parse_args()
    os.environ.pop("PYTHONPATH", None)  # each is what its environment has
    os.environ["DISABLE_IAM_POLICY_AUTOPILOT_TELEMETRY"] = "true"
    with ExitStack() as stack:
        work = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="hauberk-benchmark-")))
        os.environ["TMPDIR"] = str(work)  # where it keeps for minutes what it has fetched
        os.environ["HOME"] = str(work)
        if options.reference:
            os.environ[VARIABLE] = stack.enter_context(served(options.reference))
        sets = {"ours": list(ours())}
        if options.repository:
            sets["its own"] = list(theirs(options.repository, work / "theirs"))
        for title, applications in sets.items():
            mine: list[tuple[Labelled, Answer]] = []
            other: list[tuple[Labelled, Answer]] = []
            for one in applications:
                mine.append((one, by_hauberk(options.hauberk, one)))
                if options.autopilot:
                    other.append((one, by_autopilot(options.autopilot, one)))
            print(f"{title}: {len(applications)} applications", flush=True)
            for name, asked in (("hauberk", mine), ("autopilot", other)):
                if asked:
                    print(lines(name, asked))
                    if options.verbose:
                        print(details(name, asked))
            sys.stdout.flush()


if __name__ == "__main__":
    main()
