"""The path of a session's role, which the session's ARN doesn't tell, so that ``aws:PrincipalArn`` isn't known whole.

Sources (2026-11): IAM user guide, "IAM identifiers", on sessions, whose ARNs have no path; IAM Identity Center user
guide, "Referencing permission sets in resource policies…", on the roles of permission sets, whose path is
``/aws-reserved/sso.amazonaws.com/`` with a region behind it where Identity Center isn't in us-east-1.
"""

import re
from collections.abc import Iterator

from hauberk.iam.implied import Caller
from hauberk.iam.language.policy import Test
from hauberk.model.regex import regex

_SSO = "AWSReservedSSO_"
_SSO_PATH = "aws-reserved/sso.amazonaws.com/"
_SSO_PATHS = regex(r"aws-reserved/sso\.amazonaws\.com/([a-z0-9-]+/)?")
_SOME_REGION = "eu-west-1/"


def arns(who: Caller, test: Test) -> Iterator[str]:
    """The ARNs that the role of a session may have, as far as a test tells them apart: without a path, and with those
    that the test's values ask for."""
    of_sso = who.name.startswith(_SSO)
    paths = {_SSO_PATH: None, _SSO_PATH + _SOME_REGION: None} if of_sso else {"": None}
    for value in test.values:
        path = re.sub(r"[*?]", "x", str(value).partition(":role/")[2].rpartition("/")[0])
        if of_sso:
            path = path.replace(f"{_SSO_PATH}x", _SSO_PATH + _SOME_REGION.rstrip("/"))
        if path and (not of_sso or _SSO_PATHS.fullmatch(f"{path}/")):
            paths[f"{path}/"] = None
    for path in paths:
        yield f"arn:{who.partition}:iam::{who.account}:role/{path}{who.name}"
