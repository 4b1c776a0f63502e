"""How public labelled cases come out: found, undecided, missed or a false alarm, each that isn't found with a line.

    python -m tests.iam.escalation.labelled [--pathfinding DIR] [--iam-vulnerable DIR]

DIR are clones of the repositories of pathfinding.cloud and of BishopFox's IAM Vulnerable. The first says which
permissions a path needs; each becomes an account in which there is everything to gain from, and the attacker has those
permissions; and then one for each permission that is left out. The second is Terraform of one account, with principals
that can gain something, and some that seem to and can't.
"""

import argparse
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from hauberk.iam.escalation.account import Account, Working
from hauberk.iam.escalation.details import read_details
from hauberk.iam.escalation.methods import Fact, On, methods
from hauberk.iam.escalation.narrowing import called
from hauberk.iam.escalation.paths import Result, escalations
from tests.iam.escalation.accounts import ADMINISTRATOR_ACCESS, ID, arn, document, statement, trust, version
from tests.iam.escalation.hcl import Block, Call, Reference, read


class Case(NamedTuple):
    """A labelled case and what came out."""

    name: str
    label: str
    """``open`` or ``closed``."""
    outcome: str
    detail: str = ""


# -- pathfinding.cloud


def pathfinding(folder: Path) -> Iterator[Case]:
    """The cases of pathfinding.cloud: each path, and each path without one of its permissions."""
    for file in sorted((folder / "data" / "paths").rglob("*.yaml")):
        raw = yaml.safe_load(file.read_text(encoding="utf-8"))
        needed = [one["permission"] for one in raw["permissions"]["required"]]
        named = {one.id for one in methods() if any(f"/{raw['id']}" in page.url for page in one.references)}
        found, unsure = _spoken_of(needed)
        found &= named
        outcome = "found" if found else "undecided" if unsure else "missed"
        yield Case(raw["id"], "open", outcome, f"{', '.join(needed)}: {', '.join(sorted(unsure))}")
        for left_out in needed if len(needed) > 1 else ():
            rest = [one for one in needed if one != left_out]
            still = {one for one in _spoken_of(rest)[0] if one in found}
            yield Case(
                f"{raw['id']} without {left_out}", "closed", "false" if still else "silent", ", ".join(sorted(still))
            )


def _spoken_of(actions: list[str]) -> tuple[set[str], set[str]]:
    """The methods by which a user or a role with some permissions gains, and those that are undecided."""
    found: set[str] = set()
    unsure: set[str] = set()
    for attacker in (arn("user", "attacker"), arn("role", "attacker")):
        result = escalations(_everything_there(actions), [attacker])
        found |= {one.method for one in result.paths if " > " not in one.method}
        unsure |= {f"{one.method} ({one.reason})" for one in result.undecided}
    return found, unsure


def _everything_there(actions: list[str]) -> Account:
    """An account with something of everything to gain from, all of it an administrator's."""
    inline = [{"PolicyName": "own", "PolicyDocument": document(statement(actions))}]
    services = sorted(
        {one.value for method in methods() for one in method.requires if one.fact is Fact.TARGET_TRUSTS_SERVICE}
    )
    trusted = trust(*({"Service": one} for one in services), {"AWS": ID})
    own = {"AttachedManagedPolicies": [{"PolicyArn": arn("policy", "own")}]}
    common: dict[str, Any] = {"Path": "/", **own}
    raw = {
        "UserDetailList": [
            {"Arn": arn("user", "attacker"), "UserPolicyList": inline, "GroupList": ["own"], **common},
            {"Arn": arn("user", "target"), "AttachedManagedPolicies": [{"PolicyArn": ADMINISTRATOR_ACCESS}]},
        ],
        "RoleDetailList": [
            {
                "Arn": arn("role", "attacker"),
                "AssumeRolePolicyDocument": trust({"Service": "ec2.amazonaws.com"}),
                "RolePolicyList": inline,
                "InstanceProfileList": [],
                **common,
            },
            {
                "Arn": arn("role", "target"),
                "AssumeRolePolicyDocument": trusted,
                "InstanceProfileList": [{"Arn": arn("instance-profile", "target")}],
                "AttachedManagedPolicies": [{"PolicyArn": ADMINISTRATOR_ACCESS}, {"PolicyArn": arn("policy", "role")}],
            },
            {
                "Arn": arn("role", "plain"),
                "AssumeRolePolicyDocument": trust({"AWS": ID}),
                "InstanceProfileList": [],
                "AttachedManagedPolicies": [{"PolicyArn": arn("policy", "role")}],
            },
        ],
        "GroupDetailList": [
            {"GroupName": "own", "Arn": arn("group", "own")},
            {"GroupName": "wide", "Arn": arn("group", "wide"), **_managed(ADMINISTRATOR_ACCESS)},
        ],
        "Policies": [
            {"Arn": arn("policy", name), "PolicyVersionList": [version(document(statement("s3:Get*")), default=True)]}
            for name in ("own", "role")
        ],
    }
    read_ = read_details(raw)
    assert not read_.faults, read_.faults
    return read_.account._replace(working=tuple(_working()))


