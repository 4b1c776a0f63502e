"""Roles: who may assume them, what AWS's ready-made policies give them, and how many functions share one."""

from collections.abc import Iterator

from hauberk.model.application import Application
from hauberk.model.compute import Function
from hauberk.model.policies import TrustStatement, pattern_text
from hauberk.model.regex import regex
from hauberk.model.subject import Part, Seed, Subject, below, listed, resource_of, spread
from hauberk.model.told import FUNCTIONS_ELSEWHERE, told, whole
from hauberk.model.values import Absent, Known, Pattern, Reason, Reference, Unknown, Value
from hauberk.model.verdict import CRITICAL, HIGH, MEDIUM, Verdict, not_applicable, satisfied, unknown, violated
from hauberk.practices.checks import is_helper
from hauberk.practices.control import control
from hauberk.practices.least_privilege.powers import ESCALATING
from hauberk.study.study import Study

ADMINISTRATORS = frozenset(("AdministratorAccess", "IAMFullAccess", "PowerUserAccess", "AWSOrganizationsFullAccess"))
"""Policies that AWS manages with which a holder is, or can make itself, an administrator (AWS managed policy reference,
2026-11)."""
WHOLE_SERVICE = regex(r"FullAccess|(PowerUser|Administrator|AdminAccess|AdministratorAccess)\Z")
"""What names have of policies that AWS manages and that give all of a service, or all but its permissions."""
ALL_OF_A_KIND = {
    "AWSAppSyncInvokeFullAccess": ("every GraphQL API to be called", ("appsync:GraphQL",)),
    "AWSLambdaExecute": ("every object of every bucket to be read and written", ("s3:GetObject", "s3:PutObject")),
    "AWSLambdaInvocation-DynamoDB": ("every function to be invoked", ("lambda:InvokeFunction",)),
    "AWSLambdaRole": ("every function to be invoked", ("lambda:InvokeFunction",)),
    "AmazonAPIGatewayInvokeFullAccess": ("every API to be called", ("execute-api:Invoke",)),
    "AmazonDynamoDBReadOnlyAccess": ("every item of every table to be read", ("dynamodb:GetItem", "dynamodb:Scan")),
    "AmazonElasticFileSystemClientFullAccess": (
        "every file system to be written to as root",
        ("elasticfilesystem:ClientRootAccess", "elasticfilesystem:ClientWrite"),
    ),
    "AmazonKinesisReadOnlyAccess": ("every record of every stream to be read", ("kinesis:GetRecords",)),
    "AmazonS3ReadOnlyAccess": ("every object of every bucket to be read", ("s3:GetObject",)),
    "AmazonSSMReadOnlyAccess": ("every parameter to be read", ("ssm:GetParameter", "ssm:GetParameters")),
    "ReadOnlyAccess": (
        "everything to be read that the account keeps",
        ("dynamodb:GetItem", "kinesis:GetRecords", "logs:GetLogEvents", "s3:GetObject", "ssm:GetParameter"),
    ),
    "SecretsManagerReadWrite": ("every secret to be read and changed", ("secretsmanager:GetSecretValue",)),
}
"""Policies that AWS manages whose names say something else than they give, and the actions that do it (AWS managed
policy reference, 2026-11)."""
ONLY_RUNNING = frozenset(
    (
        "AWSLambdaBasicExecutionRole",
        "AWSLambdaVPCAccessExecutionRole",
        "AWSXRayDaemonWriteAccess",
        "AWSXrayWriteOnlyAccess",
        "CloudWatchLambdaInsightsExecutionRolePolicy",
    )
)
"""Policies that AWS manages with what every function needs to run and to tell what it does (AWS managed policy
reference, 2026-11)."""
_NUMBER = regex(r"[0-9]{12}")
_ROOT = regex(r"(?:arn:[^:]*:iam::)?[0-9?]{1,12}(?::root)?\Z")


