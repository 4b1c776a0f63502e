"""Worlds of people and permissions: for each control that only an account can answer one that violates it and one that
satisfies it, and what lies between."""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from hauberk.model.verdict import State
from hauberk.sources.account.calls import Answer, Call, Data
from hauberk.sources.account.snapshot import Snapshot
from tests.account.emulated import ROOT, Emulated, ago, iam

VIOLATED, SATISFIED, UNKNOWN, NOT_APPLICABLE = State.VIOLATED, State.SATISFIED, State.UNKNOWN, State.NOT_APPLICABLE
PASSWORD = "correct horse battery 9 Staple!"
TRUST = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}],
}
WITH_FACTOR = {"Bool": {"aws:MultiFactorAuthPresent": "true"}}
Recorded = Callable[[Snapshot], Mapping[Call, Answer]]


class World(NamedTuple):
    """An account, and what a control says of one thing in it."""

    control: str
    about: str
    """The name of the subject."""
    state: State
    build: Callable[[Emulated], object]
    later: int = 0
    """Days after it was built on which it is asked about."""
    recorded: Recorded | None = None
    """What moto doesn't hold."""
    says: str = ""
    """A part of the message, or of what is said of a place."""

    @property
    def id(self) -> str:
        return f"{self.control}-{self.state}-{self.build.__name__.strip('_')}-{self.later}"


# -- how accounts are built


def nothing(account: Emulated) -> None:
    pass


def alice(account: Emulated) -> None:
    """A user who can't do anything."""
    account.iam.create_user(UserName="alice")


def with_password(account: Emulated) -> None:
    alice(account)
    account.iam.create_login_profile(UserName="alice", Password=PASSWORD)


def with_password_and_app(account: Emulated) -> None:
    with_password(account)
    device = account.iam.create_virtual_mfa_device(VirtualMFADeviceName="alice")["VirtualMFADevice"]["SerialNumber"]
    account.iam.enable_mfa_device(
        UserName="alice", SerialNumber=device, AuthenticationCode1="123456", AuthenticationCode2="654321"
    )


def with_key(account: Emulated) -> None:
    alice(account)
    account.iam.create_access_key(UserName="alice")


def with_key_switched_off(account: Emulated) -> None:
    alice(account)
    key = account.iam.create_access_key(UserName="alice")["AccessKey"]["AccessKeyId"]
    account.iam.update_access_key(UserName="alice", AccessKeyId=key, Status="Inactive")


def with_two_keys(account: Emulated) -> None:
    with_key(account)
    account.iam.create_access_key(UserName="alice")


def with_two_keys_of_which_one_works(account: Emulated) -> None:
    with_key_switched_off(account)
    account.iam.create_access_key(UserName="alice")


def with_password_and_key(account: Emulated) -> None:
    with_password(account)
    account.iam.create_access_key(UserName="alice")


def password_used(days: int) -> Callable[[Emulated], None]:
    def password_used(account: Emulated) -> None:
        with_password(account)
        account.backend.users["alice"].password_last_used = ago(days)

    return password_used


def key_used(days: int) -> Callable[[Emulated], None]:
    def key_used(account: Emulated) -> None:
        with_password_and_key(account)
        account.backend.users["alice"].access_keys[0].last_used = ago(days)

    return key_used


def policy(**settings: Any) -> Callable[[Emulated], None]:
    def password_policy(account: Emulated) -> None:
        account.iam.update_account_password_policy(**settings)

    return password_policy


def role(account: Emulated) -> None:
    account.iam.create_role(RoleName="worker", AssumeRolePolicyDocument=json.dumps(TRUST))


def role_used(days: int) -> Callable[[Emulated], None]:
    def role_used(account: Emulated) -> None:
        role(account)
        used = account.backend.get_role("worker")
        used.last_used, used.last_used_region = ago(days), "eu-west-1"

    return role_used


def linked_role(account: Emulated) -> None:
    account.iam.create_service_linked_role(AWSServiceName="lambda.amazonaws.com")


def group(account: Emulated) -> None:
    account.iam.create_group(GroupName="operators", Path="/teams/")


def group_with_member(account: Emulated) -> None:
    group(account)
    alice(account)
    account.iam.add_user_to_group(GroupName="operators", UserName="alice")


def _statement(condition: Mapping[str, Any] | None = None, action: str = "s3:GetObject") -> str:
    statement: dict[str, Any] = {"Effect": "Allow", "Action": action, "Resource": "*"}
    if condition:
        statement["Condition"] = condition
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def lone_policy(account: Emulated) -> None:
    account.iam.create_policy(PolicyName="readers", PolicyDocument=_statement())


