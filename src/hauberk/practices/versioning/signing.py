"""Whose code may be deployed."""

from hauberk.model.compute import CodeSigning, Function
from hauberk.model.subject import named
from hauberk.model.told import if_version
from hauberk.model.values import Absent, Unknown
from hauberk.model.verdict import LOW, MEDIUM, Verdict, not_applicable, unknown
from hauberk.practices.checks import must_be_among, must_be_given, unless_helper
from hauberk.practices.control import control
from hauberk.study.study import Study


@control("code-signing-missing", practice=10, severity=LOW, subject=Function)
def code_signing_missing(function: Function, study: Study) -> Verdict:
    """Unsigned code may be deployed.

    With code signing Lambda takes only packages that a trusted profile has signed, so that a stolen deployment
    credential isn't enough to run code of one's own.

    Attack: someone with a leaked key calls UpdateFunctionCode, and their code runs with the function's role.

    Safe when: the function is an image; images are signed and checked otherwise.

    Fix: add an AWS::Lambda::CodeSigningConfig and name it in CodeSigningConfigArn.

    References:
    - https://docs.aws.amazon.com/lambda/latest/dg/configuration-codesigning.html
    """
    if version := if_version(function, "who signs its code"):
        return version
    if function.is_image:
        return not_applicable("images are signed and checked otherwise")
    if isinstance(function.package_type, Unknown):
        return unknown(function.package_type)
    if helper := unless_helper(function):
        return helper
    if not isinstance(named(function.code).value("ZipFile"), Absent):
        return not_applicable("its code is inline, and can't be signed")
    return must_be_given(function.code_signing, "code that nobody signed can be deployed here")


@control("code-signing-only-warns", practice=10, severity=MEDIUM, subject=CodeSigning)
def code_signing_only_warns(config: CodeSigning, study: Study) -> Verdict:
    """Unsigned code is deployed with a warning.

    With Warn, which is the default, a package with a bad signature or none is deployed all the same, and a metric is
    counted.

    Attack: someone deploys code of their own, and the warning is read by nobody.

    Safe when: signing is being introduced, for some weeks.

    Fix: set UntrustedArtifactOnDeployment to Enforce.

    References:
    - https://docs.aws.amazon.com/lambda/latest/dg/configuration-codesigning.html#config-codesigning-policies
    """
    return must_be_among(config.on_untrusted, ("Enforce",), "code that isn't trusted is deployed all the same")


CONTROLS = (code_signing_missing, code_signing_only_warns)