def _managed(*arns: str) -> dict[str, Any]:
    return {"AttachedManagedPolicies": [{"PolicyArn": one} for one in arns]}


def _working() -> Iterator[Working]:
    """A resource of each type that methods ask for, with the target's role."""
    for service, type_ in sorted(
        {
            (step.action.partition(":")[0], step.resource.type)
            for method in methods()
            for way in method.ways()
            for step in way
            if step.resource.on is On.EXISTING
        }
    ):
        resource = called(service, type_, ID, "aws", "there")
        name = f"{resource.split(':')[2]}:{type_}"
        yield Working(name, resource, arn("role", "target"), starts_by_itself=True, signed=False)


# -- IAM Vulnerable


def iam_vulnerable(folder: Path) -> Iterator[Case]:
    """The principals of IAM Vulnerable: what a file is called says which of them can gain something."""
    files = sorted((folder / "modules" / "free-resources").rglob("*.tf"))
    blocks = {file: read(file.read_text(encoding="utf-8")) for file in files}
    account = _Terraform([block for some in blocks.values() for block in some]).account()
    result = escalations(account)
    for file, some in blocks.items():
        name = file.stem
        if not re.match(r"(privesc|fp\d|fn\d)", name) or name == "privesc-permissive-role-trust":
            continue
        allowed = set(re.findall(r'"([a-z0-9-]+:[A-Za-z*]+)"', file.read_text(encoding="utf-8")))
        for block in some:
            kind = {"aws_iam_user": "user", "aws_iam_role": "role"}.get(block.labels[0] if block.labels else "")
            if block.type == "resource" and kind and f"-{kind}" in str(block.attributes["name"]):
                if "ending" in block.attributes["name"] or "start-user" in block.attributes["name"]:
                    continue  # one that has everything, one that nothing is attached to
                yield _judged(f"{name} {kind}", result, arn(kind, block.attributes["name"]), allowed, name[:2] == "fp")


def _judged(name: str, result: Result, who: str, allowed: set[str], closed: bool) -> Case:
    paths = {one.method for one in result.paths if one.principal == who}
    unsure = {f"{one.method} ({one.reason})" for one in result.undecided if one.principal == who}
    if closed:
        return Case(name, "closed", "false" if paths | unsure else "silent", ", ".join(sorted(paths | unsure)))
    outcome = "found" if paths else "undecided" if unsure else "missed"
    return Case(name, "open", outcome, f"{', '.join(sorted(allowed))}: {', '.join(sorted(paths | unsure))}")


