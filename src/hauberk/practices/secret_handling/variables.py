"""Secrets in environments, stage variables and state machines."""

import re
from collections.abc import Iterator

from hauberk.model.application import Application
from hauberk.model.compute import EnvironmentVariable
from hauberk.model.guards import Guard
from hauberk.model.regex import regex
from hauberk.model.resource import Resource
from hauberk.model.secrets import found_in, names_secret
from hauberk.model.subject import Part, Seed, Subject, Text, below
from hauberk.model.values import Absent, Fields, Known, Pattern, Unknown, alternatives
from hauberk.model.verdict import CRITICAL, HIGH, MEDIUM, Verdict, not_applicable, satisfied, unknown, violated
from hauberk.practices.control import control
from hauberk.practices.secret_handling.finding import OF_PARAMETERS, each, given_secret, is_default, told, written
from hauberk.study.study import Study

_PUBLIC = regex(r":SecretString:(?:db\w+|engine|host\w*|port|user\w*)(?::[^:]*){0,2}\}\}", re.IGNORECASE)
"""Entries that secrets of databases hold beside the password (Secrets Manager user guide, "JSON structure of AWS
Secrets Manager secrets", 2026-11)."""


@control("secret-in-environment", practice=3, severity=CRITICAL, subject=EnvironmentVariable)
def secret_in_environment(variable: EnvironmentVariable, study: Study) -> Verdict:
    """A secret stands in a function's environment.

    An environment variable is shown in the console, in every copy of the template, in the stack's history and to
    whoever may read the function's configuration. A secret in it is shared with all of them, and changing it takes a
    deployment.

    Attack: someone reads the repository, or calls GetFunctionConfiguration with a read-only role, and has the secret.

    Safe when: the value only looks like a secret, such as a public key; say so in an ignore.

    Fix: put it into Secrets Manager or Parameter Store, pass its name, and read it at run time.

    References:
    - https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
    - https://docs.aws.amazon.com/secretsmanager/latest/userguide/retrieving-secrets_lambda.html
    """
    value = variable.value
    found = written(variable.variable, value, study.application)
    if found is not None and is_default(value, study.application):
        return not_applicable("secret-resolved-into-environment asks about it")
    if found is not None:
        says = f"{variable.variable} holds {found.kind}, readable by all who can see the configuration"
        return violated(*told(value, found.text, says))
    if isinstance(value, Unknown):
        if value.reason.code.startswith("dynamic-") or value.reason.code in OF_PARAMETERS:
            return not_applicable("secret-resolved-into-environment asks about it")
        return unknown(value) if names_secret(variable.variable) else not_applicable("its value isn't written here")
    return satisfied()


@control("secret-resolved-into-environment", practice=3, severity=MEDIUM, subject=EnvironmentVariable)
def secret_resolved_into_environment(variable: EnvironmentVariable, study: Study) -> Verdict:
    """A secret is copied into a function's environment at deployment.

    A dynamic reference keeps the secret out of the template, but CloudFormation writes its value into the function's
    configuration: there it stays readable for everyone who may read that, and it stays the same when the secret is
    rotated. The same holds for a NoEcho parameter.

    Attack: a read-only role lists the functions with their variables and has the database's password.

    Safe when: the reference is to a plain parameter that is no secret (``ssm``); such references pass.

    Fix: pass the secret's name and read it at run time, with the Parameters and Secrets extension for a cache.

    References:
    - https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
    - https://docs.aws.amazon.com/secretsmanager/latest/userguide/retrieving-secrets_lambda.html
    """
    value = variable.value
    parts = value.parts if isinstance(value, Pattern) else (value,)
    for part in parts:
        if not isinstance(part, Unknown):
            continue
        if _PUBLIC.search(part.reason.text):
            continue
        if part.reason.code in ("dynamic-secretsmanager", "dynamic-ssm-secure"):
            return violated(value.says("the secret's value ends up readable in the function's configuration"))
        if part.reason.code == "no-echo":
            return violated(value.says("the parameter is hidden, but its value is readable in the configuration"))
    if isinstance(value, Pattern) and given_secret(value) is not None:
        return violated(value.says("the password's value ends up readable in the function's configuration"))
    if not names_secret(variable.variable):
        return satisfied()
    given = isinstance(value, Unknown) and value.reason.code in OF_PARAMETERS
    if given or (
        written(variable.variable, value, study.application) is not None and is_default(value, study.application)
    ):
        return violated(value.says("the parameter's value ends up readable in the function's configuration"))
    return unknown(value) if isinstance(value, Unknown) else satisfied()


