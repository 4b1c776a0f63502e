"""The rules of AWS Config in an account: which there are, whether they work, and what they say."""

from collections.abc import Iterable

from hauberk.model.policies import pattern_text
from hauberk.model.region import Region
from hauberk.model.subject import Subject, Text, Whole, as_text, listed, named
from hauberk.model.told import told, unless_live
from hauberk.model.values import Known, Unknown
from hauberk.model.verdict import LOW, MEDIUM, Verdict, not_applicable, satisfied, unknown, violated
from hauberk.practices.checks import must_not_be_told
from hauberk.practices.control import control
from hauberk.study.study import Study

RULE = "AWS::Config::ConfigRule"
PACK = "AWS::Config::ConformancePack"
SERVICES = {
    "Lambda": ("AWS::Lambda::", ("LAMBDA_",), ("AWS::Lambda::Function",)),
    "API Gateway": (
        "AWS::ApiGateway",
        ("API_GW", "API_GATEWAY", "API_GWV2"),
        ("AWS::ApiGateway::RestApi", "AWS::ApiGatewayV2::Api"),
    ),
    "IAM": ("AWS::IAM::", ("IAM_", "ACCESS_KEYS_", "MFA_", "ROOT_ACCOUNT_"), ("AWS::IAM::Role",)),
}
"""How the types of resources, and the identifiers of AWS's managed rules, begin ("List of AWS Config Managed Rules",
AWS Config developer guide, 2026-11), and the types of which there is one where the service is used."""
OURS = (
    *(prefix for _, prefixes, _ in SERVICES.values() for prefix in prefixes),
    *("ACM_", "APPSYNC_", "CLOUDFRONT_", "CLOUDTRAIL_", "CLOUDWATCH_", "CLOUD_TRAIL_", "CMK_", "COGNITO_", "CW_"),
    *("DYNAMODB_", "ECR_", "EVENT_", "KINESIS_", "KMS_", "SECRETSMANAGER_", "SNS_", "SQS_", "S3_", "STEP_FUNCTIONS_"),
    *("WAFV2_", "WAF_"),
)
"""How the identifiers of managed rules begin that are about what Lambda applications are made of."""


class ConfigRule(Subject):
    """A rule of AWS Config."""

    TYPES = (RULE,)
    __slots__ = ()

    identifier = Text("Source.SourceIdentifier")
    owner = Text("Source.Owner")
    scope = Whole("Scope.ComplianceResourceTypes")

    def is_about(self, types: Iterable[str], identifiers: tuple[str, ...]) -> bool:
        """Whether it judges resources whose type begins in one of some ways, by its scope or by its own name."""
        names = [pattern_text(value) or "" for value in listed(self.scope)]
        if any(name.startswith(tuple(types)) for name in names):
            return True
        identifier = self.identifier
        return isinstance(identifier, Known) and str(identifier.value).startswith(identifiers)


class Pack(Subject):
    """A conformance pack."""

    TYPES = (PACK,)
    __slots__ = ()


@control("config-rules-incomplete", practice=17, severity=LOW, subject=Region)
def config_rules_incomplete(region: Region, study: Study) -> Verdict:
    """No rule of AWS Config is about functions, APIs or identities.

    A recorder keeps the history of everything, and a rule judges what it is about. Where none is about the services
    that an application is made of, nothing that goes wrong with them is ever told.

    Attack: a function's policy is opened to everyone, and every rule stays green.

    Safe when: Security Hub or another tool asks the same.

    Fix: deploy lambda-function-public-access-prohibited, api-gw-associated-with-waf, iam-policy-no-statements-with-
    admin-access and their like, or a conformance pack that has them.

    References:
    - https://docs.aws.amazon.com/config/latest/developerguide/managed-rules-by-aws-config.html
    - https://docs.aws.amazon.com/config/latest/developerguide/operational-best-practices-for-Lambda.html
    """
    if not any(study.there(region, "AWS::Config::ConfigurationRecorder")):
        return not_applicable("nothing is recorded that a rule could judge")
    rules = [ConfigRule(resource, region.world) for resource in study.there(region, RULE)]
    missing = [
        name
        for name, (start, identifiers, types) in SERVICES.items()
        if any(study.there(region, *types)) and not any(rule.is_about((start,), identifiers) for rule in rules)
    ]
    if not missing:
        return satisfied()
    return violated(region.says(f"no rule is about {' or '.join(missing)}"))


