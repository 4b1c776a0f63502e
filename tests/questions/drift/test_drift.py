"""One change by hand is one sentence; what is deployed as the template says is none."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hauberk.model.concealed import SIZE, Key, conceal
from hauberk.model.verdict import Severity
from hauberk.questions.drift.asking import drift
from hauberk.questions.drift.results import Doubt, Drift
from hauberk.questions.drift.sides import InputError, read_side
from hauberk.questions.drift.values import concealed
from hauberk.reports.drift import json as as_json
from hauberk.reports.drift import text as as_text
from hauberk.reports.style import Style
from hauberk.sources.account.calls import GLOBAL, Call, Data, Unread, call
from hauberk.sources.account.snapshot import Snapshot
from tests.account.shop import ACCOUNT, LIST, LOGS, PEOPLE, POLICY, REGION, TEMPLATE, URLS, changed, shop

Change = Callable[[dict[str, Any]], object]


def compared(folder: Path, before: Snapshot | str, after: Snapshot | str, **options: Any) -> Drift:
    """The comparison of two sides, each a snapshot or the text of a template."""
    paths = []
    for name, side in (("before", before), ("after", after)):
        path = folder / (f"{name}.yaml" if isinstance(side, str) else f"{name}.hauberk")
        path.write_bytes(side.encode() if isinstance(side, str) else side.packed())
        paths.append(str(path))
    earlier, later = (read_side(path, {}, "default") for path in paths)
    return drift(earlier, later, **options)


def _function(content: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = content["Functions"][0]
    return found


def _role(content: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = content["RoleDetailList"][0]
    return found


def _allow_everything(content: dict[str, Any]) -> None:
    statement = {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}
    document = {"Version": "2012-10-17", "Statement": [statement]}
    _role(content)["RolePolicyList"].append({"PolicyName": "hand", "PolicyDocument": document})


def _open_to_all(content: dict[str, Any], **condition: Any) -> None:
    policy = json.loads(content["Policy"])
    policy["Statement"].append(
        {
            "Sid": "Hand",
            "Effect": "Allow",
            "Principal": "*",
            "Action": "lambda:InvokeFunction",
            "Resource": policy["Statement"][0]["Resource"],
            **condition,
        }
    )
    content["Policy"] = json.dumps(policy)


def _open_to_organization(content: dict[str, Any]) -> None:
    _open_to_all(content, Condition={"StringEquals": {"aws:PrincipalOrgID": "o-abcdefghij"}})


def _open_by_secure_transport(content: dict[str, Any]) -> None:
    _open_to_all(content, Condition={"Bool": {"aws:SecureTransport": "true"}})


PLANTED: list[tuple[Call, Change, Severity, str, str, str]] = [
    (
        URLS,
        lambda content: content["FunctionUrlConfigs"][0].update(AuthType="NONE"),
        Severity.CRITICAL,
        "AuthType",
        "URL of shop-Orders: who may call it (AuthType) was AWS_IAM, and is now NONE",
        "URL of shop-Orders: who may call it (AuthType) in the template is AWS_IAM, and in the account NONE",
    ),
    (
        LIST,
        lambda content: _function(content)["Environment"]["Variables"].update(MODE="other"),
        Severity.MEDIUM,
        "Environment.Variables.MODE",
        "shop-Orders: the variable MODE isn't the same",
        "shop-Orders: the variable MODE isn't the same",
    ),
    (
        LIST,
        lambda content: _function(content)["Environment"]["Variables"].update(PROXY="http://198.51.100.7"),
        Severity.MEDIUM,
        "Environment.Variables.PROXY",
        "shop-Orders: the variable PROXY is new",
        "shop-Orders: the variable PROXY is not in the template",
    ),
    (
        LIST,
        lambda content: _function(content)["Environment"]["Variables"].pop("MODE"),
        Severity.MEDIUM,
        "Environment.Variables.MODE",
        "shop-Orders: the variable MODE is gone",
        "shop-Orders: the variable MODE is not in the account",
    ),
    (
        LIST,
        lambda content: _function(content).update(TracingConfig={"Mode": "PassThrough"}),
        Severity.LOW,
        "TracingConfig.Mode",
        "shop-Orders: its tracing was Active, and is now PassThrough",
        "shop-Orders: its tracing in the template is Active, and in the account PassThrough",
    ),
    (
        LIST,
        lambda content: _function(content).update(Layers=[{"Arn": "arn:aws:lambda:eu-west-1:444455556666:layer:x:1"}]),
        Severity.HIGH,
        "Layers",
        "shop-Orders: its layers were none, and are now arn:aws:lambda:eu-west-1:444455556666:layer:x:1",
        "shop-Orders: its layers in the template are none, and in the account "
        "arn:aws:lambda:eu-west-1:444455556666:layer:x:1",
    ),
    (
        LOGS,
        lambda content: content["logGroups"][0].pop("retentionInDays"),
        Severity.MEDIUM,
        "RetentionInDays",
        "/aws/lambda/shop-Orders: how long logs are kept was 30, and is now not set",
        "/aws/lambda/shop-Orders: how long logs are kept in the template is 30, and in the account not set",
    ),
    (
        PEOPLE,
        _allow_everything,
        Severity.HIGH,
        "",
        "shop-OrdersRole may now do s3:* on *",
        "shop-OrdersRole may now do s3:* on *",
    ),
    (
        POLICY,
        _open_to_all,
        Severity.CRITICAL,
        "",
        "any AWS principal of any account may now do lambda:InvokeFunction on shop-Orders",
        "any AWS principal of any account may now do lambda:InvokeFunction on shop-Orders",
    ),
    (
        POLICY,
        _open_by_secure_transport,
        Severity.CRITICAL,
        "",
        "any AWS principal of any account may now do lambda:InvokeFunction on shop-Orders",
        "any AWS principal of any account may now do lambda:InvokeFunction on shop-Orders",
    ),
    (
        POLICY,
        _open_to_organization,
        Severity.HIGH,
        "",
        "everyone under a condition on aws:PrincipalOrgID may now do lambda:InvokeFunction on shop-Orders",
        "everyone under a condition on aws:PrincipalOrgID may now do lambda:InvokeFunction on shop-Orders",
    ),
    (
        PEOPLE,
        lambda content: content["RoleDetailList"][0].update(RolePolicyList=[]),
        Severity.LOW,
        "",
        "shop-OrdersRole may no longer do dynamodb:GetItem on ",
        "shop-OrdersRole may no longer do dynamodb:GetItem on ",
    ),
]
IDS = [f"{made.operation}-{number}" for number, (made, *_) in enumerate(PLANTED)]


def test_an_account_differs_in_nothing_from_itself(tmp_path: Path) -> None:
    found = compared(tmp_path, shop(), shop())
    assert found.differences == ()
    assert found.compared > 4
    assert found.is_read


def test_a_template_differs_in_nothing_from_what_was_deployed_of_it(tmp_path: Path) -> None:
    for sides in ((TEMPLATE, shop()), (shop(), TEMPLATE)):
        found = compared(tmp_path, *sides)
        assert [one.says for one in found.differences] == []
        assert found.compared == 5


@pytest.mark.parametrize(("made", "change", "severity", "property_", "by_time", "by_template"), PLANTED, ids=IDS)
def test_one_change_by_hand_is_one_sentence(
    tmp_path: Path, made: Call, change: Change, severity: Severity, property_: str, by_time: str, by_template: str
) -> None:
    for before, says in ((shop(), by_time), (TEMPLATE, by_template)):
        found = compared(tmp_path, before, changed(made, change))
        (one,) = found.differences
        assert one.says.startswith(says)
        assert (one.severity, one.property) == (severity, property_)
        assert one.after is not None or one.kind == "gone" or "gone" in one.says or "not in the account" in one.says
        if one.kind.startswith("access"):
            assert one.witness is not None


def test_what_was_made_by_hand_is_told_of_around_the_functions_alone(tmp_path: Path) -> None:
    def another(content: dict[str, Any]) -> None:
        content["FunctionUrlConfigs"].append(
            {
                **content["FunctionUrlConfigs"][0],
                "FunctionArn": f"{content['FunctionUrlConfigs'][0]['FunctionArn']}:live",
            }
        )

    found = compared(tmp_path, TEMPLATE, changed(URLS, another))
    assert [one.kind for one in found.differences] == ["appeared"]
    assert "made by hand" in found.differences[0].says

    def a_role(content: dict[str, Any]) -> None:
        content["RoleDetailList"].append({**_role(content), "Arn": f"{_role(content)['Arn']}2", "RoleName": "other"})

    assert compared(tmp_path, TEMPLATE, changed(PEOPLE, a_role)).differences == ()
    assert len(compared(tmp_path, TEMPLATE, changed(PEOPLE, a_role), everything=True).differences) == 1
    assert len(compared(tmp_path, shop(), changed(PEOPLE, a_role)).differences) == 1


def test_another_key_for_traces_is_told(tmp_path: Path) -> None:
    def with_key(**config: str) -> Snapshot:
        snapshot = shop()
        answers = {**snapshot.answers, call("xray", "GetEncryptionConfig", REGION): Data({"EncryptionConfig": config})}
        return snapshot._replace(answers=answers, asked=snapshot.asked | {"xray:GetEncryptionConfig"})

    key = f"arn:aws:kms:{REGION}:{ACCOUNT}:key/11111111-1111-1111-1111-111111111111"
    found = compared(tmp_path, with_key(Type="KMS", KeyId=key, Status="ACTIVE"), with_key(Type="NONE", Status="ACTIVE"))
    (one,) = found.differences
    assert one.says.startswith("traces: the key that encrypts them was ")
    assert one.severity is Severity.MEDIUM


def _with_trail(home: str, *regions: str, logging: bool) -> Snapshot:
    """The shop with a trail of all regions, which each region tells of."""
    arn = f"arn:aws:cloudtrail:{home}:{ACCOUNT}:trail/main"
    trail = {"Name": "main", "TrailARN": arn, "HomeRegion": home, "IsMultiRegionTrail": True, "S3BucketName": "logs"}
    snapshot = shop(regions=regions)
    answers = dict(snapshot.answers)
    for region in regions:
        answers[call("cloudtrail", "DescribeTrails", region)] = Data({"trailList": [trail]})
        answers[call("cloudtrail", "GetTrailStatus", region, Name=arn)] = Data({"IsLogging": logging})
    return snapshot._replace(answers=answers, asked=snapshot.asked | {"cloudtrail:DescribeTrails"})


@pytest.mark.parametrize("home", ["us-east-1", REGION])
@pytest.mark.parametrize("regions", [(REGION,), (REGION, "us-west-2")])
def test_a_trail_that_was_stopped_is_told_once_wherever_its_home_is(
    tmp_path: Path, home: str, regions: tuple[str, ...]
) -> None:
    on, off = (_with_trail(home, *regions, logging=logging) for logging in (True, False))
    (one,) = compared(tmp_path, on, off).differences
    assert (one.severity, one.says) == (Severity.HIGH, "main: whether it is on was true, and is now false")
    assert compared(tmp_path, on, on).differences == ()
    empty = {call("cloudtrail", "DescribeTrails", region): Data({"trailList": []}) for region in regions}
    (gone,) = compared(tmp_path, on, on._replace(answers={**on.answers, **empty})).differences
    assert gone.says == "the trail main is gone"


VPC = {"VpcId": "vpc-0123456789abcdef0", "CidrBlock": "10.0.0.0/16"}
ALL_OUT = [{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}]


def _with_groups(*groups: dict[str, Any], networks: tuple[dict[str, Any], ...] = (VPC,)) -> Snapshot:
    """The shop with a network and its security groups."""
    snapshot = shop()
    whole = [{"VpcId": VPC["VpcId"], "IpPermissionsEgress": ALL_OUT, **group} for group in groups]
    answers = {
        **snapshot.answers,
        call("ec2", "DescribeVpcs", REGION): Data({"Vpcs": list(networks)}),
        call("ec2", "DescribeSecurityGroups", REGION): Data({"SecurityGroups": whole}),
    }
    return snapshot._replace(answers=answers, asked=snapshot.asked | {"ec2:DescribeVpcs", "ec2:DescribeSecurityGroups"})


def _group(name: str, id_: str, cidr: str = "") -> dict[str, Any]:
    rule = {"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "IpRanges": [{"CidrIp": cidr}]}
    return {"GroupId": id_, "GroupName": name, "Description": name, "IpPermissions": [rule] if cidr else []}


def test_a_default_group_of_a_network_that_was_there_is_not_new(tmp_path: Path) -> None:
    bare, opened = (_with_groups(_group("default", "sg-0123456789abcdef0", cidr)) for cidr in ("", "0.0.0.0/0"))
    (one,) = compared(tmp_path, bare, opened).differences
    what = "default group of vpc-0123456789abcdef0: what it lets in"
    assert one.says == f"{what} was not set, and is now tcp 22 of 0.0.0.0/0"
    assert (one.severity, one.kind) == (Severity.HIGH, "changed")
    assert one.after is not None
    assert '"CidrIp"' in one.after.text or "SecurityGroupIngress" in one.after.text
    (one,) = compared(tmp_path, opened, bare).differences
    assert one.says == f"{what} was tcp 22 of 0.0.0.0/0, and is now not set, which is safer"
    assert one.severity is Severity.LOW
    (one,) = compared(tmp_path, _with_groups(networks=()), opened).differences
    assert (one.severity, one.kind) == (Severity.HIGH, "appeared")


@pytest.mark.parametrize(
    ("cidr", "severity", "says"),
    [
        ("0.0.0.0/0", Severity.HIGH, "; what it lets in: tcp 22 of 0.0.0.0/0"),
        ("10.0.0.0/8", Severity.MEDIUM, "; what it lets in: tcp 22 of 10.0.0.0/8"),
        ("", Severity.MEDIUM, ""),
    ],
)
def test_a_new_group_tells_what_it_lets_in(tmp_path: Path, cidr: str, severity: Severity, says: str) -> None:
    (one,) = compared(tmp_path, _with_groups(), _with_groups(_group("web", "sg-0123456789abcdef1", cidr))).differences
    assert (one.severity, one.says) == (severity, f"the security group web is new{says}")


def test_what_was_not_read_is_no_difference(tmp_path: Path) -> None:
    snapshot = shop()
    denied = Unread("access-denied", "AWS denied logs:DescribeLogGroups", "logs:DescribeLogGroups")
    for unread in (snapshot._replace(answers={**snapshot.answers, LOGS: denied}),):
        found = compared(tmp_path, shop(), unread)
        assert found.differences == ()
        assert not found.is_read
        assert any("denied" in doubt.text for doubt in found.doubts)


def test_values_that_were_concealed_under_other_keys_are_not_compared(tmp_path: Path) -> None:
    def token(key: str, mac: str) -> Snapshot:
        return changed(
            LIST,
            lambda content: _function(content)["Environment"]["Variables"].update(
                MODE=f"hauberk:concealed:1:value::{key * 16}:{mac * 32}"
            ),
        )

    found = compared(tmp_path, token("a", "1"), token("b", "1"))
    assert found.differences == ()
    assert [doubt.property for doubt in found.doubts] == ["Environment.Variables.MODE"]
    assert found.is_read
    assert len(compared(tmp_path, token("a", "1"), token("a", "2")).differences) == 1
    assert compared(tmp_path, token("a", "1"), token("a", "1")).differences == ()


@pytest.mark.parametrize(
    ("values", "is_so"),
    [
        (("a1", "a2"), False),
        (("a1", "b1"), True),
        (("a1", "plain"), True),
        (("plain", "other"), False),
        ((["a1", "b1"], ["a1", "b2"]), True),
        ((["a1", "a2"], {"x": "a1"}), False),
        ((["a1", "b1"], ["a1", "a1"]), True),
    ],
)
def test_every_key_of_a_value_counts(values: tuple[Any, Any], is_so: bool) -> None:
    """``a1`` stands for a token of the key ``a``."""
    text = re.sub(
        r"\b([ab])(\d)\b", lambda one: f"hauberk:concealed:1:value::{one[1] * 16}:{one[2] * 32}", json.dumps(values)
    )
    assert concealed(json.loads(text)) is is_so


def test_another_account_is_compared_by_names(tmp_path: Path) -> None:
    text = "".join(shop().lines()).replace("111122223333", "444455556666")
    (tmp_path / "other.hauberk").write_text(text, encoding="utf-8")
    (tmp_path / "shop.hauberk").write_bytes(shop().packed())
    earlier, later = (read_side(str(tmp_path / f"{name}.hauberk"), {}, "default") for name in ("shop", "other"))
    assert [one.says for one in drift(earlier, later).differences] == []


def test_a_side_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    (tmp_path / "cut.hauberk").write_bytes(shop().packed()[:-9])
    for path, text in ((tmp_path / "cut.hauberk", "cut off"), (tmp_path / "none", "no file"), (tmp_path, "a folder")):
        with pytest.raises(InputError, match=text):
            read_side(str(path), {}, "default")


def test_two_templates_are_for_another_command(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="iam diff"):
        compared(tmp_path, TEMPLATE, TEMPLATE)


def test_with_the_key_a_templates_values_are_compared(tmp_path: Path) -> None:
    key = Key(b"k" * SIZE)

    def kept(value: str) -> Snapshot:
        token = conceal("MODE", value, key)
        assert token != value
        return changed(LIST, lambda content: _function(content)["Environment"]["Variables"].update(MODE=token))

    template = TEMPLATE.replace("MODE: shop", "MODE: 7f3a9c1e-shop")
    assert compared(tmp_path, template, kept("7f3a9c1e-shop"), key=key).differences == ()
    (one,) = compared(tmp_path, template, kept("7f3a9c1e-other"), key=key).differences
    assert one.says == "shop-Orders: the variable MODE isn't the same"
    without = compared(tmp_path, template, kept("7f3a9c1e-other"))
    assert without.differences == ()
    assert [doubt.property for doubt in without.doubts] == ["Environment.Variables.MODE"]
    stranger = compared(tmp_path, template, kept("7f3a9c1e-other"), key=Key(b"o" * SIZE))
    assert stranger.differences == ()


COLUMNS = (
    "user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,"
    "mfa_active,access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_1_last_used_region,"
    "access_key_1_last_used_service,access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,"
    "access_key_2_last_used_region,access_key_2_last_used_service,cert_1_active,cert_1_last_rotated,cert_2_active,"
    "cert_2_last_rotated"
)


def people(password: str = "true", **users: str) -> Snapshot:
    """The account with users, of whom each has a second factor or not; ``password`` is for those besides ada."""
    day = "2026-01-01T00:00:00+00:00"
    asked = {name: "true" if name == "ada" else password for name in users}
    rows = [
        f"{name},arn:aws:iam::111122223333:user/{name},{day},{asked[name]},{day},{day},N/A,{mfa},false,N/A,N/A,N/A,N/A,false,"
        "N/A,N/A,N/A,N/A,false,N/A,false,N/A"
        for name, mfa in users.items()
    ]
    report = call("iam", "GetCredentialReport", GLOBAL)
    return shop(answers={**shop().answers, report: Data({"Content": "\n".join((COLUMNS, *rows))})})


def test_people_and_their_credentials_are_compared(tmp_path: Path) -> None:
    assert compared(tmp_path, people(ada="true"), people(ada="true")).differences == ()
    (one,) = compared(tmp_path, people(ada="true"), people(ada="false")).differences
    assert (one.severity, one.type) == (Severity.CRITICAL, "Account::Credentials")
    assert one.says.endswith("whether there is a second factor was true, and is now false")
    (new,) = compared(tmp_path, people(ada="true"), people(ada="true", bob="false")).differences
    assert (new.severity, new.kind) == (Severity.CRITICAL, "appeared")
    assert new.says == "the sign-in of bob is new; whether there is a second factor: no"


def test_who_has_no_password_does_not_sign_in(tmp_path: Path) -> None:
    assert compared(tmp_path, people(ada="true"), people(ada="true", bob="false", password="false")).differences == ()


@pytest.mark.parametrize(
    ("before", "after", "severity", "says"),
    [
        ("AWS_IAM", "NONE", Severity.CRITICAL, "was AWS_IAM, and is now NONE"),
        ("NONE", "AWS_IAM", Severity.LOW, "was NONE, and is now AWS_IAM, which is safer"),
    ],
)
def test_what_is_safer_now_is_no_damage(tmp_path: Path, before: str, after: str, severity: Severity, says: str) -> None:
    sides = [changed(URLS, _asking(kind)) for kind in (before, after)]
    (one,) = compared(tmp_path, *sides).differences
    assert (one.severity, one.says) == (severity, f"URL of shop-Orders: who may call it (AuthType) {says}")


def test_what_is_safer_in_the_template_is_damage_in_the_account(tmp_path: Path) -> None:
    (one,) = compared(tmp_path, changed(URLS, _asking("NONE")), TEMPLATE).differences
    assert one.severity is Severity.CRITICAL
    (one,) = compared(tmp_path, shop(), TEMPLATE.replace("AWS_IAM", "NONE")).differences
    assert one.severity is Severity.LOW


def _asking(kind: str) -> Change:
    return lambda content: content["FunctionUrlConfigs"][0].update(AuthType=kind)


@pytest.mark.parametrize(("kind", "severity"), [("NONE", Severity.CRITICAL), ("AWS_IAM", Severity.HIGH)])
def test_a_new_address_says_whom_it_asks(tmp_path: Path, kind: str, severity: Severity) -> None:
    def none(content: dict[str, Any]) -> None:
        content["FunctionUrlConfigs"].clear()

    (one,) = compared(tmp_path, changed(URLS, none), changed(URLS, _asking(kind))).differences
    assert (one.severity, one.says) == (
        severity,
        f"URL of shop-Orders is new; who may call it (AuthType): {kind}",
    )
    assert one.after is not None
    assert ("AuthType" in one.after.text) is (kind == "NONE")


def test_sentences_are_masked_by_their_parts(tmp_path: Path) -> None:
    """Behind a name that a secret may have stand words in every format; what has a secret's form is masked."""
    key = "AKIA" + "QWERTYUIOPASDFGH"
    found = compared(
        tmp_path,
        changed(LIST, lambda content: _function(content)["Environment"]["Variables"].update(DB_PASSWORD="x")),
        changed(LIST, lambda content: _function(content)["Environment"]["Variables"].update(DB_PASSWORD="y")),
    )
    found = found._replace(
        doubts=(Doubt("orders", "", f"the variable DB_PASSWORD: Given is a NoEcho parameter {key}"),)
    )
    says = "shop-Orders: the variable DB_PASSWORD isn't the same"
    for shown in (as_text.render(found, Style(False), verbose=True), as_json.render(found)):
        assert says in shown
        assert "DB_PASSWORD: Given is a NoEcho parameter" in " ".join(shown.split())
        assert key not in shown


