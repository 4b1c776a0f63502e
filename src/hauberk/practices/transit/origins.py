"""How a distribution talks to what is behind it."""

from hauberk.model.edge import Distribution
from hauberk.model.subject import listed, named
from hauberk.model.values import Absent, Known, Unknown
from hauberk.model.verdict import MEDIUM, Verdict, not_applicable, satisfied, unknown, violated
from hauberk.practices.control import control
from hauberk.study.study import Study


@control("plain-http-origin", practice=7, severity=MEDIUM, subject=Distribution)
def plain_http_origin(distribution: Distribution, study: Study) -> Verdict:
    """A distribution fetches answers without TLS.

    Between the distribution and its origin requests cross the internet. With http-only they do so in plain text; with
    match-viewer they do whenever the viewer's request did.

    Attack: someone on the way reads the users' tokens, or puts a script into a page that is then cached for everyone.

    Safe when: the origin is a website endpoint of S3, which speaks nothing else, and all of it is public.

    Fix: set OriginProtocolPolicy to https-only.

    References:
    - https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-https-cloudfront-to-custom-origin.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/cloudfront-controls.html#cloudfront-9
    """
    if isinstance(distribution.origins, Unknown):
        return unknown(distribution.origins)
    custom = False
    for origin in listed(distribution.origins):
        if isinstance(origin, Unknown):
            return unknown(origin)
        config = named(origin).value("CustomOriginConfig")
        if isinstance(config, Unknown):
            return unknown(config)
        if isinstance(config, Absent):
            continue
        custom = True
        policy = named(config).value("OriginProtocolPolicy")
        if isinstance(policy, Unknown):
            return unknown(policy)
        if policy in (Known("http-only"), Known("match-viewer")):
            return violated(policy.says("requests may go on to the origin in plain text"))
    return satisfied() if custom else not_applicable("it has no origin with a protocol of its own")


CONTROLS = (plain_http_origin,)
