"""EFS: file systems with their policies, and access points.

Operations and members from the Amazon EFS API Reference, properties from the CloudFormation Template Reference
(2026-11).
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from hauberk.sources.account.calls import Answers, Missing
from hauberk.sources.account.made import Made
from hauberk.sources.account.naming import Place
from hauberk.sources.account.reads import Read
from hauberk.sources.account.services.keys import managed_keys
from hauberk.sources.account.services.parts import told
from hauberk.sources.account.services.shaping import document, given, listed, only, text

SYSTEM, POINT = "AWS::EFS::FileSystem", "AWS::EFS::AccessPoint"


def _each(answers: Answers) -> Iterable[Mapping[str, Any]]:
    found = listed(answers.data("efs", "DescribeFileSystems"), "FileSystems")
    return ({"FileSystemId": id_} for one in found if (id_ := text(one, "FileSystemId")))


READS = (
    Read("efs", "DescribeFileSystems", (SYSTEM,)),
    Read("efs", "DescribeAccessPoints", (POINT,)),
    Read(
        "efs",
        "DescribeFileSystemPolicy",
        (f"{SYSTEM}.FileSystemPolicy",),
        each=_each,
        after=("efs:DescribeFileSystems",),
        absent=frozenset(("FileSystemNotFound", "PolicyNotFound")),
    ),
)


def resources(answers: Answers, place: Place) -> Iterator[Made]:
    """The file systems and the access points."""
    managed = managed_keys(answers)
    for one in listed(answers.data("efs", "DescribeFileSystems"), "FileSystems"):
        id_ = text(one, "FileSystemId")
        policy = answers.of("efs", "DescribeFileSystemPolicy", FileSystemId=id_)
        if not id_ or (isinstance(policy, Missing) and policy.code == "FileSystemNotFound"):
            continue
        arn = text(one, "FileSystemArn") or _arn(place, "file-system", id_)
        own = {
            **only(one, "Encrypted", "PerformanceMode", "ThroughputMode"),
            "KmsKeyId": managed.named(one.get("KmsKeyId")),
        }
        properties = {**given(own), **told(policy, ("FileSystemPolicy",), _policy)}
        name = text(one, "Name") or id_
        yield Made(SYSTEM, arn, name, properties, returns={"": id_, "Arn": arn, "FileSystemId": id_})
    for one in listed(answers.data("efs", "DescribeAccessPoints"), "AccessPoints"):
        if id_ := text(one, "AccessPointId"):
            arn = text(one, "AccessPointArn") or _arn(place, "access-point", id_)
            properties = only(one, "FileSystemId", "PosixUser", "RootDirectory")
            yield Made(
                POINT, arn, text(one, "Name") or id_, properties, returns={"": id_, "Arn": arn, "AccessPointId": id_}
            )


def _arn(place: Place, kind: str, id_: str) -> str:
    return f"arn:{place.partition}:elasticfilesystem:{place.region}:{place.account}:{kind}/{id_}"


def _policy(content: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"FileSystemPolicy": document(content.get("Policy"))}