class AttachedPolicy(Part):
    """A managed policy that a role, user, group or permission set has."""

    KIND = "attached policy"
    __slots__ = ()

    @classmethod
    def seeds(cls, application: Application) -> Iterator[Seed]:
        """Every attachment, by its place in the list."""
        for kind, path in _ATTACHING.items():
            for resource in application.of(kind):
                for guard, value in below(resource, path):
                    for deeper, index, element in spread(value, guard):
                        yield cls.seed(resource, f"{path}{index}", deeper, element)

    @property
    def policy(self) -> str | None:
        """The name of the policy, if AWS manages it; ``None`` for another policy or one that isn't known."""
        text = pattern_text(self.value)
        if text is None or ":aws:policy/" not in text:
            return None
        return text.rpartition("/")[2]


_ATTACHING = {
    "AWS::IAM::Role": "ManagedPolicyArns",
    "AWS::IAM::User": "ManagedPolicyArns",
    "AWS::IAM::Group": "ManagedPolicyArns",
    "AWS::SSO::PermissionSet": "ManagedPolicies",
}


_ATTACHED_FROM_OUTSIDE = ("AWS::IAM::ManagedPolicy", "AWS::IAM::Policy", "AWS::IAM::RolePolicy")


def of_aws(attached: AttachedPolicy) -> Verdict | None:
    """Why there is nothing to say about an attachment, if so: it isn't known, or it isn't AWS's."""
    value = attached.value
    if isinstance(value, Unknown):
        return unknown(value)
    if attached.policy is None:
        return not_applicable("it isn't a policy that AWS manages")
    return None


@control("managed-admin-policy", practice=1, severity=CRITICAL, subject=AttachedPolicy)
def managed_admin_policy(attached: AttachedPolicy, study: Study) -> Verdict:
    """A role has an administrator's policy.

    AdministratorAccess allows everything; PowerUserAccess and IAMFullAccess lead there in one step.

    Attack: code that runs in the function, by injection or in a dependency, owns the account.

    Safe when: the role is for people who administer the account, behind MFA; never for a function. What a boundary or a
    Deny takes away is no finding.

    Fix: take the policy off and grant the actions that are needed.

    References:
    - https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AdministratorAccess.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-1
    """
    doubt = of_aws(attached)
    if doubt is not None:
        return doubt
    if attached.policy in ADMINISTRATORS:
        says = f"{attached.policy} makes its holder an administrator"
        return _unless_limited(attached, study, says, tuple(sorted(ESCALATING.actions)))
    return satisfied()


@control("managed-full-access-policy", practice=1, severity=HIGH, subject=AttachedPolicy)
def managed_full_access_policy(attached: AttachedPolicy, study: Study) -> Verdict:
    """A ready-made policy gives a role all of a service.

    AWS's ``…FullAccess`` policies grant what a service can do on every resource, and often some of the neighbouring
    services too; others read every object, or invoke every function. They are for a first try, not for a function in
    production.

    Attack: a flaw in a function that stores one object becomes the loss of every bucket of the account.

    Safe when: the role belongs to a person who administers that service. What a boundary or a Deny takes away is no
    finding.

    Fix: replace it by a policy with the actions and the resources that the code uses; SAM's policy templates have the
    common ones.

    References:
    - https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html
    - https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-policy-templates.html
    """
    doubt = of_aws(attached)
    if doubt is not None:
        return doubt
    name = attached.policy or ""
    if name in ADMINISTRATORS:
        return not_applicable("managed-admin-policy says it")
    if name in ALL_OF_A_KIND:
        what, actions = ALL_OF_A_KIND[name]
        return _unless_limited(attached, study, f"{name} allows {what}", actions)
    if WHOLE_SERVICE.search(name):
        return _unless_limited(attached, study, f"{name} allows the use of the whole service, on every resource")
    return satisfied()


