"""`hauberk audit` against the embedded account: what is asked, what it costs, what it says when it can't."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from hauberk.lab.account.account import Account
from hauberk.lab.account.deploying import deploy
from hauberk.lab.account.server import embedded_account
from hauberk.reading.jail import Root
from tests.account.proxy import DENIED, Drop, Fate, Request, between
from tests.cli.accounts import functions, nobody, user
from tests.cli.running import Ran, run

SCHEMA = json.loads(Path("src/hauberk/reports/report.schema.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def account() -> Iterator[Account]:
    """Three functions in Ireland, one in Virginia."""
    with embedded_account() as found:
        orders = {"team": "shop", "aws:cloudformation:stack-name": "orders"}
        functions(found, "eu-west-1", orders_in=orders, orders_out={"team": "shop"}, billing={"team": "money"})
        functions(found, "us-east-1", edge={})
        client = found.client("lambda")
        client.add_permission(
            FunctionName="billing",
            StatementId="anyone",
            Action="lambda:InvokeFunction",
            Principal="*",
        )
        yield found


def audit(account: Account, folder: Path, *arguments: str, **environment: str) -> Ran:
    """The command, with the credentials of the account."""
    everything = {**user(account), **environment}
    return run(folder, "audit", "--endpoint-url", account.endpoint, *arguments, environment=everything)


def report(account: Account, folder: Path, *arguments: str) -> dict[str, Any]:
    """What it reports, which the schema describes."""
    ran = audit(account, folder, "--format=json", *arguments)
    assert ran.out, ran.err
    found: dict[str, Any] = json.loads(ran.out)
    jsonschema.validate(found, SCHEMA)
    return found


IRELAND = ("--region", "eu-west-1")
TRACING = ("--select", "function-without-tracing")


def subjects(found: dict[str, Any]) -> list[str]:
    return sorted(verdict["subject"]["label"] for verdict in found["verdicts"])


def test_a_live_account_is_asked_the_same_questions(account: Account, tmp_path: Path) -> None:
    found = report(account, tmp_path, *IRELAND, "--select", "function-without-tracing,public-function-permission")
    by_control = {(v["control"], v["subject"]["label"]): v["verdict"] for v in found["verdicts"]}
    assert by_control["function-without-tracing", "billing"] == "violated"
    assert any(
        verdict == "violated" for (control, _), verdict in by_control.items() if control == "public-function-permission"
    )


def test_only_what_the_questions_need_is_called(account: Account, tmp_path: Path) -> None:
    """What an alias serves may be a version that isn't what was deployed last: both are read along with functions."""
    calls = report(account, tmp_path, *IRELAND, *TRACING)["summary"]["calls"]
    assert calls == {"lambda:ListFunctions": 2, "lambda:ListAliases": 3}


def test_the_report_states_the_calls_in_text(account: Account, tmp_path: Path) -> None:
    """And of whom they were asked, which isn't AWS here."""
    said = f"calls: 5 to {account.endpoint} (3 lambda:ListAliases, 2 lambda:ListFunctions)\n"
    assert said in audit(account, tmp_path, *IRELAND, *TRACING).out


def test_regions_may_be_several(account: Account, tmp_path: Path) -> None:
    found = report(account, tmp_path, *IRELAND, "--region", "us-east-1", *TRACING)
    assert subjects(found) == ["billing", "edge", "orders-in", "orders-out"]


def test_all_regions_that_are_enabled(account: Account, tmp_path: Path) -> None:
    found = report(account, tmp_path, "--region", "all", *TRACING)
    assert subjects(found) == ["billing", "edge", "orders-in", "orders-out"]
    assert found["summary"]["calls"]["lambda:ListFunctions"] > 10


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        (("--functions", "orders-*"), ["orders-in", "orders-out"]),
        (("--functions", "billing", "--functions", "*-in"), ["billing", "orders-in"]),
        (("--tags", "team=shop"), ["orders-in", "orders-out"]),
        (("--tags", "team=shop", "--functions", "*-out"), ["orders-out"]),
        (("--stack", "orders"), ["orders-in"]),
    ],
)
def test_only_the_functions_that_are_wanted(
    account: Account, tmp_path: Path, filters: tuple[str, ...], names: list[str]
) -> None:
    found = report(account, tmp_path, *IRELAND, *TRACING, *filters)
    assert subjects(found) == names


