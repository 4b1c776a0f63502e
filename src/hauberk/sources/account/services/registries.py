"""ECR: repositories of images with their policies, and the registry's own.

Operations and members from the Amazon ECR API Reference, properties from the CloudFormation Template Reference
(2026-11).
"""

from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from typing import Any

from hauberk.sources.account.calls import Answers, Data, Missing, Unread
from hauberk.sources.account.made import Made
from hauberk.sources.account.naming import Place
from hauberk.sources.account.reads import Read
from hauberk.sources.account.services.keys import managed_keys
from hauberk.sources.account.services.parts import told
from hauberk.sources.account.services.shaping import document, given, inner, listed, pick, text

REPOSITORY, REGISTRY_POLICY = "AWS::ECR::Repository", "AWS::ECR::RegistryPolicy"
_SCANNING = f"{REPOSITORY}.ImageScanningConfiguration"


def _each(answers: Answers) -> Iterable[Mapping[str, Any]]:
    found = listed(answers.data("ecr", "DescribeRepositories"), "repositories")
    return ({"repositoryName": name} for one in found if (name := text(one, "repositoryName")))


READS = (
    Read("ecr", "DescribeRepositories", (REPOSITORY,)),
    Read("ecr", "GetRegistryScanningConfiguration", (_SCANNING,)),
    Read(
        "ecr",
        "GetRepositoryPolicy",
        (f"{REPOSITORY}.RepositoryPolicyText",),
        each=_each,
        after=("ecr:DescribeRepositories",),
        absent=frozenset(("RepositoryPolicyNotFoundException", "RepositoryNotFoundException")),
    ),
    Read("ecr", "GetRegistryPolicy", (REGISTRY_POLICY,), absent=frozenset(("RegistryPolicyNotFoundException",))),
)


def resources(answers: Answers, place: Place) -> Iterator[Made]:
    """The repositories, and the registry's policy."""
    managed = managed_keys(answers)
    for one in listed(answers.data("ecr", "DescribeRepositories"), "repositories"):
        name, arn = text(one, "repositoryName"), text(one, "repositoryArn")
        policy = answers.of("ecr", "GetRepositoryPolicy", repositoryName=name)
        if not name or not arn or (isinstance(policy, Missing) and policy.code == "RepositoryNotFoundException"):
            continue
        encryption = inner(one, "encryptionConfiguration")
        own = {"KmsKey": managed.named(encryption.get("kmsKey")), **pick(encryption, EncryptionType="encryptionType")}
        properties = {
            **pick(one, RepositoryName="repositoryName", ImageTagMutability="imageTagMutability"),
            **given({"EncryptionConfiguration": given(own)}),
            "ImageScanningConfiguration": _scanning(one, name, answers),
            **told(policy, ("RepositoryPolicyText",), _policy),
        }
        returns = {"": name, "Arn": arn, "RepositoryUri": text(one, "repositoryUri")}
        yield Made(REPOSITORY, arn, name, properties, returns=returns)
    match answers.of("ecr", "GetRegistryPolicy"):
        case Data(content):
            id_ = f"arn:{place.partition}:ecr:{place.region}:{place.account}:registry-policy"
            properties = {"PolicyText": document(content.get("policyText"))}
            yield Made(REGISTRY_POLICY, id_, "the registry's policy", properties)


def _policy(content: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"RepositoryPolicyText": document(content.get("policyText"))}


def _scanning(one: Mapping[str, Any], name: str, answers: Answers) -> Any:
    """Whether images are scanned when they arrive: by the repository's own word, or by the registry's rules, whose
    filters name repositories with stars ("Scan images for software vulnerabilities", Amazon ECR user guide, 2026-11).
    """
    if inner(one, "imageScanningConfiguration").get("scanOnPush") is True:
        return {"ScanOnPush": True}
    match answers.of("ecr", "GetRegistryScanningConfiguration"):
        case Data(content):
            rules = listed(inner(content, "scanningConfiguration"), "rules")
            return {"ScanOnPush": any(_scans(rule, name) for rule in rules)}
        case Unread() as unread:
            return unread
    return {"ScanOnPush": False}


def _scans(rule: Mapping[str, Any], name: str) -> bool:
    if text(rule, "scanFrequency") not in ("SCAN_ON_PUSH", "CONTINUOUS_SCAN"):
        return False
    filters = (text(one, "filter") for one in listed(rule, "repositoryFilters"))
    return any(fnmatchcase(name, f"*{one}*" if "*" not in one else one) for one in filters if _is_plain(one))


def _is_plain(pattern: str) -> bool:
    return bool(pattern) and len(pattern) <= _LONGEST and not set("?[]") & set(pattern)


_LONGEST = 256
"""Characters of a filter ("ScanningRepositoryFilter", Amazon ECR API Reference, 2026-11)."""
