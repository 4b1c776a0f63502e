"""What an alias really serves: a published version that isn't what was deployed last."""

import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from hauberk.lab.account.account import Account
from hauberk.model.ledger import Entry
from hauberk.practices import all_controls
from hauberk.practices.needs import needs_of
from hauberk.reading.jail import Root
from hauberk.scan.account import check_snapshot
from hauberk.scan.application import Asking
from hauberk.sources.account.planning import reads_for
from hauberk.sources.account.services import functions
from hauberk.sources.account.services.function_reads import FUNCTION
from hauberk.sources.account.snapshot import Snapshot
from tests.sources.account.services.orders import ARN, ORDERS
from tests.sources.account.services.recorded import denied, line, made, recorded
from tests.sources.account.services.worlds import TODAY, asked, audited, findings

SECRET = "sk_" + "live_" + "4eC39HqLyjWDarjtT1zdp7dc"
HARMFUL, HARMLESS = (
    "def handler(event, context):\n    return eval(event['x'])\n",
    "def handler(event, context):\n    pass\n",
)
TRUST = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}],
}
EVERYTHING = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}
_IDS = count(333344440001)


@pytest.fixture
def account(server: Account) -> Account:
    return server._replace(id=str(next(_IDS)))


def archive(code: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as packed:
        packed.writestr("app.py", code)
    return held.getvalue()


def role(account: Account, name: str) -> str:
    made = account.client("iam").create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(TRUST))
    return str(made["Role"]["Arn"])


class Orders:
    """A function that was published with one configuration, and deployed with another since."""

    def __init__(self, account: Account) -> None:
        self.account, self.lambda_ = account, account.client("lambda")
        self.admin, self.plain = role(account, "admin"), role(account, "plain")
        account.client("iam").put_role_policy(RoleName="admin", PolicyName="all", PolicyDocument=json.dumps(EVERYTHING))

    def deploy(self, code: str = HARMLESS, **settings: Any) -> "Orders":
        """Publishes it so."""
        given = {"Runtime": "python3.13", "Role": self.plain, "Environment": {"Variables": {"A": "b"}}, **settings}
        self.lambda_.create_function(
            FunctionName="orders", Handler="app.handler", Code={"ZipFile": archive(code)}, **given
        )
        self.lambda_.publish_version(FunctionName="orders")
        return self

    def mend(self) -> "Orders":
        """Deploys something that nothing is wrong with, and doesn't publish it."""
        self.lambda_.update_function_configuration(
            FunctionName="orders", Runtime="python3.13", Role=self.plain, Environment={"Variables": {"A": "b"}}
        )
        self.lambda_.update_function_code(FunctionName="orders", ZipFile=archive(HARMLESS))
        return self

    def serve(self, version: str, **share: float) -> "Orders":
        """An alias, with a URL that anyone may call."""
        weights = {number.removeprefix("v"): weight for number, weight in share.items()}
        routing = {"RoutingConfig": {"AdditionalVersionWeights": weights}} if weights else {}
        self.lambda_.create_alias(FunctionName="orders", Name="live", FunctionVersion=version, **routing)
        self.lambda_.create_function_url_config(FunctionName="orders", Qualifier="live", AuthType="NONE")
        self.lambda_.add_permission(
            FunctionName="orders",
            Qualifier="live",
            StatementId="anyone",
            Action="lambda:InvokeFunctionUrl",
            Principal="*",
            FunctionUrlAuthType="NONE",
        )
        self.lambda_.add_permission(
            FunctionName="orders",
            Qualifier="live",
            StatementId="anyone-by-its-url",
            Action="lambda:InvokeFunction",
            Principal="*",
            InvokedViaFunctionUrl=True,
        )
        return self

    def found(self) -> tuple[Entry, ...]:
        return asked(audited(self.account))


def states(entries: Iterable[Entry], control: str) -> dict[str, str]:
    return dict(findings(entries, control))


BAD: Mapping[str, Mapping[str, Any]] = {
    "deprecated-runtime": {"Runtime": "python3.8"},
    "secret-in-environment": {"Environment": {"Variables": {"KEY": SECRET}}},
}


