"""What the holder of credentials has, hasn't, and may have: closed is silent, and what nobody tells is undecided."""

from datetime import date
from typing import Any

import pytest

from hauberk.iam.escalation.account import Bucket
from hauberk.iam.escalation.circumstances import Circumstance
from hauberk.iam.escalation.details import read_details
from hauberk.iam.escalation.paths import Result, escalations
from tests.iam.escalation.accounts import ADMINISTRATOR_ACCESS, ID, arn, document, role, statement, trust, user, version

PUT = "iam-put-user-policy"
OWN = arn("user", "a")


def of_user(*statements: dict[str, Any], today: date | None = None, **more: Any) -> Result:
    """What a user with some statements gains."""
    read = read_details({"UserDetailList": [user("a", *statements, **more)]})
    assert not read.faults
    return escalations(read.account, [OWN], today=today)


def under(tests: dict[str, Any], effect: str = "Allow", today: date | None = None) -> str:
    """How it comes out that a user may put its own policy under a condition, or unless there is one."""
    statements = [statement("iam:PutUserPolicy", effect=effect, Condition=tests)]
    if effect == "Deny":
        statements.append(statement("iam:PutUserPolicy"))
    result = of_user(*statements, today=today)
    assert len(result.paths) + len(result.undecided) < 2
    if result.paths:
        return "open"
    return result.undecided[0].reason if result.undecided else "closed"


@pytest.mark.parametrize(
    "tests",
    [
        {"StringEquals": {"kms:ViaService": "s3.eu-west-1.amazonaws.com"}},
        {"ArnLike": {"aws:SourceArn": "arn:aws:sns:*:*:*"}},
        {"DateLessThan": {"aws:CurrentTime": "2020-01-01T00:00:00Z"}},
        {"DateLessThan": {"aws:TokenIssueTime": "2020-01-01T00:00:00Z"}},
        {"NumericLessThan": {"aws:EpochTime": "1577836800"}},
        {"StringEquals": {"aws:RequestedRegion": "eu-west-1"}},  # calls of IAM go to us-east-1
        {"StringEquals": {"aws:username": "b"}},
        {"StringEquals": {"aws:PrincipalType": "AssumedRole"}},
        {"ArnLike": {"aws:PrincipalArn": arn("role", "*")}},
    ],
)
def test_what_he_cannot_have_closes_it(tests: dict[str, Any]) -> None:
    assert under(tests) == "closed"
    assert under(tests, "Deny") == "open"


@pytest.mark.parametrize(
    "tests",
    [
        {"DateGreaterThan": {"aws:CurrentTime": "2020-01-01T00:00:00Z"}},
        {"DateGreaterThan": {"aws:TokenIssueTime": "2020-01-01T00:00:00Z"}},
        {"StringEquals": {"aws:RequestedRegion": "us-east-1"}},
        {"StringEquals": {"aws:RequestedRegion": ["eu-west-1", "us-east-1"]}},
        {"StringLike": {"aws:RequestedRegion": "us-*"}},
        {"StringLike": {"aws:UserAgent": "aws-cli*"}},
        {"Bool": {"aws:SecureTransport": "true"}},
        {"StringEquals": {"aws:username": "a"}},
        {"IpAddress": {"aws:SourceIp": "0.0.0.0/0"}},
        {"NotIpAddress": {"aws:SourceIp": "203.0.113.0/24"}},
        {"BoolIfExists": {"aws:MultiFactorAuthPresent": "true"}},
        {"StringNotEquals": {"aws:SourceVpc": "vpc-1"}},
    ],
)
def test_what_he_has_or_chooses_leaves_it_open(tests: dict[str, Any]) -> None:
    assert under(tests) == "open"


