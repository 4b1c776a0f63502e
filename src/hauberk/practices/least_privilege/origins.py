"""Buckets and function URLs behind a distribution, and whether they can be reached past it."""

from hauberk.model.edge import Distribution
from hauberk.model.given import is_given
from hauberk.model.policies import pattern_text
from hauberk.model.subject import Subject, listed, named
from hauberk.model.values import Absent, Fields, Known, Unknown, Value
from hauberk.model.verdict import MEDIUM, Verdict, not_applicable, satisfied, unknown, violated
from hauberk.practices.control import control
from hauberk.study.study import Study

ACCESS_CONTROL = "AWS::CloudFront::OriginAccessControl"
URL = "AWS::Lambda::Url"


@control("origin-without-access-control", practice=1, severity=MEDIUM, subject=Distribution)
def origin_without_access_control(distribution: Distribution, study: Study) -> Verdict:
    """A distribution can't prove to its origin who it is.

    Without origin access control CloudFront asks a bucket or a function URL anonymously: to answer, the origin has to
    be open to everyone, and can then be reached past the distribution, its web ACL and its signed addresses.

    Attack: the attacker goes to the bucket or the function URL directly, and no rule of the distribution holds.

    An origin access control that never signs proves nothing.

    Safe when: the bucket is a public website anyway.

    Fix: make an AWS::CloudFront::OriginAccessControl that always signs, name it in the origin, and let only CloudFront
    in.

    References:
    - https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html
    - https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-lambda.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/cloudfront-controls.html#cloudfront-13
    """
    if isinstance(distribution.origins, Unknown):
        return unknown(distribution.origins)
    asked = False
    for origin in listed(distribution.origins):
        if isinstance(origin, Unknown):
            return unknown(origin)
        kind = _kind(named(origin), study)
        if not kind:
            continue
        asked = True
        proofs = [named(origin).value("OriginAccessControlId")]
        if kind == "bucket":
            proofs.append(named(named(origin).value("S3OriginConfig")).value("OriginAccessIdentity"))
        if any(map(is_given, proofs[1:])):
            continue
        signing = _signing(proofs[0], distribution, study)
        if is_given(proofs[0]) and signing != Known("never"):
            if isinstance(signing, Unknown):
                return unknown(signing)
            continue
        doubt = next((proof for proof in proofs if isinstance(proof, Unknown)), None)
        if doubt is not None:
            return unknown(doubt)
        unsigned = [signing.says("with this it signs no request")] if signing == Known("never") else []
        return violated(named(origin).value("DomainName").says(f"this {kind} has to answer everyone"), *unsigned)
    return satisfied() if asked else not_applicable("no bucket or function URL stands behind it")


def _signing(control: Value, distribution: Distribution, study: Study) -> Value:
    """When CloudFront signs its requests, by an origin access control of the application; absent for another."""
    found = study.named(control)
    if found is None or found.type != ACCESS_CONTROL:
        return Absent()
    return Subject(found, distribution.world).at("OriginAccessControlConfig.SigningBehavior")


def _kind(origin: Fields, study: Study) -> str:
    """What an origin is, as far as CloudFront can prove itself to it; empty for others."""
    name: Value = origin.value("DomainName")
    resource = study.named(name)
    if not isinstance(origin.value("S3OriginConfig"), Absent):
        return "bucket"
    if resource is not None and resource.type == URL:
        return "function URL"
    return "function URL" if ".lambda-url." in (pattern_text(name) or "") else ""


CONTROLS = (origin_without_access_control,)
