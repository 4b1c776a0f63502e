"""Writes ``src/hauberk/sources/sam/managed_policies.json``: the path of every policy that AWS manages.

``python tools/managed_policies.py REPOSITORY``, a git directory of https://github.com/iann0036/iam-dataset (MIT), whose
``aws/managedpolicies/`` holds a file for each policy with its ARN.
"""

import json
import subprocess
import sys
from pathlib import Path

TARGET = Path(__file__).parents[1] / "src/hauberk/sources/sam/managed_policies.json"
FOLDER = "aws/managedpolicies/"
PREFIX = "arn:aws:iam::aws:policy/"
TOO_LARGE = {"": ["AdministratorAccess", "PowerUserAccess"]}
"""Policies whose files a snapshot lacks; ARNs from the AWS managed policy reference."""


def main() -> int:
    """The command."""
    folder = Path(sys.argv[1])
    date = _git(folder, "log", "-1", "--format=%cs").decode().strip()
    names = _git(folder, "ls-tree", "--name-only", "HEAD", FOLDER).decode().split("\n")
    request = "".join(f"HEAD:{name}\n" for name in names if name)
    answer = _git(folder, "cat-file", "--batch", request=request)
    paths: dict[str, set[str]] = {path: set(names) for path, names in TOO_LARGE.items()}
    at = 0
    while at < len(answer):
        end = answer.index(b"\n", at)
        head = answer[at:end].split()
        if head[-1] == b"missing":  # a snapshot may lack its largest files
            print("left out:", head[0].decode(), file=sys.stderr)
            at = end + 1
            continue
        size = int(head[2])
        policy = json.loads(answer[end + 1 : end + 1 + size])
        arn = str(policy.get("arn"))
        if arn.startswith(PREFIX):
            path, _, name = arn.removeprefix(PREFIX).rpartition("/")
            paths.setdefault(path + "/" if path else "", set()).add(name)
        at = end + 2 + size
    data = {
        "source": "iann0036/iam-dataset (MIT)",
        "date": date,
        "paths": {path: " ".join(sorted(names)) for path, names in sorted(paths.items())},
    }
    TARGET.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
    return 0


def _git(folder: Path, *arguments: str, request: str = "") -> bytes:
    command = ["git", "-C", str(folder), *arguments]
    return subprocess.run(command, input=request.encode(), stdout=subprocess.PIPE, check=True).stdout


if __name__ == "__main__":
    sys.exit(main())
