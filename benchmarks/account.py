"""Counts the calls of `hauberk audit` and of Prowler to the same account for the same questions, and their time.

    python benchmarks/account.py --hauberk VENV --prowler VENV [--functions N] [--roles N] [--delay SECONDS] [--runs N]
                                 [--paced]

The account is Hauberk's embedded one, in which functions with policies and URLs, roles, and APIs are made. Before it
stands a proxy that answers each request so much later and counts it. Prowler is asked what its services ``awslambda``,
``apigateway``, ``apigatewayv2`` and ``iam`` ask; Hauberk the controls that stand for these in
``src/hauberk/practices/coverage.toml``. Each VENV is an environment of its own, made by whoever calls; Hauberk's has
the extra ``lab``. Rounds go through both in turn. Hauberk isn't held back by AWS's limits here, as Prowler isn't; with
``--paced`` it runs once more at all of these limits, and its time is told beside the floor that they leave, which is
what `hauberk audit --plan` tells.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple, TypeVar

ROOT = Path(__file__).parents[1]
sys.path[:1] = [str(ROOT), str(ROOT / "src")]  # this folder has a module secrets

# ruff: noqa: E402 - what follows is of the tree that this file is in
from tests.account.proxy import Wait, between

from hauberk.lab.account.account import Account
from hauberk.lab.account.provisioning.code import PACKAGE
from hauberk.lab.account.server import embedded_account
from hauberk.practices.needs import needs_of
from hauberk.sources.account.calling.estimating import expected, seconds
from hauberk.sources.account.calls import GLOBAL
from hauberk.sources.account.reading import plan_for

SERVICES = ("awslambda", "apigateway", "apigatewayv2", "iam")
TRUST = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": [
            {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}
        ],
    }
)
MAY = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": "dynamodb:GetItem", "Resource": "arn:aws:dynamodb:*:*:table/t"}],
    }
)
BUILDERS = 8
T = TypeVar("T")


class Cost(NamedTuple):
    """One run: CPU and elapsed seconds of the process with its children, the largest resident set in MiB, and the
    requests by operation."""

    cpu: float
    elapsed: float
    memory: float
    requests: Counter[str]


def build(account: Account, functions: int, roles: int) -> None:
    """Makes roles, functions that share them, a policy on every other function and a URL on every tenth, and APIs."""
    iam, client = account.client("iam"), account.client("lambda")

    def role(number: int) -> str:
        made = iam.create_role(RoleName=f"role-{number}", AssumeRolePolicyDocument=TRUST)["Role"]["Arn"]
        iam.put_role_policy(RoleName=f"role-{number}", PolicyName="own", PolicyDocument=MAY)
        return str(made)

    arns = spread(role, range(roles))

    def function(number: int) -> None:
        name = f"function-{number}"
        client.create_function(
            FunctionName=name,
            Role=arns[number % roles],
            Handler="app.handler",
            Runtime="python3.13",
            Code={"ZipFile": PACKAGE},
            Environment={"Variables": {"TABLE": "t", "STAGE": "prod"}},
        )
        if number % 2 == 0:
            client.add_permission(
                FunctionName=name,
                StatementId="api",
                Action="lambda:InvokeFunction",
                Principal="apigateway.amazonaws.com",
                SourceArn=f"arn:aws:execute-api:{account.region}:{account.id}:api/*/*/*",
            )
        if number % 10 == 0:
            client.create_function_url_config(FunctionName=name, AuthType="AWS_IAM")

    spread(function, range(functions))
    for number in range(10):
        account.client("apigateway").create_rest_api(name=f"rest-{number}")
        account.client("apigatewayv2").create_api(Name=f"http-{number}", ProtocolType="HTTP")


def spread(make: Callable[[int], T], numbers: Iterable[int]) -> list[T]:
    """What is made of each number, some at a time."""
    with ThreadPoolExecutor(BUILDERS) as pool:
        return list(pool.map(make, numbers))


def questions() -> list[str]:
    """The controls that stand for what Prowler's services ask."""
    rules = tomllib.loads((ROOT / "src/hauberk/practices/coverage.toml").read_text())["prowler"]["rules"]
    found = (names for rule, names in rules.items() if rule.startswith(tuple(f"{one}_" for one in SERVICES)))
    return sorted({name for names in found if isinstance(names, list) for name in names})


