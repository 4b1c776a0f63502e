"""Writes ``src/hauberk/facts/runtimes.json``: when Lambda's runtimes are deprecated and blocked.

``python tools/lambda_runtimes.py DATE`` reads the installed cfn-lint (MIT-0), which follows the developer guide's
"Runtime deprecation policy"; DATE is the day. For each runtime: the day of deprecation, the day from which functions
can't be updated any more; empty where AWS hasn't set one.
"""

import json
import sys
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

TARGET = Path(__file__).parents[1] / "src/hauberk/facts/runtimes.json"


def read() -> dict[str, list[str]]:
    """The dates by runtime."""
    text = files("cfnlint.data.AdditionalSpecs").joinpath("LmbdRuntimeLifecycle.json").read_text(encoding="utf-8")
    return {
        name: [dates["deprecated"] or "", dates["update-block"] or ""]
        for name, dates in sorted(json.loads(text).items())
    }


def text(date: str) -> str:
    """The data file."""
    head = {"source": f"cfn-lint {version('cfn-lint')} (MIT-0)", "date": date}
    lines = [f"  {json.dumps(name)}: {json.dumps(dates)}" for name, dates in read().items()]
    return json.dumps(head)[:-1] + ', "runtimes": {\n' + ",\n".join(lines) + "\n}}\n"


if __name__ == "__main__":
    TARGET.write_text(text(sys.argv[1]), encoding="utf-8")
