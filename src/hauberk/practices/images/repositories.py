"""Where images are kept."""

from hauberk.model.subject import Flag, Subject, Text
from hauberk.model.verdict import LOW, MEDIUM, Verdict
from hauberk.practices.checks import must_be_among, must_be_on
from hauberk.practices.control import control
from hauberk.study.study import Study


class Repository(Subject):
    """A repository of images."""

    TYPES = ("AWS::ECR::Repository",)
    __slots__ = ()

    mutability = Text("ImageTagMutability", "MUTABLE")
    scans = Flag("ImageScanningConfiguration.ScanOnPush", False)


@control("repository-with-mutable-tags", practice=16, severity=MEDIUM, subject=Repository)
def repository_with_mutable_tags(repository: Repository, study: Study) -> Verdict:
    """An image's tag can be moved.

    With mutable tags ``v1`` is today one image and tomorrow another. What was reviewed isn't what runs.

    Attack: someone with push rights replaces the image behind a tag that is deployed everywhere.

    Safe when: everything names images by digest.

    Fix: set ImageTagMutability to IMMUTABLE.

    References:
    - https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/ecr-controls.html#ecr-2
    """
    accepted = ("IMMUTABLE", "IMMUTABLE_WITH_EXCLUSION")
    return must_be_among(repository.mutability, accepted, "a tag can be moved to another image")


@control("repository-without-scan", practice=16, severity=LOW, subject=Repository)
def repository_without_scan(repository: Repository, study: Study) -> Verdict:
    """Images aren't looked at when they arrive.

    Scanning on push tells about known flaws in an image's packages before it is deployed.

    Attack: an image with a system package from last year has the exploit of this year.

    Safe when: the registry scans everything by its own configuration (Inspector's enhanced scanning).

    Fix: set ImageScanningConfiguration.ScanOnPush to true.

    References:
    - https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/ecr-controls.html#ecr-1
    """
    return must_be_on(repository.scans, "known flaws in images go unnoticed")


CONTROLS = (repository_with_mutable_tags, repository_without_scan)
