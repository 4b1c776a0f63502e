"""Decides the requests of ``benchmarks/iam.py`` with moto's evaluator: a line of JSON for each line.

It matches an action and a resource with regular expressions and knows a part of the condition operators; boundaries,
organizations and resource policies it doesn't know.
"""

import gc
import json
import sys
import time

from moto.iam.access_control import IAMPolicy, PermissionResult


def main() -> None:
    """Answers."""
    gc.collect()
    gc.freeze()
    print("ready", flush=True)
    for line in sys.stdin:
        question = json.loads(line)
        request = question["request"]
        told: dict[str, tuple[float, bool | None]] = {}
        if request is not None:
            statements = question["other"]
            policy = IAMPolicy(json.dumps({"Version": "2012-10-17", "Statement": statements}))
            context = {key: values[0] for key, values in request["context"].items() if values}
            start = time.process_time()
            try:
                found = policy.is_action_permitted(request["action"], request["resource"], None, context)
                answer: bool | None = found is PermissionResult.PERMITTED
            except Exception:
                answer = None
            told["ask"] = time.process_time() - start, answer
        print(json.dumps(told), flush=True)


if __name__ == "__main__":
    main()
