"""How a function's environment is protected."""

from hauberk.model.compute import EnvironmentVariable, Function
from hauberk.model.policies import pattern_text
from hauberk.model.secrets import by_format, names_secret
from hauberk.model.subject import named
from hauberk.model.values import Absent, Unknown, Value
from hauberk.model.verdict import LOW, MEDIUM, Verdict, not_applicable, satisfied, unknown, violated
from hauberk.practices.checks import must_be_given, unless_helper
from hauberk.practices.control import control
from hauberk.study.study import Study

RESERVED = frozenset(
    (
        "AWS_ACCESS_KEY",
        "AWS_ACCESS_KEY_ID",
        "AWS_DEFAULT_REGION",
        "AWS_EXECUTION_ENV",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
        "AWS_LAMBDA_FUNCTION_NAME",
        "AWS_LAMBDA_FUNCTION_VERSION",
        "AWS_LAMBDA_INITIALIZATION_TYPE",
        "AWS_LAMBDA_LOG_GROUP_NAME",
        "AWS_LAMBDA_LOG_STREAM_NAME",
        "AWS_LAMBDA_RUNTIME_API",
        "AWS_REGION",
        "AWS_SECRET_ACCESS_KEY",
        "AWS_SESSION_TOKEN",
        "LAMBDA_RUNTIME_DIR",
        "LAMBDA_TASK_ROOT",
        "_HANDLER",
        "_X_AMZN_TRACE_ID",
    )
)
"""Variables that Lambda sets itself (Lambda developer guide, "Defined runtime environment variables", 2026-11)."""

SECRETS = ("AWS::IAM::AccessKey", "AWS::SSM::Parameter", "AWS::SecretsManager::Secret")
"""What keeps a secret, or is one."""


@control("environment-without-customer-key", practice=2, severity=LOW, subject=Function)
def environment_without_customer_key(function: Function, study: Study) -> Verdict:
    """A function's environment isn't under a key of your own.

    Lambda encrypts environment variables at rest with a key that AWS owns. Whoever may call GetFunctionConfiguration
    then reads them; with a key of your own they need the permission to decrypt with it too, and each use is logged.

    Attack: a role with read access to Lambda, such as ReadOnlyAccess, reads every variable of every function.

    Safe when: the variables hold nothing that anyone may not know, such as names of tables or levels of logging; where
    that can be seen, nothing is asked.

    Fix: set KmsKeyArn to a key of your own, and keep secrets out of the environment altogether.

    References:
    - https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars-encryption.html
    """
    if helper := unless_helper(function):
        return helper
    variables = function.environment
    if isinstance(variables, Unknown):
        return unknown(variables)
    if isinstance(variables, Absent) or not named(variables):
        return not_applicable("it has no environment variables")
    if not any(_is_confidential(name, value, study) for name, value in named(variables).items()):
        return not_applicable("nothing in its environment is a secret, or leads to one")
    verdict = must_be_given(function.kms_key, "")
    if verdict.primary is None:
        return verdict
    if verdict.reason is not None:
        return unknown(function.kms_key)
    return violated(variables.says("these are encrypted with a key that AWS owns, not with one of yours"))


def _is_confidential(name: str, value: Value, study: Study) -> bool:
    """Whether a variable may hold a secret, or leads to one, by its name, its format or what it refers to."""
    if names_secret(name) or any(by_format(pattern_text(value) or "")):
        return True
    if isinstance(value, Unknown):
        return value.reason.code == "no-echo" or value.reason.code.startswith("dynamic-")
    found = study.named(value)
    return found is not None and found.type in SECRETS


@control("reserved-environment-variable", practice=2, severity=MEDIUM, subject=EnvironmentVariable)
def reserved_environment_variable(variable: EnvironmentVariable, study: Study) -> Verdict:
    """A function overrides a variable that Lambda sets.

    Variables such as AWS_SECRET_ACCESS_KEY carry the role's own short-lived credentials. Lambda refuses to deploy a
    function that sets them; where a framework works around that, the function runs with long-lived keys that never
    expire and that everyone who can read the configuration has.

    Attack: the keys are read from the function's configuration and used from anywhere, for as long as they live.

    Safe when: never.

    Fix: take the variable out and give the function's role the permissions.

    References:
    - https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime
    """
    if variable.variable in RESERVED:
        return violated(variable.says(f"Lambda sets {variable.variable} itself"))
    return satisfied()


CONTROLS = (environment_without_customer_key, reserved_environment_variable)