def test_nothing_is_called_for_the_others(account: Account, tmp_path: Path) -> None:
    found = report(account, tmp_path, *IRELAND, "--select", "public-function-permission", "--functions", "orders-*")
    assert found["summary"]["calls"]["lambda:GetPolicy"] == 2


@pytest.mark.parametrize("filters", [("--functions", "nothing"), ("--stack", "none"), ("--tags", "team=nobody")])
def test_where_no_function_is_meant_that_is_said_in_place_of_a_report(
    account: Account, tmp_path: Path, filters: tuple[str, ...]
) -> None:
    """Before, all of the account was read and reported on, without its functions."""
    with between(account.endpoint) as proxy:
        ran = run(tmp_path, "audit", "--endpoint-url", proxy.url, *IRELAND, *filters, environment=user(account))
    assert (ran.code, ran.out) == (3, "")
    assert ran.err == "hauberk: no function of the account is meant by --functions, --tags and --stack\n"
    assert {one.api for _, one in proxy.seen} <= {
        "sts:GetCallerIdentity",
        "lambda:ListFunctions",
        "resourcegroupstaggingapi:GetResources",
    }


WHO, TAGS, LISTS = "sts:GetCallerIdentity", "resourcegroupstaggingapi:GetResources", "lambda:ListFunctions"


@pytest.mark.parametrize(
    ("filters", "unanswered", "fate", "called", "why"),
    [
        (("--stack", "orders"), TAGS, DENIED, [WHO, TAGS], "AWS denied {}; it needs tag:GetResources"),
        (("--tags", "team=shop"), TAGS, Drop(), [WHO, TAGS], "resourcegroupstaggingapi couldn't be reached in"),
        (("--functions", "orders-*"), LISTS, DENIED, [WHO, LISTS], "AWS denied {}; it needs lambda:ListFunctions"),
        (("--tags", "team=shop"), LISTS, DENIED, [WHO, TAGS, LISTS], "AWS denied {}; it needs lambda:ListFunctions"),
    ],
)
def test_where_nobody_tells_which_functions_are_meant_nothing_else_is_asked(
    account: Account,
    tmp_path: Path,
    filters: tuple[str, ...],
    unanswered: str,
    fate: Fate,
    called: list[str],
    why: str,
) -> None:
    """Before, the lists of all services were asked for, and nothing of functions was known."""
    with between(account.endpoint, lambda request: fate if request.api == unanswered else None) as proxy:
        where = ("--endpoint-url", proxy.url, *IRELAND, "--save", "kept.snapshot")
        ran = run(tmp_path, "audit", *where, *filters, environment=user(account))
    assert (ran.code, ran.out) == (4, "")
    assert why.format(unanswered) in ran.err
    assert "it isn't known which functions --functions, --tags and --stack mean, and nothing else was asked" in ran.err
    assert list(dict.fromkeys(one.api for _, one in proxy.seen)) == called
    assert not list(tmp_path.iterdir())


def test_where_one_region_tells_which_functions_are_meant_the_audit_goes_on(account: Account, tmp_path: Path) -> None:
    def refuse(request: Request) -> Fate:
        return DENIED if (request.api, request.region) == (TAGS, "us-east-1") else None

    with between(account.endpoint, refuse) as proxy:
        where = ("--endpoint-url", proxy.url, "--region", "eu-west-1,us-east-1")
        options = (*where, *TRACING, "--stack", "orders", "--format", "json")
        found = json.loads(run(tmp_path, "audit", *options, environment=user(account)).out)
    assert [one["path"] for one in found["unread"]][:1] == ["111122223333/us-east-1"]
    states = {(one["application"], one["verdict"]) for one in found["verdicts"]}
    assert states == {("111122223333/eu-west-1", "violated"), ("111122223333/us-east-1", "unknown")}