def _unless_limited(attached: AttachedPolicy, study: Study, says: str, actions: tuple[str, ...] = ()) -> Verdict:
    """Violated unless a boundary or a denial leaves nothing of what makes the policy one to find."""
    if study.limits:
        from hauberk.study.attachments import left

        found = left(attached, pattern_text(attached.value) or "", study, actions)
        if isinstance(found, Reason):
            return unknown(Unknown(found, attached.value.trail))
        if not found:
            return satisfied()
    return violated(attached.value.says(says))


@control("role-trusts-everyone", practice=1, severity=CRITICAL, subject=TrustStatement)
def role_trusts_everyone(trust: TrustStatement, study: Study) -> Verdict:
    """Anyone may assume a role.

    A trust policy with the principal ``*`` lets every AWS account in the world assume the role, unless a condition
    narrows it.

    Attack: someone with an account of their own calls AssumeRole with the ARN, which is easy to guess, and has all that
    the role has.

    Safe when: a condition on the organization or the source account holds them off. An external id doesn't: it is no
    secret, and tells customers of one company apart, not that company from the world.

    Fix: name the service or the account that is to assume the role.

    References:
    - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
    - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-user_externalid.html
    """
    cause = trust.undecided
    if cause is not None:
        return unknown(cause)
    if not trust.allows:
        return not_applicable("it denies")
    for kind, value in trust.principals:
        if isinstance(value, Unknown):
            return unknown(value)
        if kind == "AWS" and value == Known("*"):
            from hauberk.study.outsiders import anyone
            from hauberk.study.words import must_know, outsider

            way = anyone(trust, study)
            if isinstance(way, Reason):
                return unknown(way)
            if way is not None:
                who = "every AWS account that knows the external id" if must_know(way) else "every AWS account"
                return violated(
                    value.says(f"{who} can assume the role"),
                    trust.says(outsider(way, trust.resource.name)),
                )
    return satisfied()


@control("role-trusts-whole-account", practice=1, severity=MEDIUM, subject=TrustStatement)
def role_trusts_whole_account(trust: TrustStatement, study: Study) -> Verdict:
    """A whole account may assume a role.

    A trust in ``arn:aws:iam::ACCOUNT:root`` means every principal of that account whose own policies allow it, not
    its root user. In a foreign account you don't know who that is; and a foreign service that acts for many customers
    can be tricked into acting on you, unless an external id tells its customers apart (the confused deputy).

    Attack: another customer of your monitoring vendor gives the vendor your role's ARN as if it were theirs.

    Safe when: a condition asks for an external id, a principal's ARN or the organization.

    Fix: name the role that is to assume this one, or add a condition on sts:ExternalId.

    References:
    - https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
    - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-user_externalid.html
    """
    cause = trust.undecided
    if cause is not None:
        return unknown(cause)
    if not trust.allows:
        return not_applicable("it denies")
    accounts = [value for kind, value in trust.principals if kind == "AWS" and not is_own_account(value)]
    if not accounts:
        return not_applicable("it trusts no other account")
    for value in accounts:
        if isinstance(value, Unknown):
            return unknown(value)
        text = pattern_text(value) or ""
        if _is_account(value, text):
            from hauberk.study.bystanders import bystander
            from hauberk.study.words import told

            request = bystander(trust, study, value)
            if isinstance(request, Reason):
                return unknown(request)
            if request is not None:
                return violated(
                    value.says(f"every principal of {_whose(trust, text)} may assume the role, if its policies let it"),
                    trust.says(told("any of its principals", request, trust.resource.name)),
                )
    return satisfied()


def _whose(trust: TrustStatement, text: str) -> str:
    """The account that a trust names. In a live one it is known to be another; what a template is deployed to isn't."""
    number = _NUMBER.search(text)
    if number is None:
        return "the account that is named here"
    return f"account {number[0]}{', another one,' if 'Account' in trust.resource.attributes.names() else ''}"


def is_own_account(value: Value) -> bool:
    """Whether a principal is the account that the template is deployed to, which is trusted to know its people."""
    match value:
        case Reference("AWS::AccountId"):
            return True
        case Pattern(parts):
            return any(isinstance(part, Reference) and part.resource == "AWS::AccountId" for part in parts) and bool(
                _ROOT.fullmatch(value.text("?"))
            )
    return False


