"""Decisions: the worked examples of the documentation, and every gate in one account, across accounts and beyond.

Sources (IAM user guide, 2026-11): "Policy evaluation logic", "Policy evaluation for requests within a single account",
"Cross-account policy evaluation logic", "Permissions boundaries for IAM entities", "Variables and tags"; AWS
Organizations user guide, "SCP evaluation", "RCP evaluation"; AWS KMS developer guide, "Key policies".
"""

import pytest

from hauberk.iam.evaluator import decide
from hauberk.iam.implied import ContradictionError
from hauberk.iam.language.policy import Kind, Policy
from hauberk.iam.language.text import Glob, Hole
from hauberk.iam.request import ANONYMOUS, Answer, Decision, Policies, Request
from tests.iam.language.documents import Plain, allow, deny, policy

ALLOW, DENIED, SILENT, UNKNOWN = (
    Decision.ALLOW,
    Decision.EXPLICIT_DENY,
    Decision.IMPLICIT_DENY,
    Decision.UNKNOWN,
)

ME, THEM = "111122223333", "444455556666"
ROOT = f"arn:aws:iam::{ME}:root"
USER = f"arn:aws:iam::{ME}:user/bob"
ROLE = f"arn:aws:iam::{ME}:role/admin"
SESSION = f"arn:aws:sts::{ME}:assumed-role/admin/one"
FEDERATED = f"arn:aws:sts::{ME}:federated-user/eve"
SERVICE = "sns.amazonaws.com"

QUEUE, THEIRS = f"arn:aws:sqs:us-east-1:{ME}:q", f"arn:aws:sqs:us-east-1:{THEM}:q"
SEND = "sqs:SendMessage"
ALL, NONE, NO = policy(allow()), policy(allow("ec2:*")), policy(deny())


def guard(*statements: Plain) -> Policy:
    """A resource policy."""
    return policy(*statements, kind=Kind.RESOURCE, name="queue")


def to(principal: object, effect: str = "Allow") -> Policy:
    """A resource policy that allows a principal everything."""
    return guard({**allow(Principal=principal), "Effect": effect})


def ask(who: str, resource: str = QUEUE, action: str = SEND, /, **policies: object) -> Answer:
    """The answer to a request; keywords are policies. Where the ARN doesn't tell, the resource is ours."""
    owner = ME if resource.split(":")[4:5] == [""] else ""
    return decide(Request(who, action, resource, resource_account=owner), Policies(**policies))  # type: ignore[arg-type]


# -- examples of the documentation


class TestCarlos:
    """ "Example identity-based and resource-based policy evaluation"."""

    WHO = "arn:aws:iam::123456789012:user/carlossalazar"
    IDENTITY = policy(
        allow(
            ["s3:GetBucketLocation", "s3:GetAccountPublicAccessBlock", "s3:ListAccessPoints", "s3:ListAllMyBuckets"],
            "arn:aws:s3:::*",
            Sid="AllowS3ListRead",
        ),
        allow("s3:*", ["arn:aws:s3:::carlossalazar/*", "arn:aws:s3:::carlossalazar"], Sid="AllowS3Self"),
        deny("s3:*", "arn:aws:s3:::*log*", Sid="DenyS3Logs"),
        name="carlos",
    )
    BUCKET = guard(
        allow(
            "s3:*",
            ["arn:aws:s3:::carlossalazar/*", "arn:aws:s3:::carlossalazar"],
            Principal={"AWS": "arn:aws:iam::123456789012:user/carlossalazar"},
        )
    )

    def ask(self, bucket: str, resource: Policy | None) -> Answer:
        request = Request(self.WHO, "s3:PutObject", f"arn:aws:s3:::{bucket}/file", resource_account="123456789012")
        return decide(request, Policies((self.IDENTITY,), resource=resource))

    def test_a_file_in_the_bucket_of_logs(self) -> None:
        found = self.ask("carlossalazar-logs", None)
        assert found.decision is DENIED
        assert [(name, statement.sid) for name, statement in found.by] == [("carlos", "DenyS3Logs")]
        assert found.reason == "statement 'DenyS3Logs' of carlos denies it"

    def test_a_file_in_his_own_bucket(self) -> None:
        found = self.ask("carlossalazar", self.BUCKET)
        assert found.decision is ALLOW
        assert [name for name, _ in found.by] == ["carlos", "queue"]


