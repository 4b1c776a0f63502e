"""Puts the rules about security of some folders into one file. Runs in Semgrep's environment, which reads YAML.

    python rules.py INTO.json FOLDER…

Tests of rules are left out, and so are rules whose metadata has another ``category``.
"""

import json
import sys
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML  # of Semgrep's environment


def main() -> None:
    """Writes the file and prints how many rules there are."""
    reader = YAML(typ="safe")
    rules: list[Any] = []
    for folder in map(Path, sys.argv[2:]):
        for path in sorted((*folder.rglob("*.yaml"), *folder.rglob("*.yml"))):
            if ".test." in path.name or ".fixed." in path.name:
                continue
            read = reader.load(path.read_text(encoding="utf-8"))
            found = read.get("rules", ()) if isinstance(read, dict) else ()
            rules += [rule for rule in found if rule.get("metadata", {}).get("category") == "security"]
    Path(sys.argv[1]).write_text(json.dumps({"rules": rules}, default=str), encoding="utf-8")
    print(len(rules))


if __name__ == "__main__":
    main()