def attached_policy(account: Emulated) -> None:
    role(account)
    arn = account.iam.create_policy(PolicyName="readers", PolicyDocument=_statement())["Policy"]["Arn"]
    account.iam.attach_role_policy(RoleName="worker", PolicyArn=arn)


def policy_that_bounds(account: Emulated) -> None:
    """A policy that is attached to nobody, and is the boundary of a role."""
    lone_policy(account)
    trust, boundary = json.dumps(TRUST), f"{ROOT}:policy/readers"
    account.iam.create_role(RoleName="worker", AssumeRolePolicyDocument=trust, PermissionsBoundary=boundary)


def operators_are(build: Callable[[Emulated], object]) -> Callable[[Emulated], None]:
    """A group that may do everything, with a user as its member."""

    def operators(account: Emulated) -> None:
        build(account)
        group(account)
        account.iam.add_user_to_group(GroupName="operators", UserName="alice")
        account.iam.put_group_policy(GroupName="operators", PolicyName="all", PolicyDocument=_statement(None, "iam:*"))

    operators.__name__ = f"operators_{build.__name__}"
    return operators


def operators_to_be(account: Emulated) -> None:
    """A group that may do everything, of which nobody is a member yet."""
    group(account)
    account.iam.put_group_policy(GroupName="operators", PolicyName="all", PolicyDocument=_statement(None, "iam:*"))