class TestCarlosInAnotherAccount:
    """ "Example cross-account policy evaluation"."""

    IDENTITY = policy(
        allow("s3:ListAllMyBuckets"),
        allow("s3:*Object*", "arn:aws:s3:::Production/*"),
        deny("s3:*", ["arn:aws:s3:::*log*", "arn:aws:s3:::*log*/*"], Sid="DenyS3Logs"),
    )
    BUCKET = guard(
        allow(
            ["s3:GetObject*", "s3:PutObject*", "s3:ReplicateObject", "s3:RestoreObject"],
            "arn:aws:s3:::Production/*",
            Principal={"AWS": "arn:aws:iam::111111111111:user/carlossalazar"},
        )
    )

    @pytest.mark.parametrize(
        ("action", "bucket", "given", "expected"),
        [
            ("s3:PutObject", "Production-logs", False, DENIED),
            ("s3:PutObject", "Production", True, ALLOW),
            ("s3:DeleteObject", "Production", True, SILENT),
            ("s3:PutObject", "Production", False, SILENT),
            ("s3:RestoreObject", "Production", True, ALLOW),
        ],
    )
    def test_it(self, action: str, bucket: str, given: bool, expected: Decision) -> None:
        who = "arn:aws:iam::111111111111:user/carlossalazar"
        request = Request(who, action, f"arn:aws:s3:::{bucket}/x", resource_account="222222222222")
        found = decide(request, Policies((self.IDENTITY,), resource=self.BUCKET if given else None))
        assert found.decision is expected


class TestBoundary:
    """ "Delegating responsibility to others using permissions boundaries", XCompanyBoundaries."""

    BOUNDARY = policy(
        allow(["s3:*", "cloudwatch:*", "ec2:*", "dynamodb:*"]),
        allow(["iam:ListUsers", "iam:GetAccountPasswordPolicy"]),
        allow(["iam:*AccessKey*", "iam:ChangePassword", "iam:GetUser"], "arn:aws:iam::*:user/${aws:username}"),
        deny("s3:*", ["arn:aws:s3:::logs", "arn:aws:s3:::logs/*"]),
        deny("ec2:*", "arn:aws:ec2:*:*:instance/i-1234567890abcdef0"),
    )

    @pytest.mark.parametrize(
        ("action", "resource", "expected"),
        [
            ("s3:GetObject", "arn:aws:s3:::data/x", ALLOW),
            ("s3:GetObject", "arn:aws:s3:::logs/x", DENIED),
            ("ec2:StopInstances", f"arn:aws:ec2:us-east-1:{ME}:instance/i-1234567890abcdef0", DENIED),
            ("ec2:StopInstances", f"arn:aws:ec2:us-east-1:{ME}:instance/i-2", ALLOW),
            ("iam:CreateAccessKey", f"arn:aws:iam::{ME}:user/bob", ALLOW),
            ("iam:CreateAccessKey", f"arn:aws:iam::{ME}:user/eve", SILENT),
            ("iam:CreateUser", f"arn:aws:iam::{ME}:user/eve", SILENT),
            ("iam:ListUsers", "*", ALLOW),
            ("sqs:SendMessage", QUEUE, SILENT),
        ],
    )
    def test_it(self, action: str, resource: str, expected: Decision) -> None:
        found = ask(USER, resource, action, identity=(ALL,), boundary=self.BOUNDARY)
        assert found.decision is expected
        if expected is SILENT:
            assert found.reason == "no statement of the permissions boundary allows it"


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ({"aws:principaltag/team": ("blue",), "s3:existingobjecttag/team": ("blue",)}, ALLOW),
        ({"aws:principaltag/team": ("blue",), "s3:existingobjecttag/team": ("red",)}, DENIED),
        ({"s3:existingobjecttag/team": ("red",)}, DENIED),  # "Access is explicitly denied when … is not set"
        ({}, DENIED),
    ],
)
def test_a_variable_without_value_in_a_deny(tags: dict[str, tuple[str, ...]], expected: Decision) -> None:
    """The example of "Policy variables with no value"."""
    found = policy(
        allow("s3:*"),
        deny(
            "s3:GetObject",
            "arn:aws:s3:::amzn-s3-demo-bucket/*",
            Condition={"StringNotEquals": {"s3:ExistingObjectTag/Team": "${aws:PrincipalTag/Team}"}},
        ),
    )
    request = Request(USER, "s3:GetObject", "arn:aws:s3:::amzn-s3-demo-bucket/x", tags, ME)
    assert decide(request, Policies((found,))).decision is expected


