"""Who calls, and the context keys that a request's principal and resource imply.

Sources: IAM user guide, "AWS global condition context keys" and "IAM policy elements: Variables and tags", "Principal
key values" (2026-11).
"""

from enum import StrEnum
from typing import NamedTuple

from hauberk.iam.language import arn
from hauberk.iam.regions import REGION, requested
from hauberk.iam.request import ANONYMOUS, Request


class Calls(StrEnum):
    """The kinds of principals."""

    ROOT = "root"
    USER = "user"
    ROLE = "role"
    """A role by its own ARN: one of its sessions, it isn't told which."""
    SESSION = "session"
    FEDERATED_USER = "federated-user"
    """A session that a user got with ``GetFederationToken``."""
    SERVICE = "service"
    PROVIDER = "provider"
    """An identity provider, for whoever it vouches."""
    ANONYMOUS = "anonymous"
    OTHER = "other"


class Caller(NamedTuple):
    """A request's principal, taken apart."""

    calls: Calls
    text: str
    partition: str = ""
    account: str = ""
    name: str = ""
    """Of the user, or of the role without its path: a session's ARN doesn't tell the path."""

    @property
    def of_account(self) -> bool:
        """Whether it belongs to an account, whose policies then bear on it."""
        return bool(self.account)

    @property
    def role(self) -> bool:
        """Whether it acts as a role."""
        return self.calls in (Calls.ROLE, Calls.SESSION)


def caller(principal: str) -> Caller:
    """The principal of a request."""
    if principal == ANONYMOUS:
        return Caller(Calls.ANONYMOUS, principal)
    parts = arn.split(principal)
    if parts is None:
        if arn.is_account(principal):
            return Caller(Calls.ROOT, principal, "", principal)
        return Caller(Calls.SERVICE if _is_service(principal) else Calls.PROVIDER, principal)
    first, _, rest = parts.resource.partition("/")
    last = rest.rpartition("/")[2]
    match parts.service, first:
        case "iam", "root" if not rest:
            calls, name = Calls.ROOT, ""
        case "iam", "user" if last:
            calls, name = Calls.USER, last
        case "iam", "role" if last:
            calls, name = Calls.ROLE, last
        case "sts", "assumed-role" if rest.partition("/")[2]:
            calls, name = Calls.SESSION, rest.partition("/")[0]
        case "sts", "federated-user" if rest:
            calls, name = Calls.FEDERATED_USER, rest
        case "iam", "saml-provider" | "oidc-provider":
            return Caller(Calls.PROVIDER, principal)
        case _:
            calls, name = Calls.OTHER, ""
    return Caller(calls, principal, parts.partition, parts.account, name)


_OF_AMAZON = frozenset(("alexa-appkit.amazon.com", "alexa-connectedhome.amazon.com"))
"""Services of Amazon beside AWS's that call functions (Alexa Skills Kit documentation, "Host a Custom Skill as an AWS
Lambda Function" and "Host Your Smart Home Skill…", 2026-11)."""


def _is_service(text: str) -> bool:
    suffixes = {partition.suffix for partition in arn.PARTITIONS.values()} | {"aws.internal"}
    return text in _OF_AMAZON or any(text.endswith(f".{suffix}") for suffix in suffixes)


_TYPES = {
    Calls.ROOT: "Account",
    Calls.USER: "User",
    Calls.ROLE: "AssumedRole",
    Calls.SESSION: "AssumedRole",
    Calls.FEDERATED_USER: "FederatedUser",
    Calls.ANONYMOUS: "Anonymous",
}

PRINCIPAL_ARN = "aws:principalarn"
RESOURCE_ACCOUNT = "aws:resourceaccount"

PRINCIPAL_ACCOUNT = "aws:principalaccount"
CALLER_ACCOUNT = "kms:calleraccount"
"""Of requests to KMS: the account of the caller, the same as ``aws:PrincipalAccount``. Where a service asks for the
caller, as ``kms:ViaService`` tells, it stays the caller's: the policies of the keys that AWS manages ask for both at
once ("AWS KMS condition keys" and "AWS managed keys", AWS KMS developer guide, 2026-11). Of a service that calls by
itself the guide doesn't tell."""

IMPLIED = (
    PRINCIPAL_ARN,
    PRINCIPAL_ACCOUNT,
    "aws:principaltype",
    "aws:principalisawsservice",
    "aws:principalservicename",
    "aws:username",
    RESOURCE_ACCOUNT,
)
"""The keys that principal and resource decide: a request without one of them that isn't implied lacks it."""


