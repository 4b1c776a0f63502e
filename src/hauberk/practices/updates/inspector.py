"""Amazon Inspector: whether it looks into functions, and what it found there."""

from hauberk.model.subject import Subject, Text, as_text
from hauberk.model.values import Known, Unknown, Value
from hauberk.model.verdict import HIGH, LOW, MEDIUM, Verdict, not_applicable, satisfied, unknown, violated
from hauberk.practices.control import control
from hauberk.study.study import Study

_ON = (Known("ENABLED"), Known("ENABLING"))
_FUNCTION = "AWS::Lambda::Function"


class Inspector(Subject):
    """Inspector in a region."""

    TYPES = ("Account::Inspector",)
    KIND = "Inspector"
    __slots__ = ()

    code = Text("LambdaCode")
    standard = Text("Lambda")


class Coverage(Subject):
    """A function that Inspector knows, by one kind of scan."""

    TYPES = ("Account::InspectorCoverage",)
    KIND = "scan of Inspector"
    __slots__ = ()

    reason = Text("Reason")
    status = Text("Status")


class Vulnerability(Subject):
    """What Inspector found in a function."""

    TYPES = ("Account::InspectorFinding",)
    KIND = "finding of Inspector"
    __slots__ = ()

    rule = Text("Rule")
    severity = Text("Severity")
    title = Text("Title")


@control("inspector-off", practice=19, severity=MEDIUM, subject=Inspector)
def inspector_off(inspector: Inspector, study: Study) -> Verdict:
    """Nobody tells when a package of a function becomes vulnerable.

    A function that was clean when it was deployed gets known vulnerabilities as they are published. Inspector's Lambda
    standard scanning compares what is deployed with them, again and again.

    Attack: a published exploit works against a function that nobody has touched for a year.

    Safe when: another scanner looks at what is deployed, not only at what is built.

    Fix: turn on Lambda standard scanning in every region that has functions.

    References:
    - https://docs.aws.amazon.com/inspector/latest/user/scanning-lambda.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/inspector-controls.html#inspector-4
    """
    if not any(study.there(inspector, _FUNCTION)):
        return not_applicable("the region has no function")
    return _on(inspector, inspector.standard, "Inspector doesn't look at the packages of functions")


@control("inspector-without-code-scan", practice=19, severity=LOW, subject=Inspector)
def inspector_without_code_scan(inspector: Inspector, study: Study) -> Verdict:
    """Nobody looks into the deployed code of functions.

    Lambda code scanning looks for injection, leaked data and weak cryptography in the code that is deployed, which may
    be another than the one in the repository.

    Attack: code that came past the pipeline has a hole that the pipeline would have found.

    Safe when: whatever is deployed comes from a pipeline that checks it, and code signing enforces that.

    Fix: turn on Lambda code scanning, where the region has it.

    References:
    - https://docs.aws.amazon.com/inspector/latest/user/code-vulnerability-findings.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/inspector-controls.html#inspector-3
    """
    if not any(study.there(inspector, _FUNCTION)):
        return not_applicable("the region has no function")
    return _on(inspector, inspector.code, "Inspector doesn't look into the code of functions")


def _on(inspector: Inspector, value: Value, says: str) -> Verdict:
    if isinstance(value, Unknown):
        return unknown(value)
    if value in _ON:
        return satisfied()
    return violated(value.says(says) if isinstance(value, Known) else inspector.says(says))


@control("function-not-scanned-by-inspector", practice=19, severity=LOW, subject=Coverage)
def function_not_scanned_by_inspector(coverage: Coverage, study: Study) -> Verdict:
    """Inspector is on and doesn't scan a function.

    A runtime that it doesn't know, a tag that excludes the function, a key that it may not use, or ninety days without
    an invocation or update: the function is left out, without a finding.

    Attack: the one function that has the vulnerable package is the one that isn't scanned.

    Safe when: the function is retired, or another scanner knows its runtime.

    Fix: take away the tag InspectorExclusion, let Inspector use the function's key, or move to a runtime that it knows.

    References:
    - https://docs.aws.amazon.com/inspector/latest/user/scanning-lambda.html
    - https://docs.aws.amazon.com/inspector/latest/user/assessing-coverage.html
    """
    status = coverage.status
    if isinstance(status, Unknown):
        return unknown(status)
    if status != Known("INACTIVE"):
        return satisfied()
    reason = as_text(coverage.reason)
    why = f" ({reason.value})" if isinstance(reason, Known) else ""
    return violated(status.says(f"it isn't scanned{why}"))


@control("inspector-finding-open", practice=19, severity=HIGH, subject=Vulnerability)
def inspector_finding_open(vulnerability: Vulnerability, study: Study) -> Verdict:
    """A deployed function has a grave vulnerability that is known.

    Inspector found it in what is deployed, and rates it high or critical.

    Attack: as its entry in the vulnerability databases tells; often the exploit is public.

    Safe when: the vulnerable part is never reached; then suppress the finding with the reason.

    Fix: update the package or layer that the finding names, and deploy the function anew.

    References:
    - https://docs.aws.amazon.com/inspector/latest/user/findings-understanding-severity.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/inspector-controls.html#inspector-4
    """
    severity = vulnerability.severity
    if isinstance(severity, Unknown):
        return unknown(severity)
    if severity not in (Known("CRITICAL"), Known("HIGH")):
        return not_applicable("it isn't rated high: it is told among AWS's own findings")
    title = vulnerability.title.value if isinstance(vulnerability.title, Known) else "a known vulnerability"
    return violated(vulnerability.rule.says(str(title)))


CONTROLS = (inspector_off, inspector_without_code_scan, function_not_scanned_by_inspector, inspector_finding_open)