@pytest.mark.parametrize("control", BAD)
@pytest.mark.parametrize("shared", [False, True], ids=["all", "a tenth"])
def test_what_an_alias_serves_is_judged(account: Account, control: str, shared: bool) -> None:
    orders = Orders(account).deploy(**BAD[control]).mend()
    if shared:
        orders.lambda_.publish_version(FunctionName="orders")
        orders.serve("2", v1=0.1)
    else:
        orders.serve("1")
    found = states(orders.found(), control)
    wrong = {name for name, state in found.items() if state == "violated"}
    assert wrong
    assert all(name.split(" ")[0] == "orders:1" for name in wrong)


@pytest.mark.parametrize("control", BAD)
def test_a_version_that_nothing_leads_to_is_not_told(account: Account, control: str) -> None:
    orders = Orders(account).deploy(**BAD[control]).mend()
    assert "violated" not in states(orders.found(), control).values()


@pytest.mark.parametrize("control", BAD)
def test_one_that_equals_what_was_deployed_last_is_told_once(account: Account, control: str) -> None:
    found = states(Orders(account).deploy(**BAD[control]).serve("1").found(), control)
    assert [name.split(" ")[0] for name, state in found.items() if state == "violated"] == ["orders"]


def test_its_role_is_used(account: Account) -> None:
    orders = Orders(account)
    entries = orders.deploy(Role=orders.admin).mend().serve("1").found()
    (finding,) = (one for one in entries if one.control == "full-admin-access" and str(one.state) == "violated")
    assert [name.rpartition("function:")[2] for name in finding.functions] == ["orders:1"]


def test_versions_of_one_function_do_not_share_its_role(account: Account) -> None:
    orders = Orders(account)
    orders.plain = orders.admin
    entries = orders.deploy(Runtime="python3.8").mend().serve("1").found()
    assert states(entries, "role-shared-by-functions")["admin"] == "satisfied"


def test_the_url_is_that_of_what_it_serves(account: Account) -> None:
    entries = Orders(account).deploy(Runtime="python3.8").mend().serve("1").found()
    (url,) = (one for one in entries if one.control == "function-url-without-auth")
    assert (str(url.state), [name.rpartition("function:")[2] for name in url.functions]) == ("violated", ["orders:1"])


@pytest.mark.parametrize("control", ["function-without-concurrency-limit", "function-without-throttle-alarm"])
def test_what_holds_for_all_versions_is_asked_once(account: Account, control: str) -> None:
    orders = Orders(account).deploy(Runtime="python3.8").mend()
    orders.lambda_.publish_version(FunctionName="orders")
    assert states(orders.serve("2", v1=0.1).found(), control) == {"orders": "violated", "orders:1": "not-applicable"}


@pytest.mark.parametrize(
    "control",
    ["function-without-version", "code-signing-missing", "function-without-error-alarm", "log-group-missing"],
)
def test_what_is_the_functions_own_is_not_asked_of_a_version(account: Account, control: str) -> None:
    entries = Orders(account).deploy(Runtime="python3.8").mend().serve("1").found()
    assert states(entries, control)["orders:1"] == "not-applicable"


def test_a_trigger_on_a_version_is_not_one_on_latest(account: Account) -> None:
    entries = Orders(account).deploy(Runtime="python3.8").mend().serve("1").found()
    assert "violated" not in states(entries, "trigger-on-latest").values()


def test_code_that_is_not_there_is_never_that_of_latest(account: Account) -> None:
    entries = Orders(account).deploy(HARMFUL).mend().serve("1").found()
    assert states(entries, "secret-in-inline-code")["orders:1"] == "unknown"


def test_no_value_enters_a_snapshot(account: Account) -> None:
    Orders(account).deploy(**BAD["secret-in-environment"]).mend().serve("1")
    answers = audited(account).answers
    assert "python3.13" in repr(answers)
    assert SECRET not in repr(answers)


FIRST = {**ORDERS, "FunctionArn": f"{ARN}orders:1", "Version": "1", "Runtime": "python3.8"}
LIVE = {"AliasArn": f"{ARN}orders:live", "Name": "live", "FunctionVersion": "1"}
LATEST = line("lambda:ListFunctions", {"Functions": [ORDERS]})
VERSIONS = line("lambda:ListFunctions", {"Functions": [ORDERS, FIRST]}, FunctionVersion="ALL")
ALIASES = line("lambda:ListAliases", {"Aliases": [LIVE]}, FunctionName="orders")