@pytest.mark.parametrize(
    ("tag", "bucket", "expected"),
    [
        (("yellow",), "yellow", ALLOW),
        (("yellow",), "company-wide", SILENT),
        ((), "company-wide", ALLOW),
        ((), "yellow", SILENT),
        (("yellow", "blue"), "yellow", SILENT),  # a key with several values stands for nothing, so the default does
        (("*",), "yellow", SILENT),
    ],
)
def test_a_default(tag: tuple[str, ...], bucket: str, expected: Decision) -> None:
    """The example of "Specifying default values"."""
    found = policy(allow("s3:*", "arn:aws:s3:::DOC-EXAMPLE-BUCKET-${aws:PrincipalTag/team, 'company-wide'}"))
    context = {"aws:PrincipalTag/team": tag}
    request = Request(USER, "s3:ListBucket", f"arn:aws:s3:::DOC-EXAMPLE-BUCKET-{bucket}", context, ME)
    assert decide(request, Policies((found,))).decision is expected


@pytest.mark.parametrize(("element", "expected"), [("Resource", SILENT), ("NotResource", ALLOW)])
def test_a_resource_with_a_variable_without_value(element: str, expected: Decision) -> None:
    """ "The resource that includes a policy variable with no value will not match any resource"."""
    statement: Plain = {"Effect": "Allow", "Action": "*", element: "arn:aws:sqs:*:*:${aws:username}"}
    assert ask(SESSION, QUEUE, identity=(policy(statement),)).decision is expected


# -- elements


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        (allow("SQS:sendMESSAGE"), ALLOW),
        (allow("sqs:Send*"), ALLOW),
        (allow("sqs:?endMessage"), ALLOW),
        (allow("s*e"), ALLOW),
        (allow("sqs:Receive*"), SILENT),
        ({"Effect": "Allow", "NotAction": "sqs:Receive*", "Resource": "*"}, ALLOW),
        ({"Effect": "Allow", "NotAction": ["iam:*", "sqs:*"], "Resource": "*"}, SILENT),
        (allow(resource=QUEUE), ALLOW),
        (allow(resource=QUEUE.upper()), SILENT),
        ({"Effect": "Allow", "Action": "*", "NotResource": QUEUE}, SILENT),
        ({"Effect": "Allow", "Action": "*", "NotResource": THEIRS}, ALLOW),
        (allow(Condition={"StringEquals": {"AWS:username": "bob"}}), ALLOW),
        (allow(Condition={"StringEquals": {"aws:username": "bob", "aws:PrincipalAccount": THEM}}), SILENT),
        (
            allow(Condition={"ArnEquals": {"aws:PrincipalArn": USER}, "Bool": {"aws:PrincipalIsAWSService": "true"}}),
            SILENT,
        ),
    ],
)
def test_a_statement_applies_if_all_of_it_does(statement: Plain, expected: Decision) -> None:
    assert ask(USER, identity=(policy(statement),)).decision is expected


def test_a_list_may_be_several_policies() -> None:
    found = ask(USER, identity=(NONE, ALL, ALL))
    assert found.decision is ALLOW
    assert len(found.by) == 2


# -- one account: what an Allow of the resource policy is worth, against what else is silent


@pytest.mark.parametrize(
    ("who", "principal", "identity", "boundary", "session"),
    [
        # Rows: who asks, whom the policy names, and whether it is allowed though that part is silent.
        (USER, USER, True, True, True),
        (USER, "*", True, True, True),
        (USER, ROOT, False, False, False),
        (USER, ME, False, False, False),
        (SESSION, SESSION, True, True, True),
        (SESSION, ROLE, True, False, False),
        (SESSION, "*", True, True, True),
        (SESSION, ROOT, False, False, False),
        (FEDERATED, FEDERATED, True, True, True),
        (FEDERATED, ROOT, False, False, False),
    ],
)
def test_implicit_denies_in_one_account(
    who: str, principal: str, identity: bool, boundary: bool, session: bool
) -> None:
    """ "Resource-based policies and implicit denies in other policy types (same account)"."""
    resource = to("*" if principal == "*" else {"AWS": principal})
    expected = {True: ALLOW, False: SILENT}
    silent_identity = ask(who, identity=(NONE,), boundary=ALL, session=ALL, resource=resource)
    silent_boundary = ask(who, identity=(ALL,), boundary=NONE, session=ALL, resource=resource)
    silent_session = ask(who, identity=(ALL,), boundary=ALL, session=NONE, resource=resource)
    assert silent_identity.decision is expected[identity]
    assert silent_boundary.decision is expected[boundary]
    assert silent_session.decision is expected[session]
    assert ask(who, identity=(ALL,), boundary=ALL, session=ALL, resource=resource).decision is ALLOW