def test_what_the_lab_deploys_is_known_again_by_its_stack(tmp_path: Path) -> None:
    (tmp_path / "template.yaml").write_text(STACK, encoding="utf-8")
    with embedded_account() as own:
        functions(own, "eu-west-1", other={})
        deploy(own, Root(tmp_path), "template.yaml", stack="shop")
        found = report(own, tmp_path, *IRELAND, "--stack", "shop", "--save", "shop.snapshot")
    traced = [one["subject"]["label"] for one in found["verdicts"] if one["control"] == "function-without-tracing"]
    assert traced == ["shop-Orders"]
    told = run(tmp_path, "policy", "template.yaml", "--account", "shop.snapshot", environment=nobody())
    assert "no function of the account is it" not in told.out + told.err


STACK = """
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties: { Runtime: python3.13, Handler: index.handler, InlineCode: "def handler(event, context): pass" }
"""


def test_filters_say_nothing_where_functions_are_not_asked_about(account: Account, tmp_path: Path) -> None:
    chosen = "--select", "root-with-access-key", "--functions", "nothing"
    assert "no function of the account is meant" not in audit(account, tmp_path, *IRELAND, *chosen).err
    assert report(account, tmp_path, *IRELAND, *chosen)["summary"]["calls"] == {"iam:GetAccountSummary": 1}


def test_the_calls_that_tell_which_functions_are_meant_are_counted_once(account: Account, tmp_path: Path) -> None:
    found = report(account, tmp_path, *IRELAND, *TRACING, "--stack", "orders")
    assert found["summary"]["calls"] == {
        "lambda:ListAliases": 1,
        "lambda:ListFunctions": 2,
        "resourcegroupstaggingapi:GetResources": 1,
    }


def test_the_plan_makes_no_calls_but_cheap_ones(account: Account, tmp_path: Path) -> None:
    ran = audit(account, tmp_path, *IRELAND, "--plan", "--select", "public-function-permission")
    assert ran.code == 0
    rows = [line.split(maxsplit=2) for line in ran.out.split("\n\n")[0].splitlines()]
    assert ["lambda:ListFunctions", "1"] in rows
    assert ["lambda:ListFunctions", "1+", "all versions"] in rows
    assert [row[2] for row in rows if row[0] == "lambda:GetPolicy"] == [
        "one for each function, alias and published version"
    ]
    assert "At AWS's published limits this takes" in ran.out


def test_the_plan_needs_no_credentials(tmp_path: Path) -> None:
    ran = run(tmp_path, "audit", "--plan", *TRACING, environment=nobody())
    assert (ran.code, ran.out.splitlines()[0].split()) == (0, ["lambda:ListFunctions", "1"])
    assert "no credentials were found" in ran.err


def test_the_policy_names_the_account_if_somebody_answers(account: Account, tmp_path: Path) -> None:
    ran = audit(
        account, tmp_path, *IRELAND, "--print-policy", "--select", "public-function-permission", "--functions", "a-*"
    )
    (statement,) = [one for one in json.loads(ran.out)["Statement"] if "lambda:GetPolicy" in one["Action"]]
    assert statement["Resource"] == "arn:aws:lambda:eu-west-1:111122223333:function:a-*"


def test_the_policy_needs_no_credentials(tmp_path: Path) -> None:
    role = ("--role-arn", "arn:aws-cn:iam::444455556666:role/auditor")
    ran = run(
        tmp_path,
        "audit",
        "--print-policy",
        "--region=cn-north-1",
        *role,
        "--select=public-function-permission",
        environment=nobody(),
    )
    resources = [one["Resource"] for one in json.loads(ran.out)["Statement"]]
    assert "arn:aws-cn:lambda:cn-north-1:444455556666:function:*" in resources


def test_a_policy_that_is_too_long_is_printed_as_several(tmp_path: Path) -> None:
    ran = run(tmp_path, "audit", "--print-policy", *IRELAND, environment=nobody())
    assert ran.code == 0
    printed = json.loads(ran.out)
    assert f"a list of {len(printed)}: attach all of them" in ran.err
    assert all(len(json.dumps(one, separators=(",", ":"))) <= 6144 for one in printed)


