"""Stores that anybody may use: buckets that are public or may become so, and those that don't ask who is there."""

from hauberk.model.bucket_lists import grants
from hauberk.model.given import is_given
from hauberk.model.subject import Subject, Text, Whole, as_flag, named
from hauberk.model.values import Absent, Known, Unknown, Value
from hauberk.model.verdict import CRITICAL, HIGH, MEDIUM, State, Verdict, satisfied, unknown, violated
from hauberk.practices.checks import must_be_among, plain
from hauberk.practices.control import control
from hauberk.study.lists import lists_are_ignored
from hauberk.study.study import Study

WAYS: dict[str, tuple[str, ...]] = {
    "AWS::ElastiCache::ReplicationGroup": ("AuthToken", "UserGroupIds"),
    "AWS::Elasticsearch::Domain": ("AdvancedSecurityOptions.Enabled", "AccessPolicies"),
    "AWS::MSK::Cluster": (
        "ClientAuthentication.Sasl.Iam.Enabled",
        "ClientAuthentication.Sasl.Scram.Enabled",
        "ClientAuthentication.Tls.Enabled",
        "ClientAuthentication.Tls.CertificateAuthorityArnList",
    ),
    "AWS::Neptune::DBCluster": ("IamAuthEnabled",),
    "AWS::OpenSearchService::Domain": ("AdvancedSecurityOptions.Enabled", "AccessPolicies"),
}
"""How clients of a store prove who they are: one has to be there, and not say no (CloudFormation Template Reference,
2026-11)."""


class Asker(Subject):
    """A cache, broker, graph or search domain that can do without any proof of who connects."""

    TYPES = tuple(WAYS)
    __slots__ = ()


@control("data-store-without-authentication", practice=1, severity=MEDIUM, subject=Asker)
def data_store_without_authentication(store: Asker, study: Study) -> Verdict:
    """A data store answers everyone who can reach it.

    Nothing but the network stands before the data.

    Attack: one function of the VPC is taken over, and with it everything in the cache.

    Safe when: it holds public data only.

    Fix: ask for IAM (MSK, Neptune, OpenSearch) or for user groups (ElastiCache).

    References:
    - https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html
    - https://docs.aws.amazon.com/msk/latest/developerguide/msk-authentication.html
    - https://docs.aws.amazon.com/neptune/latest/userguide/iam-auth.html
    - https://docs.aws.amazon.com/opensearch-service/latest/developerguide/fgac.html
    """
    anyone = as_flag(store.at("ClientAuthentication.Unauthenticated.Enabled"))
    if anyone == Known(True):
        return violated(anyone.says(f"whoever can reach {store.name} may use it"))
    doubt = None
    for path in WAYS[store.resource.type]:
        value = store.at(path)
        if as_flag(value) == Known(True) or (not path.endswith("Enabled") and is_given(value)):
            return unknown(anyone) if isinstance(anyone, Unknown) else satisfied()
        if isinstance(value, Unknown):
            doubt = value
    if doubt is not None:
        return unknown(doubt)
    return violated(store.says(f"whoever can reach {store.name} may use it"))


class Bucket(Subject):
    """A bucket."""

    TYPES = ("AWS::S3::Bucket",)
    __slots__ = ()

    acl = Text("AccessControl", "Private")


BLOCKS = ("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets")


class BucketDoor(Subject):
    """A bucket or an access point, as far as it is kept from being made public."""

    TYPES = ("AWS::S3::AccessPoint", "AWS::S3::Bucket", "AWS::S3::MultiRegionAccessPoint")
    __slots__ = ()

    blocking = Whole("PublicAccessBlockConfiguration")


@control("bucket-with-public-acl", practice=1, severity=CRITICAL, subject=Bucket)
def bucket_with_public_acl(bucket: Bucket, study: Study) -> Verdict:
    """A bucket is public by its access control list.

    PublicRead lets everyone list and read the bucket, PublicReadWrite lets everyone write to it, and AuthenticatedRead
    lets every AWS account in the world read it. In an account a list may be written grant by grant: one that lets AWS
    accounts write goes by AuthenticatedReadWrite here, for which CloudFormation has no word.

    Attack: scanners that try bucket names find it within days, and who may write hands a function objects of their own.

    Safe when: S3 ignores the list, since IgnorePublicAcls is on or the bucket's owner owns every object
    (BucketOwnerEnforced); such buckets pass. A public site is served through CloudFront with origin access control.

    Fix: leave AccessControl out.

    References:
    - https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html
    - https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-2
    """
    accepted = ("Private", "LogDeliveryWrite", "BucketOwnerRead", "BucketOwnerFullControl", "AwsExecRead")
    verdict = must_be_among(bucket.acl, accepted, _opened(bucket.acl))
    if verdict.state is State.SATISFIED:
        return verdict
    ignored = lists_are_ignored(bucket)
    if isinstance(ignored, Unknown) and verdict.state is State.VIOLATED:
        return unknown(ignored)
    return satisfied() if ignored is True else verdict


def _opened(acl: Value) -> str:
    """What a list gives to strangers, in a sentence."""
    found = grants(str(acl.value)) if isinstance(acl, Known) else ()
    return ", and ".join(one.says for one in found) or "anyone can use the bucket"


@control("bucket-public-access-block-off", practice=1, severity=HIGH, subject=BucketDoor)
def bucket_public_access_block_off(door: BucketDoor, study: Study) -> Verdict:
    """A bucket's protection from being made public is switched off.

    New buckets block public access since April 2023. Where the setting is written, only what it sets to true holds:
    one wrong statement or ACL is enough to publish everything.

    Attack: a later change adds a policy with a star, and nothing holds it back.

    Safe when: the bucket is public on purpose; serve it through CloudFront instead.

    Fix: remove the setting, or set it to true.

    References:
    - https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
    - https://docs.aws.amazon.com/AmazonS3/latest/API/API_PublicAccessBlockConfiguration.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-8
    """
    if isinstance(door.blocking, Unknown):
        return unknown(door.blocking)
    if isinstance(door.blocking, Absent):
        return satisfied()
    settings = [(name, as_flag(named(door.blocking).value(name, False))) for name in BLOCKS]
    for name, setting in sorted(settings, key=lambda pair: isinstance(pair[1], Absent)):
        known, on = plain(setting)
        if not known:
            return unknown(setting)
        if not on:
            return violated(setting.says(f"the bucket can be made public: {name} is off"))
    return satisfied()


OTHERS = (data_store_without_authentication,)
BUCKETS = (bucket_with_public_acl, bucket_public_access_block_off)