@pytest.mark.parametrize(
    ("tests", "circumstance"),
    [
        ({"IpAddress": {"aws:SourceIp": ["203.0.113.0/24", "2001:db8::/40"]}}, Circumstance.NETWORK),
        ({"StringEquals": {"aws:SourceVpc": "vpc-1"}}, Circumstance.NETWORK),
        ({"StringEquals": {"aws:SourceVpce": ["vpce-1", "vpce-2"]}}, Circumstance.NETWORK),
        ({"ForAnyValue:StringEquals": {"aws:CalledVia": "cloudformation.amazonaws.com"}}, Circumstance.THROUGH_SERVICE),
        ({"Bool": {"aws:ViaAWSService": "true"}}, Circumstance.THROUGH_SERVICE),
        ({"Bool": {"aws:MultiFactorAuthPresent": "true"}}, Circumstance.SECOND_FACTOR),
        ({"Null": {"aws:MultiFactorAuthPresent": "false"}}, Circumstance.SECOND_FACTOR),
        ({"NumericLessThan": {"aws:MultiFactorAuthAge": "3600"}}, Circumstance.SECOND_FACTOR),
    ],
)
def test_what_he_may_have_makes_it_undecided(tests: dict[str, Any], circumstance: Circumstance) -> None:
    assert under(tests) == circumstance


