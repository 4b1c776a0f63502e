"""What is said of an account is said of an account: whose it is, what nobody has, and what a question needs."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from hauberk.model.api import Route
from hauberk.model.application import Application
from hauberk.model.compute import Function
from hauberk.model.ledger import Entry, Ledger
from hauberk.model.resource import Resource
from hauberk.model.values import NO_FIELDS, Fields, Known
from hauberk.model.verdict import Severity
from hauberk.model.world import World
from hauberk.reading.jail import Root
from hauberk.scan.account import check_snapshot
from hauberk.scan.application import Asking
from hauberk.sources.account.calls import Unread, call
from hauberk.sources.account.snapshot import Snapshot
from hauberk.sources.cloudformation.reader import read_application
from hauberk.study.code.places import Place, place_of
from hauberk.study.producers.routes import label
from hauberk.study.study import Study
from tests.account.emulated import control_of
from tests.account.shop import ACCOUNT, LIST, PEOPLE, REGION, changed, shop
from tests.cli.running import run

SPARE = f"arn:aws:iam::{ACCOUNT}:policy/spare"


def asked(snapshot: Snapshot, *controls: str, chosen: bool = False) -> Ledger:
    asking = Asking(tuple(map(control_of, controls)), date(2026, 11, 30), heed=False, mapped=False, chosen=chosen)
    return check_snapshot(snapshot, asking)


def found(snapshot: Snapshot, control: str) -> Entry:
    (entry,) = asked(snapshot, control).findings()
    return entry


# -- what nobody has


def spare(**counts: int) -> Snapshot:
    """The account with a managed policy that allows everything."""
    statement = {"Effect": "Allow", "Action": "*", "Resource": "*"}
    document = {"Version": "2012-10-17", "Statement": [statement]}
    version = {"VersionId": "v1", "IsDefaultVersion": True, "Document": document}
    policy = {"PolicyName": "spare", "Arn": SPARE, "DefaultVersionId": "v1", "PolicyVersionList": [version], **counts}
    return changed(PEOPLE, lambda content: content.update(Policies=[policy]))


def test_a_policy_that_nobody_has_is_no_worse_than_that_it_lies_there() -> None:
    entry = found(spare(AttachmentCount=0, PermissionsBoundaryUsageCount=0), "full-admin-access")
    assert entry.severity is Severity.LOW
    assert entry.locations[0].role == "primary"
    assert "nobody has this policy" in entry.locations[-1].says
    assert '"AttachmentCount": 0' in entry.locations[-1].text


@pytest.mark.parametrize(
    "counts",
    [{"AttachmentCount": 1}, {"AttachmentCount": 0, "PermissionsBoundaryUsageCount": 2}, {}],
    ids=["attached", "boundary", "untold"],
)
def test_a_policy_that_somebody_has_or_may_have_is_as_bad_as_it_says(counts: dict[str, int]) -> None:
    assert found(spare(**counts), "full-admin-access").severity is Severity.CRITICAL


def test_what_is_low_stays_as_it_is() -> None:
    entry = found(spare(AttachmentCount=0, PermissionsBoundaryUsageCount=0), "policy-unattached")
    assert entry.severity is Severity.LOW
    assert not any("nobody has this policy" in place.says for place in entry.locations)


# -- whose account


def test_a_trust_names_the_account_and_that_it_is_another() -> None:
    def trusting(content: dict[str, Any]) -> None:
        statement = {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::999988887777:root"}}
        trust = {"Version": "2012-10-17", "Statement": [{**statement, "Action": "sts:AssumeRole"}]}
        content["RoleDetailList"][0]["AssumeRolePolicyDocument"] = trust

    message = found(changed(PEOPLE, trusting), "role-trusts-whole-account").message
    assert message == (
        "every principal of account 999988887777, another one, may assume the role, if its policies let it"
    )


def test_a_template_does_not_tell_whether_an_account_is_another(tmp_path: Path) -> None:
    cases = Path("tests/practices/least_privilege/role-trusts-whole-account").resolve()
    ran = run(cases, "check", "failing.yaml", "--select", "role-trusts-whole-account", "--format", "json")
    (verdict,) = json.loads(ran.out)["verdicts"]
    assert verdict["message"].startswith("every principal of account 444455556666 may assume the role")


# -- layers, images, routes


def test_why_code_is_not_followed_speaks_of_no_template() -> None:
    layer = f"arn:aws:lambda:{REGION}:{ACCOUNT}:layer:common:2"
    held = {"LayerVersionArn": layer, "Version": 2, "CompatibleRuntimes": ["python3.13"]}
    snapshot = changed(LIST, lambda content: content["Functions"][0].update(PackageType="Image", Layers=[held]))
    reasons = [entry.reason.text for entry in asked(snapshot, "handler-not-found").entries if entry.reason is not None]
    assert reasons
    assert not any("template" in reason for reason in reasons)


@pytest.mark.parametrize(
    ("attributes", "name", "said"),
    [
        (NO_FIELDS, "BookingsPost", "POST of BookingsPost"),
        (Fields({"Account": Known(NO_FIELDS)}), "POST /bookings of parcels", "POST /bookings of parcels"),
    ],
    ids=["template", "account"],
)
def test_a_method_is_called_by_its_verb_once(attributes: Fields, name: str, said: str) -> None:
    properties = Fields({"HttpMethod": Known("POST")})
    method = Resource("Method", "AWS::ApiGateway::Method", properties, attributes=attributes, label=name)
    assert label(Route(method, World(), "method")) == said


# -- only what was asked for


DENIED = Unread("access-denied", "AWS denied guardduty:ListDetectors; it needs it", "guardduty:ListDetectors")
URL = "function-url-without-auth"


def with_gap() -> Snapshot:
    """The account of which a list wasn't read that has nothing to do with function URLs."""
    snapshot = shop()
    answers = {**snapshot.answers, call("guardduty", "ListDetectors", REGION): DENIED}
    return snapshot._replace(answers=answers, asked=snapshot.asked | {"guardduty:ListDetectors"})


