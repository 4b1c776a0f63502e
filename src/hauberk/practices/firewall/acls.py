"""Web ACLs that are there, but do little."""

from collections.abc import Iterator

from hauberk.model.subject import Subject, Whole, as_flag, listed, named
from hauberk.model.values import Absent, Fields, Known, Unknown, Value
from hauberk.model.verdict import LOW, MEDIUM, Verdict, not_applicable, satisfied, unknown, violated
from hauberk.practices.checks import must_be_given, must_be_on
from hauberk.practices.control import control
from hauberk.study.study import Study


class WebAcl(Subject):
    """A web ACL."""

    TYPES = ("AWS::WAFv2::WebACL",)
    __slots__ = ()

    rules = Whole("Rules")

    @property
    def statements(self) -> Iterator[tuple[Value, Fields]]:
        """Each rule with its statement, statements inside others included."""
        for rule in listed(self.rules):
            pending = [named(named(rule).value("Statement"))]
            while pending:
                statement = pending.pop()
                yield rule, statement
                for name in ("AndStatement", "OrStatement"):
                    pending.extend(named(part) for part in listed(named(statement.value(name)).value("Statements")))
                for name in ("NotStatement", "RateBasedStatement"):
                    inner = named(statement.value(name))
                    pending.extend(
                        named(inner.value(key)) for key in ("Statement", "ScopeDownStatement") if key in inner
                    )


COMMON = (Known("AWSManagedRulesKnownBadInputsRuleSet"), Known("AWSManagedRulesCommonRuleSet"))


def _acted_on(rules: list[Value], says: str) -> Verdict:
    """Satisfied if one of some rules does something about what matches it, rather than count it or let it in; unknown
    if that can't be told."""
    found = [_idle(rule) for rule in rules]
    if None in found:
        return satisfied()
    idle = [action for action in found if action is not None]
    doubt = next((action for action in idle if isinstance(action, Unknown)), None)
    return violated(idle[0].says(says)) if doubt is None else unknown(doubt)


def _idle(rule: Value) -> Value | None:
    """What a rule does with what matches, where that is nothing or isn't known."""
    for name in ("Action", "OverrideAction"):
        chosen = named(rule).value(name)
        if isinstance(chosen, Unknown) or {"Count", "Allow"} & set(named(chosen).names()):
            return chosen
    return None


@control("web-acl-without-rules", practice=9, severity=MEDIUM, subject=WebAcl)
def web_acl_without_rules(acl: WebAcl, study: Study) -> Verdict:
    """A web ACL has no rules.

    An ACL without rules lets everything pass, or nothing, as its default action says.

    Attack: every list says "protected by WAF", and every attack passes.

    Safe when: Firewall Manager adds the rules.

    Fix: add AWS's managed rule groups and a rate rule.

    References:
    - https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-list.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/waf-controls.html#waf-10
    """
    return must_be_given(acl.rules, "nothing is ever blocked")


@control("web-acl-counts-only", practice=9, severity=MEDIUM, subject=WebAcl)
def web_acl_counts_only(acl: WebAcl, study: Study) -> Verdict:
    """A rule of a web ACL only counts.

    Count mode is for trying a rule out. What matches is counted and let through.

    Attack: the rule against injections matches the attack, adds one to a number, and passes it on.

    Safe when: a new rule is being tried out, for a few days.

    Fix: take the override out, or set the rule's action to Block.

    References:
    - https://docs.aws.amazon.com/waf/latest/developerguide/web-acl-rule-group-override-options.html
    """
    if isinstance(acl.rules, Unknown):
        return unknown(acl.rules)
    rules = list(listed(acl.rules))
    if not rules:
        return not_applicable("it has no rules")
    for rule in rules:
        if isinstance(rule, Unknown):
            return unknown(rule)
        for name in ("Action", "OverrideAction"):
            chosen = named(rule).value(name)
            if isinstance(chosen, Unknown):
                return unknown(chosen)
            if "Count" in named(chosen).names():
                return violated(chosen.says("what matches this rule is counted and let through"))
    return satisfied()


