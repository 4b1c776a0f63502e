"""Certificates of ACM."""

from hauberk.model.given import is_given
from hauberk.model.subject import Subject, Text, as_text, named
from hauberk.model.values import Known
from hauberk.model.verdict import LOW, MEDIUM, Verdict, not_applicable
from hauberk.practices.checks import must, must_be_among
from hauberk.practices.control import control
from hauberk.study.study import Study

PRIVATE = "a private authority issues it: nobody validates the domain, and no public log takes it"
IMPORTED = "it was imported: whoever issued it validated the domain, and ACM renews nothing"


class Certificate(Subject):
    """A certificate."""

    TYPES = ("AWS::CertificateManager::Certificate",)
    __slots__ = ()

    authority = Text("CertificateAuthorityArn")
    validation = Text("ValidationMethod", "EMAIL")
    transparency = Text("CertificateTransparencyLoggingPreference", "ENABLED")

    @property
    def issued_elsewhere(self) -> str:
        """Why what ACM does for its own certificates isn't asked of it, or empty."""
        if is_given(self.authority):
            return PRIVATE
        # No template makes such a certificate; an account may hold some.
        kind = named(self.resource.attributes.value("Account")).value("Type")
        return IMPORTED if kind == Known("IMPORTED") else ""


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
    if certificate.issued_elsewhere:
        return not_applicable(certificate.issued_elsewhere)
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
    if certificate.issued_elsewhere:
        return not_applicable(certificate.issued_elsewhere)
    return must_be_among(certificate.transparency, ("ENABLED",), "the certificate isn't in the public log")


@control("certificate-with-weak-key", practice=7, severity=MEDIUM, subject=Certificate)
def certificate_with_weak_key(certificate: Certificate, study: Study) -> Verdict:
    """A certificate has a short key.

    RSA keys of 1,024 bits are within reach of whoever can pay for the machines.

    Attack: recorded connections are read after the key has been computed.

    Safe when: never; every client takes longer keys.

    Fix: set KeyAlgorithm to RSA_2048 or EC_prime256v1.

    References:
    - https://docs.aws.amazon.com/acm/latest/userguide/acm-certificate-characteristics.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/acm-controls.html#acm-2
    """
    key = as_text(certificate.at("KeyAlgorithm", "RSA_2048"))
    return must(key, lambda name: name != "RSA_1024", "keys of this kind can be computed")


CONTROLS = (certificate_validated_by_email, certificate_without_transparency, certificate_with_weak_key)
