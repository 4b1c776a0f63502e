"""Certificates of ACM."""

from hauberk.model.subject import Subject, Text
from hauberk.model.verdict import LOW, Verdict
from hauberk.practices.checks import must_be_among
from hauberk.practices.control import control
from hauberk.study.study import Study


class Certificate(Subject):
    """A certificate."""

    TYPES = ("AWS::CertificateManager::Certificate",)
    __slots__ = ()

    validation = Text("ValidationMethod", "EMAIL")
    transparency = Text("CertificateTransparencyLoggingPreference", "ENABLED")


@control("certificate-validated-by-email", practice=7, severity=LOW, subject=Certificate)
def certificate_validated_by_email(certificate: Certificate, study: Study) -> Verdict:
    """A certificate is renewed by e-mail.

    A certificate that is validated by e-mail has to be confirmed by a person every time. Sooner or later nobody does,
    and it expires.

    Attack: the certificate expires on a Sunday; users learn to click warnings away.

    Safe when: you can't add records to the domain's DNS.

    Fix: set ValidationMethod to DNS; ACM then renews it by itself.

    References:
    - https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html
    """
    return must_be_among(certificate.validation, ("DNS", "HTTP"), "a person has to confirm every renewal")


@control("certificate-without-transparency", practice=7, severity=LOW, subject=Certificate)
def certificate_without_transparency(certificate: Certificate, study: Study) -> Verdict:
    """A certificate isn't in the public log.

    Browsers refuse certificates that aren't in a transparency log, and without the log nobody notices one that was
    issued by mistake.

    Attack: a second certificate for your name is issued to someone else, and nobody sees it.

    Safe when: the name itself has to stay secret and no browser will see the certificate.

    Fix: leave CertificateTransparencyLoggingPreference out.

    References:
    - https://docs.aws.amazon.com/acm/latest/userguide/acm-bestpractices.html#best-practices-transparency
    """
    return must_be_among(certificate.transparency, ("ENABLED",), "the certificate isn't in the public log")


CONTROLS = (certificate_validated_by_email, certificate_without_transparency)
