"""Policies of resources, and permissions of functions, that allow more than they need to."""

from hauberk.model.compute import Permission
from hauberk.model.policies import ResourceStatement, pattern_text
from hauberk.model.values import Unknown
from hauberk.model.verdict import HIGH, MEDIUM, Verdict, not_applicable, satisfied, unknown, violated
from hauberk.practices.control import control
from hauberk.practices.least_privilege.elements import is_every
from hauberk.study.study import Study

KEY = "AWS::KMS::Key"
TO_ACCESS_POINTS = ("s3:dataaccesspointaccount", "s3:dataaccesspointarn")
"""With these a bucket's policy leaves everything to the policies of its access points ("Delegating access control to
access points", Amazon S3 user guide, 2026-11)."""
INVOKING = ("lambda:invokefunction", "lambda:invokefunctionurl")


@control("resource-policy-with-wildcard-action", practice=1, severity=MEDIUM, subject=ResourceStatement)
def resource_policy_with_wildcard_action(statement: ResourceStatement, study: Study) -> Verdict:
    """A resource's policy allows every action.

    Whoever the statement names may do everything with the resource: empty the queue, change its policy, delete it.

    Attack: a partner who was to send messages makes the queue public.

    Safe when: it is the statement of a KMS key that hands the key to the account, or of a bucket that leaves access to
    its access points; such statements pass.

    Fix: name the actions, sqs:SendMessage for instance.

    References:
    - https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_identity-vs-resource.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/sqs-controls.html#sqs-3
    """
    cause = statement.undecided
    if cause is not None:
        return unknown(cause)
    if not statement.allows:
        return not_applicable("it denies")
    if statement.resource.type == KEY:
        return not_applicable("a key's policy has to hand the key to someone")
    if any(key in TO_ACCESS_POINTS for _, key, _ in statement.conditions):
        return not_applicable("it hands the bucket to its access points, whose policies name the actions")
    for action in statement.actions:
        if isinstance(action, Unknown):
            return unknown(action)
        text = pattern_text(action) or ""
        if is_every(text.partition(":")[2] or text):
            return violated(action.says("every action is allowed"))
    return satisfied()


@control("permission-beyond-invoke", practice=1, severity=HIGH, subject=Permission)
def permission_beyond_invoke(permission: Permission, study: Study) -> Verdict:
    """A function's permission allows more than to invoke it.

    With lambda:* whoever is named may change the function's code, its configuration and its policy.

    Attack: the service or account that was to call the function replaces its code, and acts with its role.

    Safe when: a deployment account manages the function, and says which actions.

    Fix: set Action to lambda:InvokeFunction.

    References:
    - https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html
    """
    action = permission.at("Action")
    if isinstance(action, Unknown):
        return unknown(action)
    text = pattern_text(action) or ""
    if text.lower() in INVOKING:
        return satisfied()
    return violated(action.says(f"{text} is more than invoking the function"))


CONTROLS = (resource_policy_with_wildcard_action, permission_beyond_invoke)