def test_a_second_factor_that_is_denied_to_be_missing() -> None:
    assert under({"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}}, "Deny") == Circumstance.SECOND_FACTOR
    assert under({"Bool": {"aws:MultiFactorAuthPresent": "true"}}, "Deny") == "open"
    assert under({"Null": {"aws:MultiFactorAuthPresent": "false"}, "Bool": {"aws:ViaAWSService": "false"}}) == (
        Circumstance.SECOND_FACTOR
    )


WITH_FACTOR = {"Bool": {"aws:MultiFactorAuthPresent": "true"}}


def test_a_user_without_a_device_has_no_second_factor() -> None:
    asks = statement("iam:PutUserPolicy", Condition=WITH_FACTOR)
    assert of_user(asks, MFADevices=[]) == Result((), ())
    (unsure,) = of_user(asks, MFADevices=[{"SerialNumber": arn("mfa", "a")}]).undecided
    assert unsure.reason == Circumstance.SECOND_FACTOR
    enables = statement("iam:EnableMFADevice", OWN)
    assert [one.method for one in of_user(asks, enables, MFADevices=[]).undecided] == [PUT]


def test_a_second_factor_that_a_trust_policy_asks_for() -> None:
    trusted = document(
        {"Effect": "Allow", "Principal": {"AWS": ID}, "Action": "sts:AssumeRole", "Condition": WITH_FACTOR}
    )
    raw = {
        "UserDetailList": [user("a", statement("sts:AssumeRole"))],
        "RoleDetailList": [role("target", trusted, ADMINISTRATOR_ACCESS)],
    }
    (unsure,) = escalations(read_details(raw).account, [OWN]).undecided
    assert (unsure.method, unsure.reason) == ("sts-assume-role", Circumstance.SECOND_FACTOR)


def test_a_session_of_a_role_tells_of_no_second_factor() -> None:
    """What AssumeRole returns doesn't, whoever assumed the role."""
    own = [{"PolicyName": "own", "PolicyDocument": document(statement("iam:PutRolePolicy", Condition=WITH_FACTOR))}]
    read = read_details({"RoleDetailList": [role("r", trust({"AWS": ID}), RolePolicyList=own)]})
    assert escalations(read.account) == Result((), ())


def test_a_network_that_is_denied_by_the_others() -> None:
    outside = {"NotIpAddress": {"aws:SourceIp": "203.0.113.0/24"}, "Bool": {"aws:ViaAWSService": "false"}}
    assert under(outside, "Deny") == Circumstance.NETWORK


def test_a_day_to_come_is_open_until_then() -> None:
    until = {"DateLessThan": {"aws:CurrentTime": "2027-03-01T00:00:00Z"}}
    assert under(until, today=date(2027, 2, 1)) == "open"
    assert under(until, today=date(2027, 3, 2)) == "closed"


def test_tags_of_the_principal() -> None:
    asks = statement("iam:PutUserPolicy", Condition={"StringEquals": {"aws:PrincipalTag/team": "core"}})
    assert of_user(asks, Tags=[{"Key": "team", "Value": "core"}]).paths
    assert of_user(asks, Tags=[{"Key": "team", "Value": "web"}]) == Result((), ())
    assert of_user(asks, Tags=[]) == Result((), ())
    own = statement("iam:PutUserPolicy", f"arn:aws:iam::{ID}:user/${{aws:PrincipalTag/name}}")
    assert of_user(own, Tags=[{"Key": "name", "Value": "a"}]).paths
    assert of_user(own, Tags=[{"Key": "name", "Value": "b"}]) == Result((), ())


def of_target(tags: list[dict[str, str]], asked: str, path: str = "") -> Result:
    """What a user gains who may create keys of users with a tag."""
    target = user("target", AttachedManagedPolicies=[{"PolicyArn": ADMINISTRATOR_ACCESS}], Tags=tags)
    tests = {"StringEquals": {asked: "yes"}}
    attacker = user("a", statement("iam:CreateAccessKey", arn("user", f"{path}*"), Condition=tests))
    return escalations(read_details({"UserDetailList": [attacker, target]}).account, [OWN])


@pytest.mark.parametrize("key", ["aws:ResourceTag/open", "iam:ResourceTag/open"])
def test_tags_of_the_target(key: str) -> None:
    assert of_target([{"Key": "open", "Value": "yes"}], key).paths
    assert of_target([{"Key": "open", "Value": "no"}], key) == Result((), ())
    assert of_target([], key) == Result((), ())


def test_a_path_of_names() -> None:
    assert of_target([{"Key": "open", "Value": "yes"}], "aws:ResourceTag/open", "machines/") == Result((), ())


def passing(*statements: dict[str, Any]) -> Result:
    """What a user gains who may use functions."""
    of_functions = role("target", trust({"Service": "lambda.amazonaws.com"}), ADMINISTRATOR_ACCESS)
    read = read_details({"UserDetailList": [user("a", *statements)], "RoleDetailList": [of_functions]})
    return escalations(read.account, [OWN])


TAGGED = {"StringEquals": {"aws:ResourceTag/team": "core"}}


def test_a_new_resource_has_the_tags_that_the_attacker_writes() -> None:
    actions = ["iam:PassRole", "lambda:CreateFunction"]
    result = passing(statement(actions), statement("lambda:InvokeFunction", Condition=TAGGED))
    assert [path.method for path in result.paths] == ["lambda-create-function"]


def test_tags_of_a_resource_that_nobody_tells_make_it_undecided() -> None:
    """An instance with the tag may be there or not."""
    result = passing(statement("s3:PutBucketPolicy", Condition={"StringEquals": {"s3:ResourceTag/team": "core"}}))
    assert {one.reason for one in result.undecided} <= {Circumstance.RESOURCE_TAGS}
    result = passing(statement("dynamodb:PutResourcePolicy", Condition=TAGGED))
    assert not result.paths
    assert [one.reason for one in result.undecided] == [Circumstance.RESOURCE_TAGS]


def of_bucket(*actions: str, lists: bool | None = None) -> Result:
    """What a user gains who may do something with a bucket, of which it is known whether it has lists."""
    read = read_details({"UserDetailList": [user("a", statement(list(actions), "arn:aws:s3:::b"))]})
    return escalations(read.account._replace(buckets=(Bucket("arn:aws:s3:::b", lists),)), [OWN])


def test_access_control_lists_of_a_bucket() -> None:
    assert [path.target for path in of_bucket("s3:PutBucketAcl", lists=True).paths] == ["arn:aws:s3:::b"]
    assert of_bucket("s3:PutBucketAcl", lists=False) == Result((), ())
    assert [one.method for one in of_bucket("s3:PutBucketAcl").undecided] == ["s3-put-bucket-acl"]
    enabled = of_bucket("s3:PutBucketAcl", "s3:PutBucketOwnershipControls", lists=False)
    assert [path.method for path in enabled.paths] == ["s3-enable-bucket-acl"]


@pytest.mark.parametrize(
    ("tests", "open_"),
    [
        ({"StringEquals": {"iam:PassedToService": "lambda.amazonaws.com"}}, True),
        ({"StringLike": {"iam:PassedToService": "*.amazonaws.com"}}, True),
        ({"StringEqualsIgnoreCase": {"iam:PassedToService": ["ec2.amazonaws.com", "LAMBDA.amazonaws.com"]}}, True),
        ({"StringEquals": {"iam:PassedToService": ["ec2.amazonaws.com", "ecs-tasks.amazonaws.com"]}}, False),
        ({"StringNotEquals": {"iam:PassedToService": "lambda.amazonaws.com"}}, False),
        ({"ArnLike": {"iam:AssociatedResourceArn": f"arn:aws:lambda:*:{ID}:function:*"}}, True),
    ],
)
def test_to_which_service_a_role_may_be_passed(tests: dict[str, Any], open_: bool) -> None:
    functions = statement(["lambda:CreateFunction", "lambda:InvokeFunction"])
    result = passing(statement("iam:PassRole", Condition=tests), functions)
    assert ("lambda-create-function" in {path.method for path in result.paths}) is open_


@pytest.mark.parametrize(
    ("resource", "open_"),
    [
        (arn("role", "target"), True),
        (arn("role", "tar*"), True),
        (f"arn:aws:iam::*:role/{'?' * 6}", True),
        (arn("role", "service/*"), False),
        ("arn:aws:iam::444455556666:role/*", False),
    ],
)
def test_which_roles_may_be_passed(resource: str, open_: bool) -> None:
    functions = statement(["lambda:CreateFunction", "lambda:InvokeFunction"])
    result = passing(statement("iam:PassRole", resource), functions)
    assert ("lambda-create-function" in {path.method for path in result.paths}) is open_


def regional(created: str, *others: dict[str, Any]) -> bool:
    """Whether a function is a way where it may be made in some regions."""
    functions = f"arn:aws:lambda:{created}:{ID}:function:*"
    passes = statement("iam:PassRole")
    result = passing(passes, statement("lambda:CreateFunction", functions), *others)
    assert not result.undecided
    return "lambda-create-function" in {path.method for path in result.paths}


INVOKE = statement("lambda:InvokeFunction")


def elsewhere(*regions: str) -> dict[str, Any]:
    outside = {"StringNotEquals": {"aws:RequestedRegion": list(regions)}}
    return statement("lambda:*", effect="Deny", Condition=outside)


def test_a_request_goes_to_the_region_of_its_resource() -> None:
    assert regional("eu-west-1", INVOKE, elsewhere("eu-west-1"))
    assert regional("*", INVOKE, elsewhere("eu-west-1"))
    assert not regional("eu-west-1", INVOKE, elsewhere("us-east-1"))
    like = statement("lambda:*", effect="Deny", Condition={"StringNotLike": {"aws:RequestedRegion": "eu-*"}})
    assert regional("eu-north-1", INVOKE, like)
    assert not regional("us-west-2", INVOKE, like)


def test_all_requests_about_a_resource_go_to_one_region() -> None:
    """That is found where the others would be allowed elsewhere too."""

    def in_regions(*regions: str) -> dict[str, Any]:
        return statement("lambda:InvokeFunction", Condition={"StringEquals": {"aws:RequestedRegion": list(regions)}})

    assert regional("*", in_regions("eu-north-1"), elsewhere("eu-west-1", "eu-north-1"))
    assert not regional("*", in_regions("eu-south-1"), elsewhere("eu-west-1", "eu-north-1"))


def tagged(created: Any, invoked: Any, *others: dict[str, Any]) -> bool:
    """Whether a function is a way where it has to be made with a tag, and to have one to be invoked."""
    makes = statement("lambda:CreateFunction", Condition={"StringEquals": {"aws:RequestTag/team": created}})
    uses = statement("lambda:InvokeFunction", Condition={"StringEquals": {"aws:ResourceTag/team": invoked}})
    return bool(passing(statement("iam:PassRole"), makes, uses, *others).paths)


def test_a_new_resource_has_the_tags_with_which_it_is_made() -> None:
    assert tagged("web", "web")
    assert tagged(["core", "web"], ["web", "data"])
    assert not tagged("web", "core")
    assert tagged("web", "core", statement("lambda:TagResource"))


def test_a_new_resource_may_have_to_be_without_a_tag() -> None:
    never = statement("lambda:InvokeFunction", effect="Deny", Condition={"Null": {"aws:ResourceTag/team": "false"}})
    makes = statement("lambda:CreateFunction", Condition={"StringEquals": {"aws:RequestTag/team": "web"}})
    passes = statement("iam:PassRole")
    assert not passing(passes, makes, INVOKE, never).paths
    assert passing(passes, statement("lambda:CreateFunction"), INVOKE, never).paths


def test_which_policies_may_be_attached() -> None:
    def attaching(*arns: str) -> bool:
        tests = {"ArnEquals": {"iam:PolicyARN": list(arns)}}
        return bool(of_user(statement("iam:AttachUserPolicy", Condition=tests)).paths)

    assert attaching("arn:aws:iam::aws:policy/IAMFullAccess")
    assert attaching("arn:aws:iam::aws:policy/job-function/ViewOnlyAccess")
    assert not attaching("arn:aws:iam::aws:policy/AWSDenyAll")
    assert not attaching(arn("policy", "none"))


def test_a_boundary_may_be_replaced_by_a_wider_one_alone() -> None:
    def replacing(content: dict[str, Any]) -> Result:
        tests = {"ArnEquals": {"iam:PermissionsBoundary": arn("policy", "other")}}
        attacker = user("a", statement("s3:*"), statement("iam:PutUserPermissionsBoundary", Condition=tests))
        attacker["PermissionsBoundary"] = {"PermissionsBoundaryArn": arn("policy", "own")}
        own = document(statement(["iam:*", "s3:GetObject"]))
        policies = [
            {"Arn": arn("policy", name), "PolicyVersionList": [{"Document": text, "IsDefaultVersion": True}]}
            for name, text in (("own", own), ("other", content))
        ]
        read = read_details({"UserDetailList": [attacker], "Policies": policies})
        return escalations(read.account, [OWN])

    wider = replacing(document(statement(["iam:*", "s3:*"])))
    assert [path.method for path in wider.paths] == ["iam-put-user-boundary"]
    assert replacing(document(statement("s3:ListBucket"), statement("s3:GetObject"))).paths
    assert replacing(document(statement("s3:GetObject"))) == Result((), ())


@pytest.mark.parametrize("path", ["aws-service-role/ecs.amazonaws.com/", "aws-reserved/sso.amazonaws.com/"])
def test_roles_of_aws_are_not_changed(path: str) -> None:
    of_aws = role(f"{path}one", trust({"Service": "ecs.amazonaws.com"}), ADMINISTRATOR_ACCESS)
    own = role("own", trust({"Service": "ecs.amazonaws.com"}), ADMINISTRATOR_ACCESS)
    attacker = user("a", statement("iam:UpdateAssumeRolePolicy"))
    read = read_details({"UserDetailList": [attacker], "RoleDetailList": [of_aws, own]})
    (told,) = escalations(read.account, [OWN]).paths
    assert (told.target, told.also) == (arn("role", "own"), ())


def test_a_service_linked_role_gains_nothing_for_anybody() -> None:
    name = "aws-service-role/ecs.amazonaws.com/one"
    linked = role(name, trust({"Service": "ecs.amazonaws.com"}), "arn:aws:iam::aws:policy/IAMFullAccess")
    assert escalations(read_details({"RoleDetailList": [linked]}).account) == Result((), ())


@pytest.mark.parametrize(
    ("invoked", "open_"),
    [
        ("function:orders-*", True),
        ("function:orders-*:*", True),
        ("function:orders-*:$LATEST", True),
        ("function:orders-*:live", False),
        ("function:other", False),
    ],
)
def test_a_function_is_invoked_by_its_name_or_its_newest_version(invoked: str, open_: bool) -> None:
    functions = f"arn:aws:lambda:eu-west-1:{ID}"
    result = passing(
        statement("iam:PassRole"),
        statement("lambda:CreateFunction", f"{functions}:function:orders-*"),
        statement("lambda:InvokeFunction", f"{functions}:{invoked}"),
    )
    assert ("lambda-create-function" in {path.method for path in result.paths}) is open_


def automating(resource: str) -> bool:
    """Whether an automation is a way for somebody who may start some documents and make none."""
    of_automation = role("target", trust({"Service": "ssm.amazonaws.com"}), ADMINISTRATOR_ACCESS)
    attacker = user("a", statement("iam:PassRole"), statement("ssm:StartAutomationExecution", resource))
    result = escalations(read_details({"UserDetailList": [attacker], "RoleDetailList": [of_automation]}).account, [OWN])
    assert not result.undecided
    return [path.method for path in result.paths] == ["ssm-start-automation"]


def test_a_document_that_another_account_shares_will_do_for_an_automation() -> None:
    assert automating("*")
    assert automating("arn:aws:ssm:*:*:*")
    assert not automating(f"arn:aws:ssm:*:{ID}:*")
    assert not automating("arn:aws:ssm:*::document/AWS-*")


# -- what one was answered answers only who is alike


def of_two(
    *statements: dict[str, Any], trusted: dict[str, Any], tags: tuple[str, str] = ("", "")
) -> set[tuple[str, str]]:
    """Who of two users with the same policies gains what a role has, and how."""
    shared = [{"PolicyName": "shared", "PolicyDocument": document(*statements)}]
    group = {"GroupName": "g", "Arn": arn("group", "g"), "GroupPolicyList": shared}
    users = [
        user(name, GroupList=["g"], Tags=[{"Key": "team", "Value": tag}] if tag else [])
        for name, tag in zip("ab", tags, strict=True)
    ]
    roles = [role("target", trusted, ADMINISTRATOR_ACCESS)]
    read = read_details({"UserDetailList": users, "RoleDetailList": roles, "GroupDetailList": [group]})
    return {(path.principal.rpartition("/")[2], path.method) for path in escalations(read.account).paths}


FUNCTIONS = ["iam:PassRole", "lambda:CreateFunction", "lambda:InvokeFunction"]


@pytest.mark.parametrize(
    "tests",
    [
        {"StringEquals": {"aws:username": "b"}},
        {"ArnEquals": {"aws:PrincipalArn": arn("user", "b")}},
        {"StringEquals": {"aws:PrincipalTag/team": "core"}},
    ],
)
def test_a_name_or_a_tag_tells_principals_with_the_same_policies_apart(tests: dict[str, Any]) -> None:
    trusted = trust({"Service": "lambda.amazonaws.com"})
    found = of_two(statement(FUNCTIONS, Condition=tests), trusted=trusted, tags=("web", "core"))
    assert found == {("b", "lambda-create-function")}


def test_a_trust_policy_tells_principals_with_the_same_policies_apart() -> None:
    trusted = trust({"AWS": arn("user", "b")})
    assert of_two(statement("s3:ListAllMyBuckets"), trusted=trusted) == {("b", "sts-assume-role")}
    but_not_a = trust({"AWS": ID})
    but_not_a["Statement"].append(
        {"Effect": "Deny", "Principal": {"AWS": arn("user", "a")}, "Action": "sts:AssumeRole"}
    )
    assert of_two(statement("sts:AssumeRole"), trusted=but_not_a) == {("b", "sts-assume-role")}


def test_a_boundary_of_the_target_tells_targets_apart() -> None:
    """Only the user with the right boundary gets a new key."""
    policies = [
        {"Arn": arn("policy", name), "PolicyVersionList": [version(document(statement("*")), default=True)]}
        for name in ("one", "other")
    ]
    targets = [
        user(
            f"t{number}",
            AttachedManagedPolicies=[{"PolicyArn": ADMINISTRATOR_ACCESS}],
            PermissionsBoundary={"PermissionsBoundaryArn": arn("policy", name)},
        )
        for number, name in enumerate(("one", "other"))
    ]
    tests = {"StringEquals": {"iam:PermissionsBoundary": arn("policy", "other")}}
    attacker = user("a", statement("iam:CreateAccessKey", Condition=tests))
    read = read_details({"UserDetailList": [attacker, *targets], "Policies": policies})
    (path,) = escalations(read.account, [OWN]).paths
    assert (path.target, path.also) == (arn("user", "t1"), ())


def test_a_request_that_has_to_name_the_target_tells_targets_apart() -> None:
    of_stacks = trust({"Service": "cloudformation.amazonaws.com"})
    roles = [role(name, of_stacks, ADMINISTRATOR_ACCESS) for name in ("x", "y")]
    tests = {"ArnEquals": {"cloudformation:RoleArn": arn("role", "y")}}
    attacker = user("a", statement("iam:PassRole"), statement("cloudformation:CreateStack", Condition=tests))
    read = read_details({"UserDetailList": [attacker], "RoleDetailList": roles})
    (path,) = escalations(read.account, [OWN]).paths
    assert (path.target, path.also) == (arn("role", "y"), ())


def test_a_second_factor_of_the_other_is_more() -> None:
    """A role may do what the attacker is denied, or may do only with a second factor."""
    other = role("r", trust({"AWS": ID}))
    other["RolePolicyList"] = [{"PolicyName": "own", "PolicyDocument": document(statement("s3:GetObject"))}]
    denied = user("a", statement(["s3:*", "sts:AssumeRole"]), statement("s3:GetObject", effect="Deny"))
    read = read_details({"UserDetailList": [denied], "RoleDetailList": [other]})
    assert [path.target for path in escalations(read.account, [OWN]).paths if "assume" in path.method] == [
        arn("role", "r")
    ]
