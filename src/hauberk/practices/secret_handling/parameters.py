"""Secrets in the template's own parameters, and in Parameter Store."""

import re

from hauberk.model.application import Input
from hauberk.model.deployment import Parameter
from hauberk.model.regex import regex
from hauberk.model.secret_words import (
    Noun,
    holds_secret,
    is_placeholder,
    is_wordy,
    looks_secret,
    names_no_secret,
    noun_of,
)
from hauberk.model.secrets import found_in, names_secret
from hauberk.model.subject import Subject, Text
from hauberk.model.values import Absent, Known, Unknown
from hauberk.model.verdict import CRITICAL, HIGH, Verdict, not_applicable, satisfied, unknown, violated
from hauberk.practices.control import control
from hauberk.practices.secret_handling.finding import article, given_secret, told, written
from hauberk.study.study import Study

_NAME_OF_SECRET = regex(
    r"\b(?:arn|id|name|path)s? (?:of|for)(?: \w+){0,3} (?:secret|parameter)s?\b|\bsecret(?:'s)? (?:arn|name)\b",
    re.IGNORECASE,
)


def _asks_for_name(given: Input) -> bool:
    """Whether a parameter's description asks for the name or the ARN of a secret, not for the secret."""
    return bool(_NAME_OF_SECRET.search(given.description))


def _is_told_apart(given: Input) -> bool:
    """Whether a parameter takes one of a few words, as a switch does."""
    return bool(given.allowed) and all(is_wordy(word) or is_placeholder(word) for word in given.allowed)


def _may_be_given(name: str, default: str) -> bool:
    """Whether a default may keep the place of a secret: it isn't the name of something."""
    return (
        is_placeholder(default)
        or holds_secret(name, default)
        or (noun_of(name) is Noun.PASSWORD and "/" not in default)
    )


def _is_hidden(given: Input, text: str) -> bool:
    """Whether a default is one of a parameter that is hidden, unless its name says that there is nothing to hide."""
    return given.no_echo and not names_no_secret(given.name) and looks_secret(text)


@control("secret-parameter-without-noecho", practice=3, severity=HIGH, subject=Parameter)
def secret_parameter_without_noecho(parameter: Parameter, study: Study) -> Verdict:
    """A parameter for a secret is shown to everyone.

    CloudFormation shows the values of parameters in the console, in DescribeStacks and in the history of changes,
    unless NoEcho is set.

    Attack: a read-only role describes the stack and has the password.

    Safe when: the parameter takes the name or the ARN of a secret, not the secret; then its name should say so.

    Fix: set NoEcho: true, or better take the secret's name and read it at run time.

    References:
    - https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html
    - https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/security-best-practices.html
    """
    given = parameter.input
    if given.type.startswith(("AWS::SSM::", "AWS::EC2::", "List<")) or not names_secret(given.name):
        return not_applicable("its name speaks of no secret")
    if _asks_for_name(given):
        return not_applicable("its description asks for a secret's name or ARN")
    if given.no_echo:
        return satisfied()
    if given.type == "Number" or _is_told_apart(given):
        return not_applicable("it takes a number, or one of a few words")
    default = given.default
    if isinstance(default, Known) and str(default.value or "") and not _may_be_given(given.name, str(default.value)):
        return not_applicable("its default is the name of something")
    return violated(parameter.says(f"{given.name} is shown wherever the stack is described"))


@control("secret-as-parameter-default", practice=3, severity=CRITICAL, subject=Parameter)
def secret_as_parameter_default(parameter: Parameter, study: Study) -> Verdict:
    """A secret is the default of a parameter.

    NoEcho hides what is passed at deployment, not what stands in the template: a default is in the repository and in
    every copy of the template.

    Attack: someone reads the repository, and the deployments where nobody passed another value are open.

    Safe when: the default is a placeholder that no deployment keeps.

    Fix: leave the default out, so that a value must be given; better take the secret's name.

    References:
    - https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/security-best-practices.html#creds
    """
    given = parameter.input
    default = given.default
    match default:
        case Known(str() as text):
            found = found_in(text)
            if found:
                secret = text[found[0].start : found[0].end]
                return violated(*told(default, secret, f"the template itself holds {article(found[0])}"))
            if not _asks_for_name(given) and (holds_secret(given.name, text) or _is_hidden(given, text)):
                return violated(*told(default, text, "the template itself holds a secret"))
            return satisfied()
        case Absent() | Known():
            return satisfied()
        case other:
            return unknown(other)


class StoredParameter(Subject):
    """A parameter of Parameter Store."""

    TYPES = ("AWS::SSM::Parameter",)
    __slots__ = ()

    parameter_name = Text("Name")
    stored = Text("Value")


@control("secret-in-deployment-configuration", practice=3, severity=CRITICAL, subject=Parameter)
def secret_in_deployment_configuration(parameter: Parameter, study: Study) -> Verdict:
    """A secret stands in the configuration of deployments.

    ``samconfig.toml`` is made to be committed, and ``parameter_overrides`` in it is plain text: NoEcho hides what
    CloudFormation shows, not what the repository holds.

    Attack: whoever can read the repository, a fork or a build log reads the secret, in every commit since.

    Safe when: what is given only names the secret, or keeps its place.

    Fix: put the secret into Secrets Manager and give its ARN, or pass the value from the pipeline's own secret store;
    change the secret, since the repository's history keeps it.

    References:
    - https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-sam-cli-config.html
    - https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html
    """
    given = parameter.input
    text = given.configured
    if not text:
        return not_applicable("no configuration beside the template gives it")
    named = not _asks_for_name(given) and (holds_secret(given.name, text) or _is_hidden(given, text))
    if found_in(text) or named:
        return violated(parameter.says(f"samconfig.toml gives {given.name} in plain text"))
    return satisfied()


@control("secret-in-plain-parameter", practice=3, severity=HIGH, subject=StoredParameter)
def secret_in_plain_parameter(parameter: StoredParameter, study: Study) -> Verdict:
    """A secret is kept in a plain parameter.

    CloudFormation can't make a SecureString, so a secret in ``AWS::SSM::Parameter`` is stored in plain text, and stands
    in the template besides.

    Attack: everyone who may read parameters, and everyone who can read the template, has it.

    Safe when: the value only looks like a secret.

    Fix: make the SecureString outside of CloudFormation, or use AWS::SecretsManager::Secret with GenerateSecretString.

    References:
    - https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-securestring.html
    - https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ssm-parameter.html
    """
    name = parameter.parameter_name.value if isinstance(parameter.parameter_name, Known) else parameter.resource.id
    value = parameter.stored
    found = written(str(name).rpartition("/")[2], value, study.application)
    if found is not None:
        return violated(*told(value, found.text, f"the parameter holds {found.kind} in plain text"))
    if given_secret(value) is not None:
        return violated(value.says("a secret is copied into a plain parameter"))
    return unknown(value) if isinstance(value, Unknown) else satisfied()


CONTROLS = (
    secret_parameter_without_noecho,
    secret_as_parameter_default,
    secret_in_deployment_configuration,
    secret_in_plain_parameter,
)