def _is_account(value: Value, text: str) -> bool:
    return bool(_ROOT.fullmatch(text)) and (isinstance(value, Pattern) or text.strip("?") != "")


class ExecutionRole(Subject):
    """A role, asked about as the role of functions."""

    TYPES = ("AWS::IAM::Role",)
    __slots__ = ()


@control("role-shared-by-functions", practice=1, severity=MEDIUM, subject=ExecutionRole)
def role_shared_by_functions(role: ExecutionRole, study: Study) -> Verdict:
    """Several functions share a role.

    A shared role has what any of its functions needs, so each has what all need. And nobody dares to take a permission
    away.

    Attack: the public function that renders pages can read the queue of payments, because the function beside it must.

    Roles are global: of an account, functions of all regions that were read count. The same code under the same name in
    several regions is one function.

    Safe when: the functions do the same job in several variants. A role that only writes logs and traces passes.

    Fix: give each function a role of its own; SAM makes one when Role is left out.

    References:
    - https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html
    - https://docs.aws.amazon.com/lambda/latest/operatorguide/least-privilege.html
    """
    using = [
        function
        for resource in study.users(role, "AWS::Lambda::Function")
        if resource_of((function := Function(resource, role.world)).role) == role.resource.id
        and not is_helper(function)
    ]
    if not using:
        return not_applicable("no function of the application has it")
    using = list({whole(one.resource): one for one in reversed(using)}.values())[::-1]  # versions are one function
    if _only_runs(role, study):
        return satisfied()
    elsewhere = told(role, FUNCTIONS_ELSEWHERE)
    others = [] if isinstance(elsewhere, Unknown) else [*listed(elsewhere)]
    if len(using) + len(others) == 1:
        doubt = elsewhere if isinstance(elsewhere, Unknown) else _OTHERS if study.application.some else None
        return satisfied() if doubt is None else unknown(doubt)
    having = [*((one.name, one.role) for one in using), *((_afar(arn), arn) for arn in others)]
    names = ", ".join(name for name, _ in having)
    places = [place.says(f"{name} has it") for name, place in having]
    return violated(role.says(f"{len(having)} functions share this role: {names}"), *places)


def _afar(arn: Value) -> str:
    """What to call a function of another region."""
    parts = (pattern_text(arn) or "").split(":")
    return f"{parts[6]} in {parts[3]}" if len(parts) > _NAME else "a function of another region"


_NAME = 6
"""Where an ARN has a function's name."""
_OTHERS = Reason("filtered", "other functions of the account may have it, too: they weren't asked about")


def _only_runs(role: ExecutionRole, study: Study) -> bool:
    """Whether a role gives nothing but what every function needs."""
    from hauberk.study.running import only_runs

    return only_runs(role, study)


@control("function-with-literal-role", practice=1, severity=MEDIUM, subject=Function)
def function_with_literal_role(function: Function, study: Study) -> Verdict:
    """A function's role comes from outside the application.

    A role named by its ARN is maintained somewhere else: what it may do isn't reviewed with the code that uses it, it
    is likely shared, and the template that works here fails in the next account.

    Attack: someone widens the role for another application; this function gains permissions that no one of its team
    saw.

    Safe when: a security team hands out roles centrally, and reviews them.

    Fix: declare the role in this template, or let SAM make it by leaving Role out.

    References:
    - https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html
    """
    match function.role:
        case Known(str() as arn) if arn.startswith("arn:"):
            return violated(function.role.says("what this role may do isn't part of the application"))
        case Reference() | Pattern() | Absent():
            return satisfied()
        case other:
            return unknown(other)


CONTROLS = (
    managed_admin_policy,
    managed_full_access_policy,
    role_trusts_everyone,
    role_trusts_whole_account,
    role_shared_by_functions,
    function_with_literal_role,
)