def administrators(condition: Mapping[str, Any] | None = None, *denied: str) -> Callable[[Emulated], None]:
    """A group that may do everything, perhaps with a second factor only; and what it is denied without one."""

    def administrators(account: Emulated) -> None:
        group_with_member(account)
        account.iam.create_access_key(UserName="alice")
        account.iam.put_group_policy(
            GroupName="operators", PolicyName="all", PolicyDocument=_statement(condition, "iam:*")
        )
        for action in denied:
            without = {"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}}
            document = _statement(without, action).replace("Allow", "Deny")
            account.iam.put_group_policy(GroupName="operators", PolicyName="mfa", PolicyDocument=document)

    return administrators


def operator(condition: Mapping[str, Any] | None = None) -> Callable[[Emulated], None]:
    """A role for the users of the account."""

    def operator(account: Emulated) -> None:
        trust: dict[str, Any] = {"Effect": "Allow", "Principal": {"AWS": f"{ROOT}:root"}, "Action": "sts:AssumeRole"}
        if condition:
            trust["Condition"] = condition
        document = {"Version": "2012-10-17", "Statement": [trust]}
        account.iam.create_role(RoleName="operator", AssumeRolePolicyDocument=json.dumps(document))

    return operator


def certificate(account: Emulated) -> None:
    account.iam.upload_server_certificate(ServerCertificateName="shop", CertificateBody="body", PrivateKey="key")


# -- what moto doesn't hold


def administrator(snapshot: Snapshot) -> Mapping[Call, Answer]:
    """The user with a policy that AWS manages, of which moto has none."""
    made, found = next(one for one in snapshot.answers.items() if one[0].operation == "GetAccountAuthorizationDetails")
    assert isinstance(found, Data)
    name = "AdministratorAccess"
    attached = [{"PolicyName": name, "PolicyArn": f"arn:aws:iam::aws:policy/{name}"}]
    users = [{**user, "AttachedManagedPolicies": attached} for user in found.content["UserDetailList"]]
    return {made: Data({**found.content, "UserDetailList": users})}


def summary(**flags: int) -> Recorded:
    """The account's summary with other flags than moto's."""

    def recorded(snapshot: Snapshot) -> Mapping[Call, Answer]:
        found = next(answer for made, answer in snapshot.answers.items() if made.operation == "GetAccountSummary")
        assert isinstance(found, Data)
        return iam("GetAccountSummary", {"SummaryMap": {**found.content["SummaryMap"], **flags}})

    return recorded


def root_device(snapshot: Snapshot) -> Mapping[Call, Answer]:
    """The root user with an app as its second factor, as ListVirtualMFADevices tells of it."""
    device = {
        "SerialNumber": f"{ROOT}:mfa/root-account-mfa-device",
        "User": {"UserId": "123456789012", "Arn": f"{ROOT}:root", "CreateDate": ago(700)},
        "EnableDate": ago(700),
    }
    devices = iam("ListVirtualMFADevices", {"VirtualMFADevices": [device]}, AssignmentStatus="Assigned")
    return {**summary(AccountMFAEnabled=1)(snapshot), **devices}


def _stamp(moment: datetime | None) -> str:
    return "no_information" if moment is None else moment.strftime("%Y-%m-%dT%H:%M:%S+00:00")


def root_row(password: datetime | None = None, key: datetime | None = None) -> Recorded:
    """The report with its line about the root user, which moto's lacks, as AWS writes it."""
    active, made = ("true", _stamp(ago(900))) if key else ("false", "N/A")
    used = (_stamp(key), "us-east-1", "s3") if key else ("N/A", "N/A", "N/A")
    row = ",".join(
        (
            *("<root_account>", f"{ROOT}:root", _stamp(ago(2000)), "not_supported", _stamp(password), "not_supported"),
            *("not_supported", "true", active, made, *used, "false", "N/A", "N/A", "N/A", "N/A"),
            *("false", "N/A", "false", "N/A"),
        )
    )

    def recorded(snapshot: Snapshot) -> Mapping[Call, Answer]:
        found = next(answer for made, answer in snapshot.answers.items() if made.operation == "GetCredentialReport")
        assert isinstance(found, Data)
        header, _, rest = found.content["Content"].partition("\n")
        return iam("GetCredentialReport", {**found.content, "Content": f"{header}\n{row}\n{rest}"})

    return recorded


def accessed(*services: Mapping[str, Any], status: str = "COMPLETED") -> Recorded:
    """Last accessed information of the role, in the shape of the IAM API Reference's examples (2026-11)."""
    job = "examplee-1234-5678-9abc-def012345678"
    principal = {"Arn": f"{ROOT}:role/worker", "Granularity": "ACTION_LEVEL"}
    details: dict[str, Any] = {
        "JobStatus": status,
        "JobType": "ACTION_LEVEL",
        "JobCreationDate": ago(0),
        "JobCompletionDate": ago(0),
        "ServicesLastAccessed": list(services),
        "IsTruncated": False,
    }
    if status == "FAILED":
        details["Error"] = {"Message": "an internal error", "Code": "InternalFailure"}

    def recorded(snapshot: Snapshot) -> Mapping[Call, Answer]:
        return {
            **iam("GenerateServiceLastAccessedDetails", {"JobId": job}, **principal),
            **iam("GetServiceLastAccessedDetails", details, JobId=job, MaxItems=1000),
        }

    return recorded


def expiring(days: int) -> Recorded:
    """The certificate with another end."""

    def recorded(snapshot: Snapshot) -> Mapping[Call, Answer]:
        found = next(answer for made, answer in snapshot.answers.items() if made.operation == "ListServerCertificates")
        assert isinstance(found, Data)
        (one,) = found.content["ServerCertificateMetadataList"]
        return iam("ListServerCertificates", {"ServerCertificateMetadataList": [{**one, "Expiration": ago(-days)}]})

    return recorded


def service(name: str, used: int | None, **actions: int | None) -> Mapping[str, Any]:
    """A service that the role may use, and when it did."""
    told: dict[str, Any] = {"ServiceName": name, "ServiceNamespace": name, "TotalAuthenticatedEntities": 1}
    if used is not None:
        told |= {
            "LastAuthenticated": ago(used),
            "LastAuthenticatedEntity": f"{ROOT}:role/worker",
            "LastAuthenticatedRegion": "eu-west-1",
        }
    else:
        told["TotalAuthenticatedEntities"] = 0
    if actions:
        told["TrackedActionsLastAccessed"] = [
            {"ActionName": action, **({} if days is None else {"LastAccessedTime": ago(days)})}
            for action, days in actions.items()
        ]
    return told


WORLDS = (
    # -- the root user
    World("root-without-mfa", "the account", VIOLATED, nothing, says="no second factor"),
    World("root-without-mfa", "the account", SATISFIED, nothing, recorded=summary(AccountMFAEnabled=1)),
    World("root-without-mfa", "the account", SATISFIED, alice, recorded=summary(AccountPasswordPresent=0)),
    World("root-without-hardware-mfa", "the account", VIOLATED, nothing, recorded=root_device, says="this app"),
    World("root-without-hardware-mfa", "the account", SATISFIED, nothing, recorded=summary(AccountMFAEnabled=1)),
    World(
        "root-without-hardware-mfa",
        "the account",
        SATISFIED,
        with_password_and_app,
        recorded=summary(AccountMFAEnabled=1),
    ),
    World("root-without-hardware-mfa", "the account", NOT_APPLICABLE, alice),
    World("root-with-access-key", "the account", SATISFIED, nothing),
    World("root-with-access-key", "the account", VIOLATED, nothing, recorded=summary(AccountAccessKeysPresent=1)),
    World(
        "root-used-lately",
        "the root user",
        VIOLATED,
        alice,
        recorded=root_row(password=ago(3)),
        says="password was used 3 days ago",
    ),
    World(
        "root-used-lately",
        "the root user",
        VIOLATED,
        with_key,
        recorded=root_row(key=ago(1)),
        says="access key was used 1 day ago",
    ),
    World("root-used-lately", "the root user", SATISFIED, alice, recorded=root_row(password=ago(400))),
    World("root-used-lately", "the root user", SATISFIED, with_key, recorded=root_row()),
    World("root-used-lately", "alice", NOT_APPLICABLE, alice, recorded=root_row()),
    # -- people at the console
    World("account-user-without-mfa", "alice", VIOLATED, with_password, says="a password alone"),
    World("account-user-without-mfa", "alice", SATISFIED, with_password_and_app),
    World("account-user-without-mfa", "alice", NOT_APPLICABLE, with_key),
    World("account-user-without-mfa", "the root user", NOT_APPLICABLE, with_key, recorded=root_row()),
    World("console-password-not-rotated", "alice", VIOLATED, with_password, 400, says="400 days old"),
    World("console-password-not-rotated", "alice", SATISFIED, with_password, 300),
    World("console-password-not-rotated", "alice", SATISFIED, with_password_and_app, 400),
    World("console-password-unused", "alice", VIOLATED, password_used(60), says="last used 60 days ago"),
    World("console-password-unused", "alice", VIOLATED, with_password, 50, says="nobody has used it"),
    World("console-password-unused", "alice", SATISFIED, password_used(44)),
    World("console-password-unused", "alice", NOT_APPLICABLE, with_password, 44),
    World("user-unused", "alice", VIOLATED, alice, 91, says="nobody has used it"),
    World("user-unused", "alice", VIOLATED, password_used(100), 91, says="last used 191 days ago"),
    World("user-unused", "alice", SATISFIED, key_used(5), 80),
    World("user-unused", "alice", NOT_APPLICABLE, alice, 30),
    World("user-unused", "the root user", NOT_APPLICABLE, alice, 91, recorded=root_row()),
    # -- access keys
    World("access-key-not-rotated", "access key 1 of alice", VIOLATED, with_key, 91, says="91 days old"),
    World("access-key-not-rotated", "access key 1 of alice", SATISFIED, with_key, 90),
    World("access-key-not-rotated", "access key 1 of alice", NOT_APPLICABLE, with_key_switched_off, 91),
    World("access-key-not-rotated", "access key 1 of the root user", VIOLATED, alice, recorded=root_row(key=ago(1))),
    World("access-key-unused", "access key 1 of alice", VIOLATED, key_used(46), says="last used 46 days ago"),
    World("access-key-unused", "access key 1 of alice", VIOLATED, with_key, 46, says="nobody has used it"),
    World("access-key-unused", "access key 1 of alice", SATISFIED, key_used(45)),
    World("access-key-unused", "access key 1 of alice", NOT_APPLICABLE, with_key_switched_off, 46),
    World("two-active-access-keys", "alice", VIOLATED, with_two_keys, says="2 access keys"),
    World("two-active-access-keys", "alice", SATISFIED, with_two_keys_of_which_one_works),
    World("two-active-access-keys", "alice", NOT_APPLICABLE, with_password),
    World("access-key-made-with-user", "access key 1 of alice", VIOLATED, with_password_and_key, says="never used"),
    World("access-key-made-with-user", "access key 1 of alice", SATISFIED, key_used(0)),
    World("access-key-made-with-user", "access key 1 of alice", NOT_APPLICABLE, with_key),
    # -- passwords
    World("password-policy-missing", "the password policy", VIOLATED, nothing),
    World("password-policy-missing", "the password policy", SATISFIED, policy(MinimumPasswordLength=8)),
    World("password-policy-too-short", "the password policy", VIOLATED, policy(MinimumPasswordLength=8), says="8"),
    World("password-policy-too-short", "the password policy", SATISFIED, policy(MinimumPasswordLength=14)),
    World("password-policy-too-short", "the password policy", NOT_APPLICABLE, nothing),
    World("password-policy-allows-reuse", "the password policy", VIOLATED, policy(MinimumPasswordLength=14)),
    World("password-policy-allows-reuse", "the password policy", VIOLATED, policy(PasswordReusePrevention=5), says="5"),
    World("password-policy-allows-reuse", "the password policy", SATISFIED, policy(PasswordReusePrevention=24)),
    World(
        "password-policy-without-character-kinds",
        "the password policy",
        VIOLATED,
        policy(MinimumPasswordLength=14, RequireNumbers=True),
        says="a capital letter or a small letter or a symbol",
    ),
    World(
        "password-policy-without-character-kinds",
        "the password policy",
        SATISFIED,
        policy(
            RequireNumbers=True,
            RequireSymbols=True,
            RequireUppercaseCharacters=True,
            RequireLowercaseCharacters=True,
        ),
    ),
    World(
        "password-policy-without-character-kinds",
        "the password policy",
        SATISFIED,
        policy(MinimumPasswordLength=20),
    ),
    # -- what nobody uses
    World("role-unused", "worker", VIOLATED, role, 91, says="nobody has used it"),
    World("role-unused", "worker", VIOLATED, role_used(120), says="last used 120 days ago"),
    World("role-unused", "worker", SATISFIED, role_used(90)),
    World("role-unused", "worker", NOT_APPLICABLE, role, 90),
    World("role-unused", "AWSServiceRoleForlambda", NOT_APPLICABLE, linked_role, 91),
    World(
        "permission-unused",
        "worker",
        VIOLATED,
        role_used(1),
        100,
        accessed(service("logs", -99), service("ses", None), service("dynamodb", 50)),
        "worker doesn't use ses (never), dynamodb (150 days ago)",
    ),
    World(
        "permission-unused",
        "worker",
        VIOLATED,
        role_used(1),
        100,
        accessed(service("s3", -99, GetObject=-99, DeleteObject=None)),
        "of s3 it doesn't use DeleteObject",
    ),
    World(
        "permission-unused",
        "worker",
        SATISFIED,
        role_used(1),
        100,
        accessed(service("logs", -99), service("s3", -20, GetObject=-20)),
    ),
    World("permission-unused", "worker", NOT_APPLICABLE, role_used(1), 30, accessed(service("ses", None))),
    World("permission-unused", "worker", UNKNOWN, role_used(1), 100, accessed(status="FAILED"), "InternalFailure"),
    World("group-without-members", "operators", VIOLATED, group),
    World("group-without-members", "operators", SATISFIED, group_with_member),
    World("policy-unattached", "readers", VIOLATED, lone_policy),
    World("policy-unattached", "readers", SATISFIED, attached_policy),
    World("policy-unattached", "readers", SATISFIED, policy_that_bounds),
    # -- certificates: moto lets each of them expire in 2012
    World("server-certificate-expired", "shop", VIOLATED, certificate, says="expired"),
    World("server-certificate-expired", "shop", VIOLATED, certificate, recorded=expiring(29), says="in 29 days"),
    World("server-certificate-expired", "shop", SATISFIED, certificate, recorded=expiring(31)),
    # -- the IAM engine's answers about people, by a request as the proof
    World("people-policy-without-mfa", "operators", VIOLATED, administrators(), says="without a second factor"),
    World("people-policy-without-mfa", "operators", SATISFIED, administrators(WITH_FACTOR)),
    World("people-policy-without-mfa", "operators", SATISFIED, administrators(None, "*")),
    World("people-policy-without-mfa", "operators", VIOLATED, administrators(None, "s3:*")),
    *(
        World("people-policy-without-mfa", about, state, made, recorded=recorded, says=says)
        for build, state, says in (
            (with_key, VIOLATED, "with an access key alone"),
            (with_password, VIOLATED, "with a password alone"),
            (with_password_and_key, VIOLATED, "with an access key alone"),
            (with_password_and_app, SATISFIED, ""),
            (with_key_switched_off, SATISFIED, ""),
        )
        for about, made, recorded in (("alice", build, administrator), ("operators", operators_are(build), None))
    ),
    World("people-policy-without-mfa", "operators", VIOLATED, operators_to_be, says="without a second factor"),
    World("role-for-people-without-mfa", "operator", VIOLATED, operator(), says="with an access key alone"),
    World("role-for-people-without-mfa", "operator", SATISFIED, operator(WITH_FACTOR)),
)


def controls() -> Iterator[str]:
    """The controls that worlds are about."""
    yield from dict.fromkeys(world.control for world in WORLDS)