@pytest.mark.parametrize(
    ("where", "reason"),
    [
        ("identity", "no statement of the identity policies allows it"),
        ("boundary", "no statement of the permissions boundary allows it"),
        ("session", "no statement of the session policy allows it"),
        ("scp", "no service control policy of level 2 allows it"),
    ],
)
def test_each_gate_closes_alone(where: str, reason: str) -> None:
    gates: dict[str, object] = {
        "identity": (ALL,),
        "boundary": ALL,
        "session": ALL,
        "scp": ((ALL,), (ALL, NONE), (ALL,)),
        "rcp": ((ALL,), (ALL,)),
    }
    assert ask(SESSION, **gates).decision is ALLOW
    shut = {"identity": (NONE,), "boundary": NONE, "session": NONE, "scp": ((ALL,), (NONE,))}
    found = ask(SESSION, **{**gates, where: shut[where]})
    assert (found.decision, found.reason, found.by) == (SILENT, reason, ())
    level = (policy(allow(), deny(), name="no"),)
    opposing = {"identity": level, "boundary": level[0], "session": level[0], "scp": (level,), "rcp": (level,)}
    refused = ask(SESSION, **{**gates, where: opposing[where]})
    assert (refused.decision, refused.reason) == (DENIED, "statement 2 of no denies it")


def test_resource_control_policies_only_deny() -> None:
    """``RCPFullAWSAccess`` is attached everywhere, and can't be detached."""
    assert ask(SESSION, identity=(ALL,), rcp=((NONE,), ())).decision is ALLOW
    assert ask(SESSION, identity=(ALL,), rcp=((NO,),)).decision is DENIED


def test_not_principal_denies_whoever_has_a_boundary() -> None:
    spared = to({"AWS": [USER, ROOT]}, "Deny").statements[0]
    denial = Policy((spared._replace(except_principals=True),))
    assert ask(USER, identity=(ALL,), resource=denial).decision is ALLOW
    assert ask(USER, identity=(ALL,), boundary=ALL, resource=denial).decision is DENIED


def test_a_deny_of_the_resource_policy_holds_against_everything() -> None:
    assert ask(SESSION, identity=(ALL,), resource=to({"AWS": ROLE}, "Deny")).decision is DENIED
    assert ask(ROOT, resource=to({"AWS": ROOT}, "Deny")).decision is DENIED
    assert ask(USER, identity=(ALL,), resource=to({"AWS": ROLE}, "Deny")).decision is ALLOW


def test_every_deny_is_told() -> None:
    found = ask(USER, identity=(NO, NO), resource=to("*", "Deny"))
    assert [name for name, _ in found.by] == ["identity", "identity", "queue"]


def test_without_any_policy() -> None:
    found = ask(USER)
    assert (found.decision, found.reason) == (SILENT, "no policy allows it")


def test_root_has_full_access_but_for_what_denies() -> None:
    """ "All requests are implicitly denied with the exception of the AWS account root user, which has full access"."""
    assert ask(ROOT).decision is ask(ME).decision is ALLOW
    assert ask(ROOT, scp=((NONE,),)).decision is SILENT
    assert ask(ROOT, scp=((ALL, NO),)).decision is DENIED
    assert ask(ROOT, THEIRS).decision is SILENT
    assert ask(ROOT, THEIRS, resource=to({"AWS": ME})).decision is ALLOW


def test_a_federated_user_has_nothing_without_a_session_policy() -> None:
    assert ask(FEDERATED, identity=(ALL,), session=ALL).decision is ALLOW
    found = ask(FEDERATED, identity=(ALL,))
    assert (found.decision, found.reason) == (
        SILENT,
        "a federated user without a session policy has no permissions of its own",
    )


