"""Certificates that were uploaded to IAM, which an account has and no template makes."""

from hauberk.model.people import ServerCertificate, age
from hauberk.model.values import Unknown
from hauberk.model.verdict import MEDIUM, Verdict, satisfied, unknown, violated
from hauberk.practices.ages import days
from hauberk.practices.control import control
from hauberk.study.study import Study

SOON = 30
"""Days before its end within which a certificate is to be replaced, as Security Hub's ACM.1 has it (2026-11)."""


@control("server-certificate-expired", practice=7, severity=MEDIUM, subject=ServerCertificate)
def server_certificate_expired(certificate: ServerCertificate, study: Study) -> Verdict:
    """A certificate in IAM has expired, or will within a month.

    Certificates that were uploaded to IAM are renewed by nobody. One that has expired breaks what uses it, and teaches
    people to pass over warnings.

    Attack: a forged certificate gets the same warning as the real one, and people click it away.

    Safe when: nothing uses it; then delete it.

    Fix: request the certificate from ACM, which renews it, use that one, and delete this.

    References:
    - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_server-certs.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-26
    """
    ends = certificate.told("Expiration")
    past = age(ends, study.today)
    if past is None:
        return unknown(ends)
    if isinstance(past, Unknown):
        return unknown(past)
    if past < -SOON:
        return satisfied()
    says = f"it expired {days(past)} ago" if past > 0 else f"it expires in {days(-past)}"
    return violated(ends.says(f"certificate {certificate.name}: {says}"))


CONTROLS = (server_certificate_expired,)
