"""What AWS's own services found: a finding of another, beside Hauberk's."""

from typing import NamedTuple

CONFIG = "AWS Config"
SECURITY_HUB = "AWS Security Hub"
INSPECTOR = "Amazon Inspector"
GUARDDUTY = "Amazon GuardDuty"
ACCESS_ANALYZER = "IAM Access Analyzer"

TYPES = {
    "Account::ConfigFinding": CONFIG,
    "Account::InspectorFinding": INSPECTOR,
    "Account::GuardDutyFinding": GUARDDUTY,
    "Account::AccessAnalyzerFinding": ACCESS_ANALYZER,
    "Account::SecurityHubFinding": SECURITY_HUB,
}
"""The types of resources that findings are in an account, by the service that found it; what Security Hub has collected
from the others comes last, so that it is told by whom it is from."""


class Foreign(NamedTuple):
    """A finding of one of AWS's services.

    ``rule`` is what found it, in the service's words (``lambda-function-public-access-prohibited``, ``Lambda.1``,
    ``CVE-2026-1234``); ``subject`` the resource that it is about, by its id in the application, and ``name`` what to
    call that. ``severity`` is the service's own word and may be empty, as ``since`` may (ISO 8601). ``controls`` are
    Hauberk's that ask the same, and ``told_by`` the fingerprints of the entries that say it of the same resource: there
    it is shown, and nowhere else.
    """

    service: str
    id: str
    rule: str
    title: str
    severity: str
    application: str
    subject: str
    name: str
    since: str = ""
    controls: tuple[str, ...] = ()
    told_by: tuple[str, ...] = ()
