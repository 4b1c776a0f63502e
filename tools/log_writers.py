"""Writes ``src/hauberk/facts/log_writers.json``: policies that AWS manages with which a function may write its logs.

``python tools/log_writers.py``, in an environment with moto (Apache-2.0), whose ``moto.iam.aws_managed_policies`` holds
the documents of AWS's managed policies as AWS answers; the date is that of the newest. A policy is listed if it allows
``logs:PutLogEvents`` on a group as Lambda names them, without a condition, and doesn't deny it. Those of service-linked
roles are left out: nobody can attach them.
"""

import json
import re
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

from moto.iam.aws_managed_policies import aws_managed_policies_data

TARGET = Path(__file__).parents[1] / "src/hauberk/facts/log_writers.json"
ACTION = "logs:PutLogEvents"
STREAM = "arn:aws:logs:eu-west-1:111122223333:log-group:/aws/lambda/orders:log-stream:2026/11/24/[$LATEST]0"


def main() -> int:
    """The command."""
    TARGET.write_text(json.dumps(content(), indent=1) + "\n", encoding="utf-8")
    return 0


def content() -> dict[str, Any]:
    """What the data file says."""
    every = json.loads(aws_managed_policies_data)
    policies = {name: policy for name, policy in every.items() if policy["Path"] != "/aws-service-role/"}
    return {
        "source": f"moto {version('moto')} (Apache-2.0), moto.iam.aws_managed_policies",
        "date": max(policy["UpdateDate"] for policy in policies.values())[:10],
        "policies": sorted(name for name, policy in policies.items() if writes_logs(policy["Document"])),
    }


def writes_logs(document: Any) -> bool:
    """Whether a policy's document lets a function write its logs."""
    about = [statement for statement in _listed(document["Statement"]) if _is_about(statement)]
    effects = {statement["Effect"] for statement in about}
    return effects == {"Allow"}


def _is_about(statement: Any) -> bool:
    """Whether a statement is about writing logs, whatever else holds."""
    return (
        "Condition" not in statement and _names(statement, "Action", ACTION) and _names(statement, "Resource", STREAM)
    )


def _names(statement: Any, element: str, name: str) -> bool:
    if element in statement:
        return any(_fits(pattern, name) for pattern in _listed(statement[element]))
    return not any(_fits(pattern, name) for pattern in _listed(statement[f"Not{element}"]))


def _fits(pattern: str, name: str) -> bool:
    expression = re.escape(pattern.lower()).replace(r"\*", ".*").replace(r"\?", ".")
    return re.fullmatch(expression, name.lower()) is not None


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


if __name__ == "__main__":
    sys.exit(main())