def test_a_role_is_assumed(account: Account, tmp_path: Path) -> None:
    arn = "arn:aws:iam::111122223333:role/worker"
    ran = audit(account, tmp_path, *IRELAND, *TRACING, "--role-arn", arn, "--external-id", "abc", "--format=json")
    assert subjects(json.loads(ran.out)) == ["billing", "orders-in", "orders-out"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((), "no region is configured: say --region eu-west-1"),
        (("--region", "Ireland"), "'Ireland' is no name of a region"),
        (("--profile", "nobody", *IRELAND), "there is no profile 'nobody', which --profile names"),
        ((*IRELAND, "--tags", "team"), "--tags team: say the tag as KEY=VALUE"),
        ((*IRELAND, "--external-id", "abc"), "--external-id is for a role: say --role-arn too"),
        ((*IRELAND, "--share", "0"), "'0' is no number from 1 to 100"),
        ((*IRELAND, "--resume", "gone.snapshot"), "gone.snapshot can't be gone on with"),
        ((*IRELAND, "--select", "nothing-like-it"), "nothing-like-it"),
        ((*IRELAND, "--endpoint-url", "http://127.0.0.1:1"), "http://127.0.0.1:1 couldn't be reached"),
        ((*IRELAND, "--endpoint-url", "home"), "'home' is no address to call"),
        ((*IRELAND, "--send", "security-hub", "--functions", "a*"), "--send is for all functions"),
        ((*IRELAND, "--save", "no/such/folder"), "there is no such folder"),
    ],
)
def test_what_is_wrong_is_said_in_a_line(
    account: Account, tmp_path: Path, arguments: tuple[str, ...], says: str
) -> None:
    ran = audit(account, tmp_path, *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert says in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("variable", ["AWS_PROFILE", "AWS_DEFAULT_PROFILE"])
def test_a_profile_that_a_variable_names_is_told_with_it(account: Account, tmp_path: Path, variable: str) -> None:
    ran = audit(account, tmp_path, *IRELAND, **{variable: "gone"})
    assert ran.code == 2
    assert f"there is no profile 'gone', which {variable} names: " in ran.err
    assert f"`unset {variable}`" in ran.err


def test_without_credentials_nothing_is_asked(tmp_path: Path) -> None:
    ran = run(tmp_path, "audit", *IRELAND, environment=nobody())
    assert ran.code == 2
    assert ran.err.startswith("hauberk: no credentials were found: ")
    assert ran.err.count("\n") == 1


def test_what_was_not_read_is_no_clean_bill(account: Account, tmp_path: Path) -> None:
    """The emulator has no Inspector to speak of."""
    arguments = (*IRELAND, "--select", "function-not-scanned-by-inspector")
    ran = audit(account, tmp_path, *arguments)
    assert ran.code == 4
    assert "inspector2:ListCoverage isn't supported in eu-west-1" in ran.out
    assert "0 violated, 0 satisfied" in ran.out
    assert audit(account, tmp_path, *arguments, "--allow-unread").code == 0


def test_it_is_paced_only_where_aws_answers_or_a_share_is_said(account: Account, tmp_path: Path) -> None:
    ran = audit(account, tmp_path, *IRELAND, *TRACING, "--share", "100", "--format=json")
    assert json.loads(ran.out)["summary"]["calls"] == {"lambda:ListAliases": 3, "lambda:ListFunctions": 2}


def test_what_a_baseline_knows_is_left_out(account: Account, tmp_path: Path) -> None:
    ask = (*IRELAND, "--select", "function-without-tracing")
    assert audit(account, tmp_path, *ask, "--save", "now.hauberk").code == 1
    run(tmp_path, "baseline", "now.hauberk", "--select", "function-without-tracing", "-o", "known.json")
    ran = audit(account, tmp_path, *ask, "--baseline", "known.json")
    assert ran.code == 0
    assert "gone from" not in ran.out
    other = audit(account, tmp_path, *IRELAND, "--select", "deprecated-runtime", "--baseline", "known.json")
    assert "gone from" not in other.out, "what isn't asked about isn't gone"


def test_a_baseline_that_is_none_costs_no_call(account: Account, tmp_path: Path) -> None:
    (tmp_path / "known.json").write_text("[]", encoding="utf-8")
    ran = audit(account, tmp_path, *IRELAND, *TRACING, "--baseline", "known.json")
    assert (ran.code, ran.out) == (2, "")
    assert "isn't a baseline of this version" in ran.err
