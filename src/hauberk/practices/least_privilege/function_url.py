"""Who may call a function's own URL."""

from hauberk.model.compute import FunctionUrl
from hauberk.model.edge import Distribution
from hauberk.model.values import Annotation, Known
from hauberk.model.verdict import CRITICAL, Verdict, satisfied, unknown, violated
from hauberk.practices.control import control
from hauberk.study.study import Study

_BEHIND = (
    "set AuthType to AWS_IAM, give the origin an origin access control that signs requests, and allow the "
    "distribution alone to invoke the function."
)


@control("function-url-without-auth", practice=1, severity=CRITICAL, subject=FunctionUrl)
def function_url_without_auth(url: FunctionUrl, study: Study) -> Verdict:
    """A function URL answers anyone.

    With the authorization type NONE, Lambda checks nothing before it runs the function: whoever finds the URL can call
    it as often as they like, and URLs are found by scanners within hours through certificate logs and leaked clients.

    Attack: someone calls the URL directly, past any API Gateway, WAF or login that guards the rest of the application,
    with an event of their choosing; the function does with it whatever its role allows, and its account pays for it.

    Safe when: the function verifies each request itself, such as a webhook that checks its sender's signature before it
    does anything else. Say so in an ignore with that reason.

    Fix: set AuthType to AWS_IAM and let callers sign their requests, or put CloudFront with origin access control
    before the URL.

    References:
    - https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html
    - https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-lambda.html
    """
    match url.auth:
        case Known("NONE") as auth:
            says = auth.says("anyone on the internet can invoke the function, without credentials")
            front = next(study.users(url, *Distribution.TYPES), None)
            if front is None:
                return violated(says)
            past = Annotation(front.head, "this distribution and its web ACL are passed by, whatever it signs")
            return violated(says, past, help=_BEHIND)
        case Known("AWS_IAM"):
            return satisfied()
        case other:
            return unknown(other)


CONTROLS = (function_url_without_auth,)