def test_a_region_that_was_read_once_only_is_not_passed_over(tmp_path: Path) -> None:
    found = compared(tmp_path, shop(regions=("eu-west-1", "us-east-1")), shop())
    assert found.differences == ()
    assert [doubt.name for doubt in found.doubts if doubt.unread] == ["us-east-1"]
    assert not found.is_read


@pytest.mark.parametrize("by_aws", [True, False])
def test_what_aws_gives_every_account_is_nobodys_doing(tmp_path: Path, by_aws: bool) -> None:
    def holding(*subnets: dict[str, Any]) -> Snapshot:
        read = call("ec2", "DescribeSubnets", "eu-west-1")
        answers = {**shop().answers, read: Data({"Subnets": [*subnets]})}
        return shop(answers=answers, asked=shop().asked | {"ec2:DescribeSubnets"})

    subnet = {"SubnetId": "subnet-0a1b2c3d4e5f60718", "VpcId": "vpc-1", "DefaultForAz": by_aws}
    found = compared(tmp_path, holding(), holding(subnet)).differences
    assert [one.says for one in found] == ([] if by_aws else ["the subnet subnet-0a1b2c3d4e5f60718 is new"])
    everything = compared(tmp_path, TEMPLATE, holding(subnet), everything=True).differences
    assert len(everything) == (0 if by_aws else 1)