def test_what_chosen_controls_do_not_need_is_no_gap_of_theirs() -> None:
    assert asked(with_gap(), URL).gaps
    chosen = asked(with_gap(), URL, chosen=True)
    assert (chosen.gaps, chosen.notes) == ((), ())
    assert asked(with_gap(), "guardduty-detector-off", chosen=True).gaps


def test_choosing_controls_changes_no_verdict() -> None:
    for control in (URL, "full-admin-access", "function-without-tracing", "log-group-without-retention"):
        assert asked(shop(), control, chosen=True).entries == asked(shop(), control).entries


def test_the_exit_code_of_a_check_is_that_of_the_audit(tmp_path: Path) -> None:
    (tmp_path / "shop.hauberk").write_bytes(with_gap().packed())
    ran = run(tmp_path, "check", "shop.hauberk", "--isolated", "--select", URL)
    assert (ran.code, "guardduty" in ran.out) == (0, False)
    assert "guardduty" in run(tmp_path, "check", "shop.hauberk", "--isolated", "--ignore", URL).out


# -- a line says what it is about


@pytest.mark.parametrize(
    ("user", "said"),
    [
        ({"AttachedManagedPolicies": ["ReadOnlyAccess"]}, "ReadOnlyAccess is attached to a user directly"),
        ({"AttachedManagedPolicies": ["A", "B"]}, "2 policies are attached to a user directly"),
        ({"UserPolicyList": ["spare"]}, "spare is attached to a user directly"),
    ],
)
def test_what_is_attached_to_a_user_is_named(user: dict[str, list[str]], said: str) -> None:
    document = {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": "*", "Resource": "*"}]}
    policies = [{"PolicyName": name, "PolicyDocument": document} for name in user.get("UserPolicyList", ())]
    managed = [
        {"PolicyName": name, "PolicyArn": f"arn:aws:iam::aws:policy/{name}"}
        for name in user.get("AttachedManagedPolicies", ())
    ]
    one = {"UserName": "ann", "Path": "/", "Arn": f"arn:aws:iam::{ACCOUNT}:user/ann"}
    details = [{**one, "UserPolicyList": policies, "AttachedManagedPolicies": managed}]
    snapshot = changed(PEOPLE, lambda content: content.update(UserDetailList=details))
    assert found(snapshot, "policy-attached-to-user").message == said


@pytest.mark.parametrize(
    ("statement", "control", "said"),
    [
        ({"NotAction": "iam:*", "Resource": "*"}, "allow-with-not-action", "everything but iam:* is allowed"),
        (
            {"NotAction": ["iam:*", "sts:*"], "Resource": "*"},
            "allow-with-not-action",
            "everything but iam:* and 1 more is allowed",
        ),
        (
            {"Action": "s3:GetObject", "NotResource": "arn:aws:s3:::payroll/*"},
            "allow-with-not-resource",
            "s3:GetObject is allowed on everything but arn:aws:s3:::payroll/*",
        ),
    ],
)
def test_what_a_statement_leaves_out_is_named(statement: dict[str, Any], control: str, said: str) -> None:
    document = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", **statement}]}

    def allowing(content: dict[str, Any]) -> None:
        content["RoleDetailList"][0]["RolePolicyList"] = [{"PolicyName": "wide", "PolicyDocument": document}]

    assert found(changed(PEOPLE, allowing), control).message == said


def test_a_route_of_an_http_api_goes_by_its_key_in_an_account_too() -> None:
    """By that a route of a template is known again there."""
    properties = Fields({"RouteKey": Known("GET /quotes")})
    live = Fields({"Account": Known(NO_FIELDS)})
    route = Resource("Route", "AWS::ApiGatewayV2::Route", properties, attributes=live, label="GET /quotes of parcels")
    assert label(Route(route, World(), "route")) == "GET /quotes"


LAYERED = """
Resources:
  Orders:
    Type: AWS::Lambda::Function
    Properties: { Runtime: python3.13, Handler: app.handler, Code: code, Layers: [!Ref Common] }
  Common: { Type: "AWS::Lambda::LayerVersion", Properties: { LayerName: common } }
"""


@pytest.mark.parametrize(
    ("live", "said"),
    [
        (False, "its layer Common: where it is isn't known: nothing tells it"),
        (True, "its layer Common: the code of layers isn't brought from an account"),
    ],
)
def test_why_a_layer_is_not_followed(tmp_path: Path, live: bool, said: str) -> None:
    (tmp_path / "template.yaml").write_text(LAYERED, encoding="utf-8")
    (tmp_path / "code").mkdir()
    root = Root(tmp_path)
    application = read_application(root, "template.yaml")
    layer = application.resources["Common"]
    if live:
        held = Fields({"Account": Known(NO_FIELDS)})
        layer = Resource(layer.id, layer.type, layer.properties, layer.head, attributes=held)
    resources = {**application.resources, "Common": layer}
    study = Study(Application(application.id, application.format, resources), date(2026, 11, 30))
    place = place_of(Function(resources["Orders"], World()), study, root)
    assert isinstance(place, Place)
    assert [reason.text for reason in place.left] == [said]