# -- keys and roles, whose own policy has to allow

KEY = f"arn:aws:kms:us-east-1:{ME}:key/1234"
TARGET = f"arn:aws:iam::{ME}:role/target"


@pytest.mark.parametrize(("action", "resource"), [("kms:Decrypt", KEY), ("sts:AssumeRole", TARGET)])
def test_where_the_resource_policy_has_to_allow(action: str, resource: str) -> None:
    """ "IAM role trust policies and KMS key policies are exceptions to this logic, because they must explicitly allow
    access for principals"."""

    def asked(identity: Policy, guarding: Policy | None) -> Answer:
        return ask(USER, resource, action, identity=(identity,), resource=guarding)

    assert asked(ALL, to({"AWS": ROOT})).decision is ALLOW
    assert asked(NONE, to({"AWS": ROOT})).decision is SILENT
    assert asked(NONE, to({"AWS": USER})).decision is ALLOW
    assert asked(ALL, to({"AWS": THEM})).decision is SILENT
    assert asked(ALL, guard()).decision is SILENT
    # There is no such resource without a policy: it just isn't given.
    assert asked(ALL, None).decision is UNKNOWN
    assert asked(NONE, None).decision is SILENT


@pytest.mark.parametrize(
    ("action", "resource"),
    [("kms:ListKeys", "*"), ("kms:CreateAlias", f"arn:aws:kms:us-east-1:{ME}:alias/a"), ("iam:GetRole", TARGET)],
)
def test_where_it_has_not(action: str, resource: str) -> None:
    assert ask(USER, resource, action, identity=(ALL,)).decision is ALLOW


# -- across accounts


@pytest.mark.parametrize("identity", [ALL, NONE])
@pytest.mark.parametrize("resource", [None, "*", THEM, ME, ROOT, USER])
@pytest.mark.parametrize("bound", [None, ALL, NONE])
def test_across_accounts_both_sides_have_to_allow(identity: Policy, resource: str | None, bound: Policy | None) -> None:
    guarding = None if resource is None else to("*" if resource == "*" else {"AWS": resource})
    found = ask(USER, THEIRS, identity=(identity,), boundary=bound, resource=guarding)
    both = identity is ALL and bound is not NONE and resource in ("*", ME, ROOT, USER)
    assert found.decision is (ALLOW if both else SILENT)


@pytest.mark.parametrize("principal", [SESSION, ROLE, ROOT])
@pytest.mark.parametrize("session", [None, ALL, NONE])
def test_across_accounts_nobody_is_named_past_the_limits(principal: str, session: Policy | None) -> None:
    found = ask(SESSION, THEIRS, identity=(ALL,), session=session, resource=to({"AWS": principal}))
    assert found.decision is (SILENT if session is NONE else ALLOW)
    assert ask(SESSION, THEIRS, identity=(NONE,), resource=to({"AWS": principal})).decision is SILENT


# -- services, providers, anonymous callers


@pytest.mark.parametrize(
    ("who", "principal", "expected"),
    [
        (SERVICE, {"Service": SERVICE}, ALLOW),
        (SERVICE, "*", ALLOW),
        (SERVICE, {"Service": "sqs.amazonaws.com"}, SILENT),
        (ANONYMOUS, "*", ALLOW),
        (ANONYMOUS, {"AWS": "*"}, ALLOW),
        (ANONYMOUS, {"AWS": ME}, SILENT),
        ("accounts.google.com", {"Federated": "accounts.google.com"}, ALLOW),
    ],
)
def test_where_the_resource_policy_decides_alone(who: str, principal: object, expected: Decision) -> None:
    assert ask(who, identity=(NO,), boundary=NONE, scp=((NO,),), resource=to(principal)).decision is expected
    assert ask(who, identity=(ALL,)).decision is SILENT
    assert ask(who, rcp=((ALL, NO),), resource=to(principal)).decision is DENIED


