"""IAM Access Analyzer: whether it looks, and whom it found to have access."""

from hauberk.model.region import Region
from hauberk.model.subject import Subject, Text
from hauberk.model.told import unless_live
from hauberk.model.values import Known, Unknown
from hauberk.model.verdict import HIGH, LOW, MEDIUM, Verdict, not_applicable, satisfied, unknown, violated
from hauberk.practices.checks import must_not_be_told
from hauberk.practices.control import control
from hauberk.study.study import Study

ANALYZER = "AWS::AccessAnalyzer::Analyzer"


class Analyzer(Subject):
    """An analyzer."""

    TYPES = (ANALYZER,)
    __slots__ = ()

    looks_for = Text("Type")


class Access(Subject):
    """What an analyzer found: someone who has access, or access that nobody uses."""

    TYPES = ("Account::AccessAnalyzerFinding",)
    KIND = "finding of Access Analyzer"
    __slots__ = ()

    resource_named = Text("Resource")
    rule = Text("Rule")


@control("account-without-access-analyzer", practice=14, severity=MEDIUM, subject=Region)
def account_without_access_analyzer(region: Region, study: Study) -> Verdict:
    """Nobody tells when something is opened to strangers.

    An analyzer for external access proves of each policy whether anyone outside of the account or organization gets in,
    and tells within minutes of a change. It costs nothing. Analyzers are by region.

    Attack: a queue is opened for a test with a partner, and stays open.

    Safe when: the organization has one that this account can't see.

    Fix: make an analyzer for external access in every region that is used.

    References:
    - https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-getting-started.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-28
    """
    for resource in study.there(region, ANALYZER):
        kind = Analyzer(resource, region.world).looks_for
        if isinstance(kind, Known) and kind.value in ("ACCOUNT", "ORGANIZATION"):
            return satisfied()
    return violated(region.says("no analyzer looks for external access in this region"))


@control("access-analyzer-failing", practice=14, severity=LOW, subject=Analyzer)
def access_analyzer_failing(analyzer: Analyzer, study: Study) -> Verdict:
    """An analyzer doesn't work.

    It is disabled or failed, mostly since its organization no longer trusts the service. The account knows its state.

    Attack: what is opened to strangers from now on is told to nobody.

    Safe when: it was made a moment ago.

    Fix: look at its reason, let the organization trust access-analyzer.amazonaws.com, or make it anew.

    References:
    - https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_AnalyzerSummary.html
    """
    template = unless_live(analyzer, "its state")
    if template is not None:
        return template
    return must_not_be_told(analyzer, "Status", ("DISABLED", "FAILED"), "it looks at nothing", "Reason")


@control("access-analyzer-finding-open", practice=14, severity=HIGH, subject=Access)
def access_analyzer_finding_open(access: Access, study: Study) -> Verdict:
    """Someone outside has access, and nobody has said that it is meant.

    Access Analyzer proved it from the policies. A finding stays active until the access ends or someone archives it,
    which says that it is intended.

    Attack: whoever it names reads the bucket, sends to the queue or assumes the role.

    Safe when: the access is meant; then archive the finding, or write an archive rule.

    Fix: take the principal out of the policy, or narrow it with a condition.

    References:
    - https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-findings.html
    - https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-findings-remediate.html
    """
    rule = access.rule
    if isinstance(rule, Unknown):
        return unknown(rule)
    if rule != Known("ExternalAccess"):
        return not_applicable("it is about unused or internal access: it is told among AWS's own findings")
    return violated(rule.says("someone outside of the account or organization has access"))


CONTROLS = (account_without_access_analyzer, access_analyzer_failing, access_analyzer_finding_open)
