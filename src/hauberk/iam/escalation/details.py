"""An account from the answer of IAM's ``GetAccountAuthorizationDetails``, as plain data.

Policies are URL-encoded JSON, as AWS gives them, or objects, as the AWS CLI and SDKs do (IAM API Reference,
"GetAccountAuthorizationDetails", 2026-11). Pages may come as a list. Names of fields are taken as the CLI and most SDKs
write them (``UserDetailList``), or as those of Java and Ruby do (``userDetailList``, ``user_detail_list``); users may
have ``LoginProfile``, ``PasswordLastUsed`` and ``MFADevices``, which other calls tell. What can't be read is a fault,
with its place, and the rest is read all the same.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from hauberk.iam import managed
from hauberk.iam.escalation.account import OF_GROUP, Account, Group, Held, Managed, Place, Principal, Tag
from hauberk.iam.language.parse import MAX_JSON, parse
from hauberk.iam.language.policy import Kind, Policy
from hauberk.iam.language.text import Hole
from hauberk.iam.language.trees import percent_decoded
from hauberk.model.regex import regex
from hauberk.model.values import Fields, Items, Known, Value

MAX_ENTITIES = 20_000
"""Users, roles, groups or policies of one list. An account has at most 5,000 users and 5,000 roles by default."""
MAX_HELD = 200
"""Policies or groups of one principal."""
MAX_FAULTS = 100
MAX_PAGES = 1_000


class Details(NamedTuple):
    """An account, and what of it couldn't be read."""

    account: Account
    faults: tuple[str, ...] = ()


def read_details(raw: object) -> Details:
    """The account that parsed JSON tells of."""
    return _Reader().details(raw)