def test_a_topic_of_another_account_sends_for_its_own_account_only() -> None:
    """The confused deputy: "Amazon SQS policy examples", a topic's messages by aws:SourceArn."""
    guarding = guard(
        allow(
            SEND,
            QUEUE,
            Principal={"Service": SERVICE},
            Condition={"ArnEquals": {"aws:SourceArn": f"arn:aws:sns:us-east-1:{ME}:topic"}},
        )
    )
    for source, expected in ((ME, ALLOW), (THEM, SILENT)):
        context = {"aws:SourceArn": (f"arn:aws:sns:us-east-1:{source}:topic",)}
        assert decide(Request(SERVICE, SEND, QUEUE, context), Policies(resource=guarding)).decision is expected
    assert ask(SERVICE, resource=guarding).decision is SILENT


# -- organizations

LINKED = f"arn:aws:iam::{ME}:role/aws-service-role/ops.amazonaws.com/AWSServiceRoleForOps"


@pytest.mark.parametrize("who", [LINKED, f"arn:aws:sts::{ME}:assumed-role/AWSServiceRoleForOps/one"])
def test_service_linked_roles_are_exempt(who: str) -> None:
    """ "SCPs do not affect any service-linked role"; "RCPs do not apply to calls made by service-linked roles"."""
    assert ask(who, identity=(ALL,), scp=((NO,),), rcp=((NO,),)).decision is ALLOW


def test_resource_control_policies_bear_on_some_services() -> None:
    function = f"arn:aws:lambda:us-east-1:{ME}:function:f"
    assert ask(USER, function, "lambda:InvokeFunction", identity=(ALL,), rcp=((NO,),)).decision is ALLOW
    assert ask(USER, identity=(ALL,), rcp=((NO,),)).decision is DENIED
    found = ask(USER, KEY, "kms:RetireGrant", identity=(ALL,), rcp=((NO,),), resource=to({"AWS": ROOT}))
    assert found.decision is ALLOW


def test_resource_control_policies_have_principals_that_are_everyone() -> None:
    rcp = policy(allow(Principal="*"), deny(Principal="*", Condition={"Bool": {"k": "true"}}), kind=Kind.RCP)
    assert ask(USER, identity=(ALL,), rcp=((rcp,),)).decision is ALLOW


# -- what isn't known

HOLE = Hole("Bucket.Arn", own=True)


def with_hole(effect: str = "Allow") -> Policy:
    """A policy on a resource that isn't known."""
    found = policy({**allow(), "Effect": effect})
    return found._replace(statements=(found.statements[0]._replace(resources=(Glob((HOLE,)),)),))


WHY = "what Bucket.Arn stands for isn't known"


@pytest.mark.parametrize(
    ("identity", "decision", "reason"),
    [
        ((with_hole(),), UNKNOWN, WHY),
        ((with_hole(), ALL), ALLOW, "statement 1 of identity allows it"),
        ((with_hole(), NO), DENIED, "statement 1 of identity denies it"),
        ((ALL, with_hole("Deny")), UNKNOWN, f"a Deny may apply: {WHY}"),
        ((NONE, with_hole("Deny")), SILENT, "no statement of the identity policies allows it"),
        ((NO, with_hole("Deny")), DENIED, "statement 1 of identity denies it"),
    ],
)
def test_a_hole_matters_only_where_it_decides(identity: tuple[Policy, ...], decision: Decision, reason: str) -> None:
    found = ask(USER, identity=identity)
    assert (found.decision, found.reason) == (decision, reason)


def test_holes_may_be_told() -> None:
    policies = Policies((with_hole(),))
    request = Request(USER, SEND, QUEUE)
    assert decide(request, policies, {"Bucket.Arn": QUEUE}).decision is ALLOW
    assert decide(request, policies, {"Bucket.Arn": THEIRS}).decision is SILENT


UNREAD = ALL._replace(statements=(), unread=(Hole("X"),))
X = "what X stands for isn't known"


@pytest.mark.parametrize(
    ("policies", "decision", "reason"),
    [
        ({"identity": (UNREAD,)}, UNKNOWN, f"a Deny may apply: {X}"),
        ({"identity": (UNREAD, ALL)}, UNKNOWN, f"a Deny may apply: {X}"),
        ({"identity": (UNREAD, NO)}, DENIED, "statement 1 of identity denies it"),
        ({"identity": (NONE,), "boundary": UNREAD}, SILENT, "no statement of the identity policies allows it"),
        ({"identity": (ALL,), "boundary": UNREAD}, UNKNOWN, f"a Deny may apply: {X}"),
        ({"resource": UNREAD}, UNKNOWN, f"a Deny may apply: {X}"),
    ],
)
def test_a_policy_that_could_not_be_read(policies: dict[str, object], decision: Decision, reason: str) -> None:
    found = ask(USER, **policies)
    assert (found.decision, found.reason) == (decision, reason)