@control("config-rule-noncompliant", practice=17, severity=MEDIUM, subject=ConfigRule)
def config_rule_noncompliant(rule: ConfigRule, study: Study) -> Verdict:
    """A rule of AWS Config says that resources don't comply.

    The rule was deployed because somebody wants to know; here is what it says. The resources are told beside Hauberk's
    own findings.

    Attack: as the rule tells; a finding that everyone has got used to protects nobody.

    Safe when: the resources are known, and exempted in the rule's scope or parameters.

    Fix: mend what doesn't comply, or narrow the rule to what it should judge.

    References:
    - https://docs.aws.amazon.com/config/latest/developerguide/evaluate-config_view-compliance.html
    - https://docs.aws.amazon.com/config/latest/developerguide/remediation.html
    """
    template = unless_live(rule, "what it found")
    if template is not None:
        return template
    prefixes = ("AWS::Lambda::", "AWS::ApiGateway", "AWS::IAM::")
    if rule.owner == Known("AWS") and not rule.is_about(prefixes, OURS):
        return not_applicable("it is about what no Lambda application is made of")
    state = as_text(told(rule, "Compliance.ComplianceType"))
    if isinstance(state, Unknown):
        return unknown(state)
    if state != Known("NON_COMPLIANT"):
        return satisfied()
    count = told(rule, "Compliance.ComplianceContributorCount.CappedCount")
    number = count.value if isinstance(count, Known) and isinstance(count.value, int) else 0
    more = told(rule, "Compliance.ComplianceContributorCount.CapExceeded") == Known(True)
    words = "1 resource doesn't" if number == 1 else f"{number or 'some'}{' or more' if more else ''} resources don't"
    return violated(state.says(f"{words} comply"))


@control("config-rule-not-evaluated", practice=17, severity=LOW, subject=ConfigRule)
def config_rule_not_evaluated(rule: ConfigRule, study: Study) -> Verdict:
    """A rule of AWS Config can't judge.

    A rule whose evaluations fail is neither compliant nor not; in an overview it is easily taken for green.

    Attack: nobody; what the rule was deployed for isn't watched.

    Safe when: it was deployed a moment ago.

    Fix: look at the rule's error: mostly the role of its function, or the recorder, lacks a permission.

    References:
    - https://docs.aws.amazon.com/config/latest/APIReference/API_ConfigRuleEvaluationStatus.html
    """
    template = unless_live(rule, "whether it judges")
    if template is not None:
        return template
    status = told(rule, "Status")
    if isinstance(status, Unknown):
        return unknown(status)
    error = as_text(told(rule, "Status.LastErrorCode"))
    if not isinstance(error, Known) or not error.value:
        return satisfied()
    failed, succeeded = (_time(rule, name) for name in ("LastFailedEvaluationTime", "LastSuccessfulEvaluationTime"))
    if failed and succeeded and succeeded > failed:
        return satisfied()
    return violated(error.says(f"its last evaluation failed ({error.value})"))


def _time(rule: ConfigRule, name: str) -> str:
    """A time of a rule's status in ISO 8601, or nothing."""
    value = named(told(rule, "Status")).value(name)
    return value.value if isinstance(value, Known) and isinstance(value.value, str) else ""


@control("conformance-pack-noncompliant", practice=17, severity=MEDIUM, subject=Pack)
def conformance_pack_noncompliant(pack: Pack, study: Study) -> Verdict:
    """A conformance pack isn't met.

    A pack is a set of rules that somebody promised to keep. At least one of its rules says that something doesn't.

    Attack: as the pack's rules tell.

    Safe when: what doesn't comply is known, and exempted by the pack's parameters.

    Fix: mend what the pack's rules name; they are told one by one beside Hauberk's own findings.

    References:
    - https://docs.aws.amazon.com/config/latest/developerguide/conformance-packs.html
    - https://docs.aws.amazon.com/config/latest/APIReference/API_GetConformancePackComplianceSummary.html
    """
    template = unless_live(pack, "what it found")
    if template is not None:
        return template
    return must_not_be_told(pack, "Compliance", ("NON_COMPLIANT",), "at least one of its rules isn't met")


CONTROLS = (config_rules_incomplete, config_rule_noncompliant, config_rule_not_evaluated, conformance_pack_noncompliant)