def implied(request: Request) -> dict[str, tuple[str, ...]]:
    """The keys that principal and resource imply, with their values; what isn't in it of :data:`IMPLIED` is absent.

    - ``aws:PrincipalArn``: the user's, root's or federated user's ARN; "for IAM roles, the request context returns the
      ARN of the role", which a session's ARN tells but for the role's path. Absent for services and the anonymous.
    - ``aws:PrincipalAccount``: its account; "for anonymous requests, the request context returns anonymous".
    - ``aws:PrincipalType``, ``aws:username`` (users only): by the table of "Principal key values".
    - ``aws:PrincipalIsAWSService``: "present for all signed API requests that use AWS credentials".
    - ``aws:PrincipalServiceName``: for services only.
    - ``kms:CallerAccount``: see :data:`CALLER_ACCOUNT`; for KMS only.
    - ``aws:ResourceAccount``: see :func:`resource_account`. Where nobody tells it, it is there all the same, with an
      unknown value: :func:`untold`.
    """
    who = caller(request.principal)
    keys: dict[str, tuple[str, ...]] = {}
    match who.calls:
        case Calls.SERVICE:
            keys["aws:principalservicename"] = (who.text,)
        case Calls.SESSION:
            keys[PRINCIPAL_ARN] = (f"arn:{who.partition}:iam::{who.account}:role/{who.name}",)
        case Calls.ROOT if not who.partition:
            keys[PRINCIPAL_ARN] = (f"arn:aws:iam::{who.account}:root",)
        case Calls.ANONYMOUS | Calls.PROVIDER | Calls.OTHER:
            pass
        case _:
            keys[PRINCIPAL_ARN] = (who.text,)
    if who.calls is Calls.ANONYMOUS:
        keys[PRINCIPAL_ACCOUNT] = ("anonymous",)
    elif who.account:
        keys[PRINCIPAL_ACCOUNT] = (who.account,)
    if PRINCIPAL_ACCOUNT in keys and _is_of_kms(request):
        keys[CALLER_ACCOUNT] = keys[PRINCIPAL_ACCOUNT]
    if who.calls in _TYPES:
        keys["aws:principaltype"] = (_TYPES[who.calls],)
    if who.calls not in (Calls.ANONYMOUS, Calls.PROVIDER):
        keys["aws:principalisawsservice"] = ("true" if who.calls is Calls.SERVICE else "false",)
    if who.calls is Calls.USER:
        keys["aws:username"] = (who.name,)
    account = resource_account(request)
    if account:
        keys[RESOURCE_ACCOUNT] = (account,)
    return keys


def _is_of_kms(request: Request) -> bool:
    return request.action[:4].lower() == "kms:"


def untold(request: Request) -> frozenset[str]:
    """The keys that AWS puts into the request though nothing here tells their value."""
    known = resource_account(request) or request.context.get(RESOURCE_ACCOUNT)
    return frozenset() if known else frozenset((RESOURCE_ACCOUNT,))


def resource_account(request: Request) -> str:
    """The account that owns the resource: as its ARN says, or the request; empty if neither does.

    A request on no resource (``*``), or on one of AWS's own (``arn:aws:iam::aws:policy/…``), is the caller's own
    business.
    """
    parts = arn.split(request.resource)
    if parts is not None and parts.owned:
        return parts.account
    if request.resource_account:
        return request.resource_account
    if request.resource == "*" or (parts is not None and parts.account == "aws"):
        return caller(request.principal).account
    given = request.context.get(RESOURCE_ACCOUNT, ())
    return given[0] if len(given) == 1 else ""


class ContradictionError(ValueError):
    """A request whose context says something else than its principal or resource: no such request can be made."""

    def __init__(self, key: str, said: tuple[str, ...], implied: tuple[str, ...] | None) -> None:
        wanted = "isn't there" if implied is None else f"is {', '.join(implied)}"
        super().__init__(f"the context says {', '.join(said) or 'nothing'} for {key}, which {wanted} in this request")
        self.key = key


def full_context(request: Request) -> dict[str, tuple[str, ...]]:
    """The request's context with what is implied.

    The context may repeat an implied key, but not contradict it: :class:`ContradictionError`. Two are free within
    limits: ``aws:PrincipalArn`` of a session may add the role's path, and a key that is there with an unknown value may
    be told. So may those of callers whose kind isn't known.
    """
    implies = implied(request)
    given = {key.lower(): tuple(values) for key, values in request.context.items()}
    parts = arn.split(request.resource)
    if parts is not None and parts.owned and request.resource_account not in ("", parts.account):
        raise ContradictionError("resource_account", (request.resource_account,), (parts.account,))
    who = caller(request.principal)
    for key in (*IMPLIED, CALLER_ACCOUNT) if CALLER_ACCOUNT in implies else IMPLIED:
        said = given.get(key)
        wanted = implies.get(key)
        if not said or said == wanted:
            continue
        if key == PRINCIPAL_ARN and who.calls is Calls.SESSION and _same_role(said, who):
            continue
        if wanted is None and (key == RESOURCE_ACCOUNT or who.calls in (Calls.OTHER, Calls.PROVIDER)):
            continue
        raise ContradictionError(key, said, wanted)
    implies.update(_told_besides(request, given))
    return {**implies, **{key: values for key, values in given.items() if values}}


def _told_besides(request: Request, given: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """What the resource tells of the region, and the tags of their keys; see :class:`ContradictionError`."""
    found: dict[str, tuple[str, ...]] = {}
    region = requested(request.action, request.resource)
    if region:
        if given.get(REGION, (region,)) != (region,):
            raise ContradictionError(REGION, given[REGION], (region,))
        found[REGION] = (region,)
    tags = tuple(
        key[len(_REQUEST_TAG) :]
        for key, values in request.context.items()
        if key.lower().startswith(_REQUEST_TAG) and values
    )
    if tags:
        keys = given.get(_TAG_KEYS) or tags
        if not {tag.lower() for tag in tags} <= {key.lower() for key in keys}:
            raise ContradictionError(_TAG_KEYS, keys, tags)
        found[_TAG_KEYS] = keys
    return found


_TAG_KEYS, _REQUEST_TAG = "aws:tagkeys", "aws:requesttag/"


def _same_role(said: tuple[str, ...], who: Caller) -> bool:
    named = caller(said[0])
    return (
        len(said) == 1
        and named.calls is Calls.ROLE
        and (named.partition, named.account, named.name) == (who.partition, who.account, who.name)
    )