@pytest.mark.parametrize("element", ["actions", "resources", "tests"])
def test_a_statement_that_was_read_in_part(element: str) -> None:
    statement = ALL.statements[0]._replace(**{element: ()}, unread=(Hole("X"),))  # type: ignore[arg-type]
    found = ask(USER, identity=(Policy((statement,)),))
    assert (found.decision, found.reason) == (UNKNOWN, X)
    elsewhere = statement._replace(actions=NONE.statements[0].actions)
    if element != "actions":
        assert ask(USER, identity=(Policy((elsewhere,)),)).decision is SILENT


class TestUnknownOwner:
    """S3's ARNs carry no account: whose bucket it is may decide, or not."""

    BUCKET = "arn:aws:s3:::b"

    @pytest.mark.parametrize(
        ("identity", "principal", "expected"),
        [
            (ALL, None, UNKNOWN),
            (NONE, None, SILENT),
            (ALL, USER, ALLOW),
            (NONE, USER, UNKNOWN),
            (ALL, ROOT, ALLOW),
            (NONE, ROOT, SILENT),
        ],
    )
    def test_it(self, identity: Policy, principal: str | None, expected: Decision) -> None:
        guarding = None if principal is None else to({"AWS": principal})
        found = decide(Request(USER, "s3:ListBucket", self.BUCKET), Policies((identity,), resource=guarding))
        assert found.decision is expected
        if expected is UNKNOWN:
            assert found.reason == "which account owns the resource isn't told, and it decides"

    def test_a_condition_on_it(self) -> None:
        found = policy(allow(Condition={"StringEquals": {"aws:ResourceAccount": ME}}))
        request = Request(USER, "s3:ListBucket", self.BUCKET)
        policies = Policies((found,), resource=to({"AWS": ROOT}))
        answer = decide(request, policies)
        assert (answer.decision, answer.reason) == (UNKNOWN, "the value of aws:resourceaccount isn't told")
        assert decide(request._replace(resource_account=ME), policies).decision is ALLOW
        assert decide(request._replace(resource_account=THEM), policies).decision is SILENT


def test_a_request_that_cannot_be_made() -> None:
    with pytest.raises(ContradictionError):
        decide(Request(USER, SEND, QUEUE, {"aws:username": ("eve",)}), Policies((ALL,)))


def test_patterns_made_to_explode_are_decided() -> None:
    wanted = "arn:aws:sqs:us-east-1:" + ME + ":" + "*a" * 300
    found = ask(USER, QUEUE[:-1] + "a" * 900 + "b", identity=(policy(allow(["*s" * 40] * 5, [wanted] * 5)),))
    assert found.decision is SILENT


_NAMED = "arn:aws:iam::*:role/"
_SSO = "aws-reserved/sso.amazonaws.com/"


@pytest.mark.parametrize(
    ("role", "operator", "value", "expected"),
    [
        ("admin", "ArnLike", _NAMED + "admin", ALLOW),
        ("admin", "ArnLike", _NAMED + "*", ALLOW),
        ("admin", "ArnLike", _NAMED + "team/*", UNKNOWN),
        ("admin", "ArnNotLike", _NAMED + "team/*", UNKNOWN),
        ("admin", "ArnLike", _NAMED + "team/other", SILENT),
        ("AWSReservedSSO_a", "ArnLike", _NAMED + _SSO + "*", ALLOW),
        ("AWSReservedSSO_a", "ArnLike", _NAMED + "AWSReservedSSO_a", SILENT),
        ("AWSReservedSSO_a", "ArnLike", _NAMED + _SSO + "*/AWSReservedSSO_a", UNKNOWN),
        ("AWSReservedSSO_a", "ArnLike", _NAMED + "team/*", SILENT),
    ],
)
def test_the_path_of_a_sessions_role_isnt_told(role: str, operator: str, value: str, expected: Decision) -> None:
    who = f"arn:aws:sts::{ME}:assumed-role/{role}/s"
    guarded = policy(allow(Condition={operator: {"aws:PrincipalArn": value}}))
    assert ask(who, identity=(guarded,)).decision is expected