@control("web-acl-without-rate-rule", practice=9, severity=LOW, subject=WebAcl)
def web_acl_without_rate_rule(acl: WebAcl, study: Study) -> Verdict:
    """A web ACL doesn't limit how often someone may call.

    Without a rate rule one address can send as many requests as it likes. A rate rule that only counts is none.

    Attack: passwords are tried by the thousand, or a flood runs up the bill.

    Safe when: the API's own throttles and quotas tell callers apart.

    Fix: add a RateBasedStatement, a stricter one for the login.

    References:
    - https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-type-rate-based.html
    """
    if isinstance(acl.rules, Unknown):
        return unknown(acl.rules)
    limiting = [rule for rule, statement in acl.statements if "RateBasedStatement" in statement.names()]
    if limiting:
        return _acted_on(limiting, "who comes too often is counted and let through")
    return violated(
        acl.rules.says("nobody is ever slowed down")
        if not isinstance(acl.rules, Absent)
        else acl.says("nobody is ever slowed down")
    )


@control("web-acl-without-known-bad-inputs", practice=9, severity=LOW, subject=WebAcl)
def web_acl_without_known_bad_inputs(acl: WebAcl, study: Study) -> Verdict:
    """A web ACL doesn't know the common attacks.

    AWS's managed groups for known bad inputs and the core rules cover what scanners try all day, Log4Shell among it,
    and are kept current by AWS. With the override Count they let everything through.

    Attack: the exploit of the week reaches the function before anyone has written a rule.

    Safe when: a rule group of another vendor covers the same.

    Fix: add AWSManagedRulesKnownBadInputsRuleSet and AWSManagedRulesCommonRuleSet.

    References:
    - https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html
    """
    if isinstance(acl.rules, Unknown):
        return unknown(acl.rules)
    covering: list[Value] = []
    for rule, statement in acl.statements:
        name = named(statement.value("ManagedRuleGroupStatement")).value("Name")
        if isinstance(name, Unknown):
            return unknown(name)
        if name in COMMON or "RuleGroupReferenceStatement" in statement.names():
            covering.append(rule)
    if covering:
        return _acted_on(covering, "common attacks are counted and let through")
    return violated(acl.says("no managed group of rules covers the common attacks"))


@control("web-acl-without-logs", practice=9, severity=LOW, subject=WebAcl)
def web_acl_without_logs(acl: WebAcl, study: Study) -> Verdict:
    """A web ACL doesn't log.

    Without logs nobody can tell what was blocked, what was counted, and what got through.

    Attack: someone learns by trying which inputs pass; nobody sees them try.

    Safe when: Firewall Manager logs centrally.

    Fix: add an AWS::WAFv2::LoggingConfiguration for the ACL.

    References:
    - https://docs.aws.amazon.com/waf/latest/developerguide/logging.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/waf-controls.html#waf-11
    """
    if any(study.users(acl, "AWS::WAFv2::LoggingConfiguration")):
        return satisfied()
    return violated(acl.says("what it blocks and lets through is recorded nowhere"))


@control("web-acl-without-metrics", practice=9, severity=LOW, subject=WebAcl)
def web_acl_without_metrics(acl: WebAcl, study: Study) -> Verdict:
    """A web ACL doesn't tell how much it blocks.

    Without metrics there is no alarm on an attack, and no way to see that a rule blocks nothing, or everyone.

    Attack: passwords are tried by the thousand, and no number changes anywhere.

    Safe when: its logs are counted elsewhere.

    Fix: set CloudWatchMetricsEnabled to true in VisibilityConfig.

    References:
    - https://docs.aws.amazon.com/waf/latest/developerguide/waf-metrics.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/waf-controls.html#waf-12
    """
    return must_be_on(as_flag(acl.at("VisibilityConfig.CloudWatchMetricsEnabled")), "what it blocks isn't counted")


CONTROLS = (
    web_acl_without_rules,
    web_acl_counts_only,
    web_acl_without_rate_rule,
    web_acl_without_known_bad_inputs,
    web_acl_without_logs,
    web_acl_without_metrics,
)