class _Reader:
    def __init__(self) -> None:
        self.faults: list[str] = []
        self.managed: dict[str, Managed] = {}
        self.parsed: dict[tuple[str, Kind], Policy] = {}

    def fault(self, text: str) -> None:
        if len(self.faults) < MAX_FAULTS:
            self.faults.append(text)

    def details(self, answer: object) -> Details:
        raw = self.whole(answer)
        if raw is None:
            return Details(Account(""), tuple(self.faults))
        for one in self.entities(raw, "Policies"):
            self.policy(one)
        groups = {arn: self.group(arn, one) for arn, one in self.named(raw, "GroupDetailList")}
        by_name = {arn.rpartition("/")[2]: group for arn, group in groups.items()}
        users = [self.user(arn, one, by_name) for arn, one in self.named(raw, "UserDetailList")]
        roles = [self.role(arn, one) for arn, one in self.named(raw, "RoleDetailList")]
        principals = {one.arn: one for one in (*users, *roles)}
        arns = [*principals, *groups, *self.managed]
        id_ = next((arn.split(":")[4] for arn in arns if arn.split(":")[4].isdigit()), "")
        others = {arn for arn in arns if arn.split(":")[4] not in (id_, "aws")}
        if others:
            self.fault(f"{min(others)[:200]} is of another account than {id_}, and left out")
        account = Account(
            id_,
            tuple(principals[arn] for arn in sorted(principals) if arn not in others),
            tuple(groups[arn] for arn in sorted(groups) if arn not in others),
            tuple(self.managed[arn] for arn in sorted(self.managed) if ":iam::aws:" not in arn and arn not in others),
        )
        return Details(account, tuple(self.faults))

    # -- pages

    def whole(self, answer: object) -> Mapping[str, Any] | None:
        """The pages of an answer as one; ``None`` if there are none."""
        pages = [_unwrapped(page) for page in (answer if isinstance(answer, list) else [answer])][:MAX_PAGES]
        if isinstance(answer, list) and len(answer) > MAX_PAGES:
            self.fault(f"the answer has more than {MAX_PAGES:,} pages: the rest isn't read")
        read: list[Mapping[str, Any]] = []
        for number, page in enumerate(pages):
            if isinstance(page, Mapping):
                read.append(page)
            else:
                where = f"page {number + 1} of the answer" if isinstance(answer, list) else "the answer"
                self.fault(f"{where} has to be an object")
        if not any(name in page for page in read for name in _LISTS):
            if read or not pages:
                self.fault(f"the answer has none of {', '.join(_LISTS)}")
            return None
        if all(map(_is_followed, read)):  # pages may come in any order, as their files' names have it
            what = (
                "the answer is one page of several" if len(read) == 1 else f"none of the {len(read)} pages is the last"
            )
            self.fault(f"{what}: what the others hold isn't known")
        if len(read) == 1:
            return read[0]
        joined: dict[str, Any] = {}
        for name in _LISTS:
            lists = [found for page in read for found in (page.get(name),) if found is not None]
            joined[name] = [one for found in lists for one in (found if isinstance(found, list) else [found])]
        return joined

    # -- lists

    def listed(self, raw: Mapping[str, Any], name: str, where: str, most: int) -> list[Any]:
        found = raw.get(name)
        if found is None:
            return []
        if not isinstance(found, list):
            self.fault(f"{name} of {where} has to be a list")
            return []
        if len(found) > most:
            self.fault(f"{name} of {where} has more than {most:,} elements: the rest isn't read")
        return [_named(one) if isinstance(one, Mapping) else one for one in found[:most]]

    def entities(self, raw: Mapping[str, Any], name: str) -> Iterator[Mapping[str, Any]]:
        for index, one in enumerate(self.listed(raw, name, "the answer", MAX_ENTITIES)):
            if isinstance(one, Mapping):
                yield _named(one)
            else:
                self.fault(f"{name}[{index}] has to be an object")

    def named(self, raw: Mapping[str, Any], name: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
        kind = {"UserDetailList": "user", "GroupDetailList": "group", "RoleDetailList": "role"}[name]
        for index, one in enumerate(self.entities(raw, name)):
            arn = one.get("Arn")
            if (
                isinstance(arn, str)
                and len(arn) <= 2048
                and re.fullmatch(rf"arn:[a-z-]+:iam::\d{{12}}:{kind}/\S+", arn)
            ):
                yield arn, one
            else:
                self.fault(f"{name}[{index}] has no Arn of a {kind}")

    # -- entities

    def policy(self, raw: Mapping[str, Any]) -> None:
        arn = raw.get("Arn")
        if not (isinstance(arn, str) and _POLICY.fullmatch(arn)):
            self.fault(f"an element of Policies has no Arn of a policy: {_short(raw.get('PolicyName', arn))}")
            return
        default: Policy | None = None
        others: list[Policy] = []
        for version in self.listed(raw, "PolicyVersionList", arn, MAX_HELD):
            if not isinstance(version, Mapping) or "Document" not in version:
                self.fault(f"a version of {arn} has no Document")
                continue
            policy = self.document(version["Document"], arn, Kind.IDENTITY)
            is_default = version.get("IsDefaultVersion")
            if is_default is None:
                is_default = version.get("VersionId") == raw.get("DefaultVersionId")
            if is_default is True:
                default = policy
            else:
                others.append(policy)
        if default is None:
            default = of_aws(arn) or _unread(arn)
            if default.unread:
                self.fault(f"{arn} has no default version")
        self.managed[arn] = Managed(arn, default, tuple(others))

    def group(self, arn: str, raw: Mapping[str, Any]) -> Group:
        return Group(arn, (*self.inline(arn, raw, "GroupPolicyList"), *self.attached(arn, raw)))

    def user(self, arn: str, raw: Mapping[str, Any], groups: Mapping[str, Group]) -> Principal:
        held = [*self.inline(arn, raw, "UserPolicyList"), *self.attached(arn, raw)]
        member: list[str] = []
        for name in self.listed(raw, "GroupList", arn, MAX_HELD):
            group = groups.get(name) if isinstance(name, str) else None
            if group is None:
                self.fault(f"{arn} is in a group that isn't in GroupDetailList: {_short(name)}")
                held.append(Held(_unread(f"group {_short(name)}"), Place.INLINE_OF_GROUP))
                continue
            member.append(group.arn)
            held += [one._replace(place=OF_GROUP[one.place]) for one in group.held]
        return Principal(
            arn,
            tuple(held),
            self.boundary(arn, raw),
            groups=tuple(member),
            tags=self.tags(arn, raw),
            password=_password(raw),
            second_factor=bool(raw["MFADevices"]) if isinstance(raw.get("MFADevices"), list) else None,
        )

    def role(self, arn: str, raw: Mapping[str, Any]) -> Principal:
        document = raw.get("AssumeRolePolicyDocument")
        if document is None:
            self.fault(f"{arn} has no AssumeRolePolicyDocument")
        name = f"{arn}'s trust policy"
        trust = _unread(name) if document is None else self.document(document, name, Kind.RESOURCE)
        profiles: tuple[str, ...] | None = None
        if "InstanceProfileList" in raw:
            listed = self.listed(raw, "InstanceProfileList", arn, MAX_HELD)
            profiles = tuple(
                one["Arn"] for one in listed if isinstance(one, Mapping) and isinstance(one.get("Arn"), str)
            )
        held = (*self.inline(arn, raw, "RolePolicyList"), *self.attached(arn, raw))
        return Principal(arn, held, self.boundary(arn, raw), trust, (), profiles, self.tags(arn, raw))

    # -- parts

    def inline(self, arn: str, raw: Mapping[str, Any], name: str) -> Iterator[Held]:
        for one in self.listed(raw, name, arn, MAX_HELD):
            if isinstance(one, Mapping) and "PolicyDocument" in one:
                called = f"{arn}/{str(one.get('PolicyName', ''))[:128]}"
                yield Held(self.document(one["PolicyDocument"], called, Kind.IDENTITY), Place.INLINE)
            else:
                self.fault(f"an element of {name} of {arn} has no PolicyDocument")
                yield Held(_unread(f"an inline policy of {arn}"), Place.INLINE)

    def attached(self, arn: str, raw: Mapping[str, Any]) -> Iterator[Held]:
        for one in self.listed(raw, "AttachedManagedPolicies", arn, MAX_HELD):
            named = one.get("PolicyArn") if isinstance(one, Mapping) else None
            if isinstance(named, str) and _POLICY.fullmatch(named):
                yield Held(self.by_arn(named), Place.ATTACHED, named)
            else:
                self.fault(f"an element of AttachedManagedPolicies of {arn} has no PolicyArn")
                yield Held(_unread(f"a managed policy of {arn}"), Place.ATTACHED)

    def by_arn(self, arn: str) -> Policy:
        known = self.managed.get(arn)
        if known is not None:
            return known.policy
        policy = of_aws(arn)
        if policy is None:
            self.fault(f"{arn[:200]} is attached, and its document isn't known")
            policy = _unread(arn[:200])
        self.managed[arn] = Managed(arn, policy, None)
        return policy

    def boundary(self, arn: str, raw: Mapping[str, Any]) -> Held | None:
        found = raw.get("PermissionsBoundary")
        if found is None:
            return None
        named = _named(found).get("PermissionsBoundaryArn") if isinstance(found, Mapping) else found
        if not isinstance(named, str) or not _POLICY.fullmatch(named):
            self.fault(f"the PermissionsBoundary of {arn} has no PermissionsBoundaryArn")
            return Held(_unread(f"the boundary of {arn}"), Place.ATTACHED)
        return Held(self.by_arn(named), Place.ATTACHED, named)

    def tags(self, arn: str, raw: Mapping[str, Any]) -> tuple[Tag, ...]:
        return tuple(
            Tag(str(one.get("Key", "")), str(one.get("Value", "")))
            for one in self.listed(raw, "Tags", arn, MAX_HELD)
            if isinstance(one, Mapping)
        )

    def document(self, raw: object, name: str, kind: Kind) -> Policy:
        if isinstance(raw, str):
            if len(raw) > 3 * MAX_JSON:
                self.fault(f"{name} has more than {MAX_JSON:,} characters")
                return _unread(name)
            raw = percent_decoded(raw) if raw.lstrip()[:1] != "{" else raw
        elif not isinstance(raw, Mapping):
            self.fault(f"{name} has to be an object or a text")
            return _unread(name)
        parsed = parse(plain_value(raw), name=name, kind=kind)
        if parsed.policy is not None:
            return parsed.policy
        self.fault(f"{name} is no policy: {parsed.faults[0].text if parsed.faults else 'it cannot be read'}")
        return _unread(name)


_LISTS = ("UserDetailList", "GroupDetailList", "RoleDetailList", "Policies")
_POLICY = regex(r"arn:[a-z-]{1,20}:iam::(\d{12}|aws):policy/[!-~]{1,1024}")
_NAMES = {
    name.lower(): name
    for name in (
        *_LISTS,
        *("Arn", "AssumeRolePolicyDocument", "AttachedManagedPolicies", "DefaultVersionId", "Document", "GroupList"),
        *("GroupName", "GroupPolicyList", "InstanceProfileList", "IsDefaultVersion", "IsTruncated", "Key"),
        *("NextToken", "PermissionsBoundary", "PermissionsBoundaryArn", "PolicyArn", "PolicyDocument", "PolicyName"),
        *("PolicyVersionList", "RolePolicyList", "Tags", "UserPolicyList", "Value", "VersionId"),
        *("LoginProfile", "MFADevices", "PasswordLastUsed"),
    )
}
"""The fields that are read, by their names in lower case."""


def _is_followed(page: Mapping[str, Any]) -> bool:
    """Whether there is another page: as AWS says it, or as the AWS CLI does, which leaves AWS's words out and gives a
    ``NextToken`` of its own where ``--max-items`` cut (AWS CLI user guide, "Using the pagination options", 2026-11)."""
    return page.get("IsTruncated") in (True, "true") or bool(page.get("NextToken"))


def _named(raw: Mapping[Any, Any]) -> Mapping[str, Any]:
    """An object with its fields under the names that AWS gives them."""
    if not any(str(name)[:1].islower() for name in raw):
        return raw
    found = {_NAMES.get(str(name).replace("_", "").lower(), str(name)): value for name, value in raw.items()}
    return {**found, **{name: value for name, value in raw.items() if name in _NAMES.values()}}


def _unwrapped(page: object) -> object:
    """A page without what some tools put around it: one object in another, as XML has it."""
    for _ in range(3):
        if not isinstance(page, Mapping):
            return page
        page = _named(page)
        inner = [value for value in page.values() if isinstance(value, Mapping)]
        if len(inner) != 1 or any(name in page for name in _LISTS):
            return page
        page = inner[0]
    return _named(page) if isinstance(page, Mapping) else page


def _password(raw: Mapping[str, Any]) -> bool | None:
    """Whether a user has a password, where an answer has fields of ``GetUser`` and ``GetLoginProfile`` too."""
    if isinstance(raw.get("LoginProfile"), Mapping) or isinstance(raw.get("PasswordLastUsed"), str):
        return True
    return False if "LoginProfile" in raw and raw["LoginProfile"] is None else None


def _short(raw: object) -> str:
    """What stands there instead, short enough for a sentence."""
    return str(raw)[:100] if isinstance(raw, (str, int, float, bool)) or raw is None else f"a {type(raw).__name__}"


def _unread(name: str) -> Policy:
    return Policy((), name=name, unread=(Hole(name),))


@lru_cache(maxsize=512)
def of_aws(arn: str) -> Policy | None:
    """A policy that AWS manages; ``None`` if its document isn't known."""
    document = managed.document(arn)
    return None if document is None else parse(plain_value(document), name=arn).policy


def plain_value(raw: object) -> Value:
    """Plain data as a value whose parts are looked at when they are asked for."""
    match raw:
        case Mapping():
            return Known(Fields({str(name): _entry(child) for name, child in raw.items()}, plain_value))
        case list() | tuple():
            return Known(Items([_entry(child) for child in raw], plain_value))
        case str() | bool() | int() | float() | None:
            return Known(raw)
    return Known(str(raw))


def _entry(raw: object) -> object:
    """``None`` in a mapping would be taken as left out."""
    return Known(None) if raw is None else raw