class _Terraform:
    """The account that Terraform's resources make."""

    def __init__(self, blocks: list[Block]) -> None:
        self.resources = {block.labels: block for block in blocks if block.type == "resource"}
        self.data = {block.labels: block for block in blocks if block.type == "data"}

    def of(self, type_: str) -> list[Block]:
        return [block for labels, block in self.resources.items() if labels[0] == type_]

    def text(self, value: Any) -> Any:
        """A value with its references resolved as far as these cases need it."""
        match value:
            case Call("jsonencode", (content,)):
                return self.text(content)
            case Reference(path):
                return self.referred(path)
            case list():
                return [self.text(one) for one in value]
            case dict():
                return {key: self.text(one) for key, one in value.items()}
        return value

    def referred(self, path: str) -> Any:
        parts = path.split(".")
        if parts[0] == "var":
            return arn("user", "operator") if parts[1] == "aws_assume_role_arn" else f"arn:aws:iam::{ID}:root"
        if parts[0] == "data":
            return self.document(self.data[parts[1], parts[2]])
        kind = {"aws_iam_policy": "policy", "aws_iam_role": "role", "aws_iam_user": "user", "aws_iam_group": "group"}
        name = self.resources[parts[0], parts[1]].attributes["name"]
        return arn(kind[parts[0]], name) if parts[2] == "arn" else name

    def document(self, data: Block) -> dict[str, Any]:
        return document(*(self.statement(block) for block in data.blocks if block.type == "statement"))

    def statement(self, block: Block) -> dict[str, Any]:
        given = self.text(block.attributes)
        tests: dict[str, dict[str, Any]] = {}
        for one in block.blocks:
            if one.type == "condition":
                test = self.text(one.attributes)
                tests.setdefault(test["test"], {})[test["variable"]] = test["values"]
        found = statement(given["actions"], given["resources"], given.get("effect", "Allow"))
        return {**found, "Condition": tests} if tests else found

    def attached(self, type_: str, key: str, name: str) -> list[dict[str, str]]:
        found = [self.text(block.attributes) for block in self.of(type_)]
        return [{"PolicyArn": one["policy_arn"]} for one in found if one[key] == name]

    def account(self) -> Account:
        groups = {block.attributes["name"]: block for block in self.of("aws_iam_group")}
        members: dict[str, list[str]] = {}
        for block in self.of("aws_iam_group_membership"):
            for name in self.text(block.attributes["users"]):
                members.setdefault(name, []).append(self.text(block.attributes["group"]))
        roles = [self.text(block.attributes) for block in self.of("aws_iam_role")]
        profiles: Mapping[str, str] = {
            self.text(block.attributes["role"]): block.attributes["name"]
            for block in self.of("aws_iam_instance_profile")
        }
        raw = {
            "UserDetailList": [
                {
                    "Arn": arn("user", name),
                    "GroupList": members.get(name, []),
                    "AttachedManagedPolicies": self.attached("aws_iam_user_policy_attachment", "user", name),
                }
                for name in (block.attributes["name"] for block in self.of("aws_iam_user"))
            ],
            "GroupDetailList": [
                {
                    "GroupName": name,
                    "Arn": arn("group", name),
                    "AttachedManagedPolicies": self.attached("aws_iam_group_policy_attachment", "group", name),
                }
                for name in groups
            ],
            "RoleDetailList": [
                {
                    "Arn": arn("role", role["name"]),
                    "AssumeRolePolicyDocument": role["assume_role_policy"],
                    "InstanceProfileList": [{"Arn": arn("instance-profile", profiles[role["name"]])}]
                    if role["name"] in profiles
                    else [],
                    "AttachedManagedPolicies": [
                        *self.attached("aws_iam_role_policy_attachment", "role", role["name"]),
                        *({"PolicyArn": one} for one in role.get("managed_policy_arns", ())),
                    ],
                }
                for role in roles
            ],
            "Policies": [
                {
                    "Arn": arn("policy", block.attributes["name"]),
                    "PolicyVersionList": [version(self.text(block.attributes["policy"]), default=True)],
                }
                for block in self.of("aws_iam_policy")
            ],
        }
        read_ = read_details(raw)
        for fault in read_.faults:
            print("fault:", fault)
        return read_.account


def main() -> None:
    """Prints a table for each repository and what wasn't as labelled."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pathfinding", type=Path)
    parser.add_argument("--iam-vulnerable", type=Path)
    options = parser.parse_args()
    for name, folder, cases in (
        ("pathfinding.cloud", options.pathfinding, pathfinding),
        ("IAM Vulnerable", options.iam_vulnerable, iam_vulnerable),
    ):
        if folder is None:
            continue
        judged = list(cases(folder))
        print(f"{name}: {len(judged)} cases")
        for (label, outcome), number in sorted(Counter((one.label, one.outcome) for one in judged).items()):
            print(f"  {label:7} {outcome:10} {number}")
        for one in judged:
            if one.outcome not in ("found", "silent"):
                print(f"  {one.outcome}: {one.name}: {one.detail}")


if __name__ == "__main__":
    main()