class StageVariable(Part):
    """A variable of an API's stage."""

    KIND = "stage variable"
    __slots__ = ()

    @classmethod
    def seeds(cls, application: Application) -> Iterator[Seed]:
        """Every variable of every stage."""
        for kind, path in (("AWS::ApiGateway::Stage", "Variables"), ("AWS::ApiGatewayV2::Stage", "StageVariables")):
            for stage in application.of(kind):
                yield from _entries(cls, stage, path)


def _entries(cls: type[Part], resource: Resource, path: str) -> Iterator[Seed]:
    for guard, value in below(resource, path):
        if isinstance(value, Known) and isinstance(value.value, Fields):
            yield from _each(cls, resource, path, guard, value.value)


def _each(cls: type[Part], resource: Resource, path: str, guard: Guard, fields: Fields) -> Iterator[Seed]:
    for name in fields.names():
        for deeper, value in alternatives(fields.value(name), guard):
            if not isinstance(value, Absent):
                yield cls.seed(resource, f"{path}/{name}", deeper, value)


@control("secret-in-stage-variable", practice=3, severity=HIGH, subject=StageVariable)
def secret_in_stage_variable(variable: StageVariable, study: Study) -> Verdict:
    """A secret stands in a stage variable.

    Stage variables are plain text in the API's configuration and are passed on with requests and into logs.

    Attack: a read-only role lists the stage and has the secret; so has everyone who reads the access log.

    Safe when: the value only looks like a secret.

    Fix: keep the secret in Secrets Manager and let the function read it.

    References:
    - https://docs.aws.amazon.com/apigateway/latest/developerguide/stage-variables.html
    """
    name = variable.id.rpartition("/")[2]
    value = variable.value
    found = written(name, value, study.application)
    if found is not None:
        return violated(*told(value, found.text, f"{name} holds {found.kind}, in plain text"))
    return unknown(value) if isinstance(value, Unknown) and names_secret(name) else satisfied()


class StateMachine(Subject):
    """A state machine."""

    TYPES = ("AWS::StepFunctions::StateMachine",)
    __slots__ = ()

    definition = Text("DefinitionString")


@control("secret-in-state-machine", practice=3, severity=HIGH, subject=StateMachine)
def secret_in_state_machine(machine: StateMachine, study: Study) -> Verdict:
    """A secret stands in a state machine's definition.

    A definition is readable for whoever may describe the machine, and what it passes to a state is kept with every
    execution for 90 days.

    Attack: someone opens an old execution in the console and reads the token that a state was given.

    Safe when: the value only looks like a secret.

    Fix: let the function or the connection behind the state read the secret; HTTP tasks take it from an EventBridge
    connection.

    References:
    - https://docs.aws.amazon.com/step-functions/latest/dg/security.html
    """
    match machine.definition:
        case Known(str() as text) as definition:
            found = found_in(text)
        case Pattern(parts) as definition:
            text = " ".join(part for part in parts if isinstance(part, str))
            found = found_in(text)
        case Absent():
            return not_applicable("its definition isn't in the template")
        case other:
            return unknown(other)
    if not found:
        return satisfied()
    return violated(*each(definition, found, text, "the definition"))


CONTROLS = (
    secret_in_environment,
    secret_resolved_into_environment,
    secret_in_stage_variable,
    secret_in_state_machine,
)
