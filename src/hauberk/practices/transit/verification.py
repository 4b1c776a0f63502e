"""Settings that switch the verification of certificates off."""

from hauberk.model.compute import EnvironmentVariable
from hauberk.model.values import Known
from hauberk.model.verdict import HIGH, Verdict, not_applicable, satisfied, unknown, violated
from hauberk.practices.control import control
from hauberk.study.study import Study

SWITCHES: dict[str, tuple[str, ...]] = {
    "GIT_SSL_NO_VERIFY": ("1", "true"),
    "NODE_TLS_REJECT_UNAUTHORIZED": ("0",),
    "PYTHONHTTPSVERIFY": ("0",),
}
"""Variables with which run-times stop looking at certificates, and the values that do it (Node.js, Python and git
documentation, 2026-11)."""


@control("tls-verification-disabled", practice=7, severity=HIGH, subject=EnvironmentVariable)
def tls_verification_disabled(variable: EnvironmentVariable, study: Study) -> Verdict:
    """A function doesn't check certificates.

    The variable switches verification off for every connection of the function, those of libraries included.

    Attack: someone on the way presents a certificate of their own and reads and changes everything.

    Safe when: never; trust a private authority by adding its certificate (NODE_EXTRA_CA_CERTS).

    Fix: remove the variable.

    References:
    - https://docs.aws.amazon.com/wellarchitected/latest/security-pillar/sec_protect_data_transit_encrypt.html
    """
    switch = SWITCHES.get(variable.variable)
    if switch is None:
        return not_applicable("it has nothing to do with certificates")
    match variable.value:
        case Known(value):
            if str(value).lower() in switch:
                return violated(variable.value.says("certificates aren't checked on any connection"))
            return satisfied()
        case other:
            return unknown(other)


CONTROLS = (tls_verification_disabled,)