def commands(options: argparse.Namespace, endpoint: str, region: str, folder: str) -> dict[str, list[str]]:
    """What each tool is called with."""
    own = [
        "audit",
        "--endpoint-url",
        endpoint,
        "--region",
        region,
        "--exit-zero",
        "-q",
        "--select",
        ",".join(questions()),
    ]
    given = {"hauberk": [f"{options.hauberk}/bin/hauberk", *own]}
    if options.prowler:
        out = ["--output-formats", "json-ocsf", "--output-directory", folder, "--no-banner", "--ignore-exit-code-3"]
        peer = ["aws", "--services", *SERVICES, "--region", region]
        given["prowler"] = [f"{options.prowler}/bin/prowler", *peer, *out]
    if options.paced:
        given["at the limits"] = [*given["hauberk"], "--share", "100"]
    return given


def floor(functions: int, roles: int, region: str) -> float:
    """The seconds that AWS's limits leave for Hauberk's calls, as far as these can be counted before."""
    facts = {fact for name in questions() for fact in needs_of(name)}
    sizes = {("lambda:ListFunctions", region): functions, ("iam:GetAccountAuthorizationDetails", GLOBAL): roles}
    return seconds(expected(plan_for(facts, (region,)), sizes))


def measure(command: list[str], environment: dict[str, str]) -> tuple[float, float, float]:
    """Runs a command once: CPU seconds, elapsed seconds, and MiB."""
    began = time.monotonic()
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, **environment}
    )
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status):
        print(f"{command[0]} ended with {os.waitstatus_to_exitcode(status)}", file=sys.stderr)
    return usage.ru_utime + usage.ru_stime, time.monotonic() - began, usage.ru_maxrss / 1024


def main() -> None:
    """Builds, runs, and prints medians and their ratios."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--hauberk", required=True, metavar="VENV")
    parser.add_argument("--prowler", default="", metavar="VENV")
    parser.add_argument("--functions", type=int, default=1_000)
    parser.add_argument("--roles", type=int, default=300)
    parser.add_argument("--delay", type=float, default=0.05)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--paced", action="store_true")
    options = parser.parse_args()
    costs: dict[str, list[Cost]] = {}
    with embedded_account() as account, tempfile.TemporaryDirectory() as folder:
        build(account, options.functions, options.roles)
        for _ in range(options.runs):
            for name in commands(options, "", "", ""):
                with between(account.endpoint, lambda _: Wait(options.delay)) as proxy:
                    environment = account._replace(endpoint=proxy.url).environment()
                    command = commands(options, proxy.url, account.region, folder)[name]
                    cost = Cost(*measure(command, environment), proxy.counted())
                    costs.setdefault(name, []).append(cost)
                    print(f"{name}: {sum(cost.requests.values())} requests, {cost.elapsed:.1f} s", flush=True)
    print(f"\n{options.functions} functions, {options.roles} roles, each request {options.delay * 1000:.0f} ms later")
    for name, runs in costs.items():
        requests = statistics.median(sum(run.requests.values()) for run in runs)
        cpu, elapsed, memory = (statistics.median(run[place] for run in runs) for place in range(3))
        print(f"{name:13} {requests:8.0f} requests {cpu:7.1f} s CPU {elapsed:7.1f} s {memory:6.0f} MiB")
        most = ", ".join(f"{number} {api}" for api, number in runs[-1].requests.most_common(12))
        print(f"         {most}")
    if options.paced:
        least = floor(options.functions, options.roles, account.region)
        paced = statistics.median(run.elapsed for run in costs["at the limits"])
        print(f"at AWS's limits: {paced:.1f} s, of which these take {least:.1f} s")
    if "prowler" in costs:
        own, peer = (costs[name] for name in ("hauberk", "prowler"))
        ratio = statistics.median(sum(run.requests.values()) for run in own) / statistics.median(
            sum(run.requests.values()) for run in peer
        )
        quicker = statistics.median(run.elapsed for run in peer) / statistics.median(run.elapsed for run in own)
        print(f"requests: {ratio:.2f} of Prowler's; time: {quicker:.1f} times as quick")


if __name__ == "__main__":
    main()
