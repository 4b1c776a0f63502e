"""Secrets in inline code, and secrets that a stack shows in its outputs."""

from hauberk.model.compute import Function
from hauberk.model.deployment import Output
from hauberk.model.secrets import found_in, names_secret
from hauberk.model.values import Absent, Known, Pattern, Reference, Unknown, entry_of
from hauberk.model.verdict import CRITICAL, HIGH, Verdict, not_applicable, satisfied, unknown, violated
from hauberk.practices.control import control
from hauberk.practices.secret_handling.finding import each, given_secret, told, written
from hauberk.study.study import Study

SHOWN_ANYWAY = frozenset(("parameter-set-at-deployment", "parameter-without-default", "resource-attribute"))
"""Reasons for which an output's value isn't known, though who may see it may see as much without the output."""


@control("secret-in-inline-code", practice=3, severity=CRITICAL, subject=Function)
def secret_in_inline_code(function: Function, study: Study) -> Verdict:
    """A secret stands in code inside a template.

    Inline code is part of the template: in the repository, in its history, in every copy of the stack, and readable by
    whoever may download the function.

    Attack: someone reads the template, or calls GetFunction, and has the secret.

    Safe when: never; even a secret for tests teaches the habit.

    Fix: put it into Secrets Manager and read it at run time.

    References:
    - https://docs.aws.amazon.com/secretsmanager/latest/userguide/retrieving-secrets_lambda.html
    - https://docs.aws.amazon.com/wellarchitected/latest/security-pillar/sec_identities_secrets.html
    """
    code = entry_of(function.at("Code"), "ZipFile")
    match code:
        case Absent():
            return not_applicable("its code isn't in the template")
        case Known(str() as text):
            pass
        case Pattern(parts):
            text = "".join(part if isinstance(part, str) else "${}" for part in parts)
        case _:
            return unknown(code)
    found = found_in(text, code=True)
    return violated(*each(code, found, text, "the code")) if found else satisfied()


@control("secret-in-output", practice=3, severity=HIGH, subject=Output)
def secret_in_output(output: Output, study: Study) -> Verdict:
    """A stack shows a secret in its outputs.

    Outputs are shown in the console, by DescribeStacks, in the log of the deployment, and to every stack that imports
    them. NoEcho hides a parameter, not an output that repeats it.

    Attack: a read-only role lists the stacks and has the database's password.

    Safe when: never; give out the secret's ARN instead.

    Fix: output the name or ARN of the secret, and let whoever needs it read it with a role.

    References:
    - https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/outputs-section-structure.html
    - https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/security-best-practices.html#creds
    """
    value = output.at("Value")
    found = written(output.output, value, study.application)
    if found is not None:
        return violated(*told(value, found.text, "the output shows a secret"))
    if isinstance(value, Pattern) and given_secret(value) is not None:
        return violated(value.says("the output shows a secret that is given at deployment"))
    match value:
        case Unknown(reason) if reason.code == "no-echo":
            return violated(value.says("the parameter is hidden, but this output shows its value"))
        case Unknown(reason) if reason.code in ("dynamic-secretsmanager", "dynamic-ssm-secure"):
            return violated(value.says("the secret is resolved into this output"))
        case Reference(_, "SecretAccessKey"):
            return violated(value.says("the output shows the secret of an access key"))
        case Unknown(reason) if reason.code not in SHOWN_ANYWAY or names_secret(output.output):
            return unknown(value)
    return satisfied()


CONTROLS = (secret_in_inline_code, secret_in_output)