def served(snapshot: Snapshot) -> list[tuple[str, str]]:
    """The versions that are functions of their own, with the reason why nothing is known of one."""
    found = [one for one in made(functions, snapshot) if one.type == FUNCTION and one.name != "orders"]
    return [(one.name, one.unread.code if one.unread else "") for one in found]


def test_a_mapping_leads_to_a_version() -> None:
    mapping = {"UUID": "1-2", "FunctionArn": f"{ARN}orders:1", "EventSourceArn": "arn:aws:sqs:eu-west-1:123456789012:q"}
    mappings = line("lambda:ListEventSourceMappings", {"EventSourceMappings": [mapping]})
    assert served(recorded(LATEST, VERSIONS, mappings)) == [("orders:1", "")]
    assert served(recorded(LATEST, VERSIONS)) == []


def test_a_permission_leads_to_a_version() -> None:
    statement = {"Sid": "a", "Effect": "Allow", "Principal": "*", "Action": "lambda:InvokeFunction"}
    policy = {"Policy": json.dumps({"Version": "2012-10-17", "Statement": [statement]})}
    own = line("lambda:GetPolicy", policy, FunctionName="orders", Qualifier="1")
    assert served(recorded(LATEST, VERSIONS, own)) == [("orders:1", "")]


def test_a_description_makes_no_difference() -> None:
    alike = {**FIRST, "Description": "the first", "LastModified": "2026-11-01T00:00:00.000+0000"}
    del alike["Runtime"]
    versions = line("lambda:ListFunctions", {"Functions": [ORDERS, alike]}, FunctionVersion="ALL")
    assert served(recorded(LATEST, versions, ALIASES)) == []


def test_versions_that_were_denied_make_what_an_alias_serves_unknown() -> None:
    snapshot = recorded(LATEST, denied("lambda:ListFunctions", FunctionVersion="ALL"), ALIASES)
    assert served(snapshot) == [("orders:1", "access-denied")]
    entries = asked(snapshot)
    assert states(entries, "deprecated-runtime")["orders:1"] == "unknown"
    unknown = {one.control for one in entries if str(one.state) == "unknown"}
    assert "secret-in-environment" in unknown, "nobody knows of its variables"


def test_aliases_that_were_denied_may_serve_a_version_that_differs() -> None:
    refused = denied("lambda:ListAliases", FunctionName="orders")
    assert served(recorded(LATEST, VERSIONS, refused)) == [("orders:*", "access-denied")]
    alike = line("lambda:ListFunctions", {"Functions": [ORDERS]}, FunctionVersion="ALL")
    assert served(recorded(LATEST, alike, refused)) == []


def test_who_asks_of_runtimes_reads_what_is_served() -> None:
    (control,) = (one for one in all_controls() if one.name == "deprecated-runtime")
    names = {read.name for read in reads_for(needs_of(control.name))}
    assert {"lambda:ListAliases", "lambda:ListFunctions (all versions)"} <= names


def test_other_code_is_unknown_where_code_was_brought(tmp_path: Path) -> None:
    (tmp_path / "orders.zip").write_bytes(archive(HARMLESS))
    latest = {**ORDERS, "Runtime": "python3.13", "Handler": "app.handler", "CodeSha256": "new"}
    first = {**latest, "FunctionArn": f"{ARN}orders:1", "Version": "1", "CodeSha256": "old"}
    told = {"Configuration": latest, "Brought": {"Path": "orders.zip"}}
    snapshot = recorded(
        line("lambda:ListFunctions", {"Functions": [latest]}),
        line("lambda:ListFunctions", {"Functions": [latest, first]}, FunctionVersion="ALL"),
        line("lambda:GetFunction", told, FunctionName="orders"),
        ALIASES,
    )
    entries = check_snapshot(snapshot, Asking(all_controls(), TODAY, False, False, False), Root(tmp_path)).entries
    (of_version,) = (one for one in entries if one.control == "handler-not-found" and one.name == "orders:1")
    assert (str(of_version.state), states(entries, "handler-not-found")["orders"]) == ("unknown", "satisfied")
    assert "published versions" in of_version.message
