"""ACM: certificates, how their names were validated, and until when they hold.

Operations and members from the ACM API Reference, properties from the CloudFormation Template Reference,
"AWS::CertificateManager::Certificate" (2026-11). The list tells nearly all; how ACM validates a name costs a call for
each certificate that Amazon issued. What only an account knows (status, end, use) stands below ``Account``, with the
``Type``: a certificate that was imported is what no template makes.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from hauberk.sources.account.calls import Answers, Data, Unread
from hauberk.sources.account.made import Made
from hauberk.sources.account.naming import Place
from hauberk.sources.account.reads import Read
from hauberk.sources.account.services.shaping import given, listed, only, text

CERTIFICATE = "AWS::CertificateManager::Certificate"
ALL_KEYS = (
    "RSA_1024",
    "RSA_2048",
    "RSA_3072",
    "RSA_4096",
    "EC_prime256v1",
    "EC_secp384r1",
    "EC_secp521r1",
)
_ARGUMENTS = {"Includes": {"keyTypes": ALL_KEYS}}
"""Unasked, ACM lists certificates with keys of RSA_1024 and RSA_2048 only ("Filters", ACM API reference, 2026-11)."""


def _listed(answers: Answers) -> list[Mapping[str, Any]]:
    found = listed(answers.data("acm", "ListCertificates", **_ARGUMENTS), "CertificateSummaryList")
    return [one for one in found if text(one, "CertificateArn")]


def _each(answers: Answers) -> Iterable[Mapping[str, Any]]:
    for one in _listed(answers):
        if text(one, "Type") in ("", "AMAZON_ISSUED"):
            yield {"CertificateArn": text(one, "CertificateArn")}


READS = (
    Read("acm", "ListCertificates", (CERTIFICATE,), arguments=_ARGUMENTS),
    Read(
        "acm",
        "DescribeCertificate",
        (CERTIFICATE,),
        each=_each,
        after=("acm:ListCertificates",),
        absent=frozenset(("ResourceNotFoundException",)),
    ),
)


def resources(answers: Answers, place: Place) -> Iterator[Made]:
    """The certificates."""
    for one in _listed(answers):
        arn = text(one, "CertificateArn")
        answer = answers.of("acm", "DescribeCertificate", CertificateArn=arn)
        whole = answer.content.get("Certificate") if isinstance(answer, Data) else None
        told = whole if isinstance(whole, Mapping) else one
        options = listed(told, "DomainValidationOptions")
        properties = given(
            {
                "DomainName": one.get("DomainName"),
                "SubjectAlternativeNames": told.get(
                    "SubjectAlternativeNames", one.get("SubjectAlternativeNameSummaries")
                ),
                "KeyAlgorithm": str(told.get("KeyAlgorithm") or "").replace("-", "_"),
                "CertificateAuthorityArn": told.get("CertificateAuthorityArn"),
                "CertificateTransparencyLoggingPreference": text(
                    told, "Options", "CertificateTransparencyLoggingPreference"
                ),
                "ValidationMethod": next((text(each, "ValidationMethod") for each in options), None),
            }
        )
        kind = text(told, "Type") or text(one, "Type")
        if not isinstance(whole, Mapping) and kind in ("", "AMAZON_ISSUED"):
            unread = answer if isinstance(answer, Unread) else Unread("invalid", "nothing was told of it")
            properties |= {"ValidationMethod": unread, "CertificateTransparencyLoggingPreference": unread}
        more = only(one, "InUse", "IssuedAt", "NotAfter", "NotBefore", "RenewalEligibility", "Status")
        more |= only(told, "InUseBy", "NotAfter", "RenewalSummary", "Status") | given({"Type": kind})
        yield Made(CERTIFICATE, arn, text(one, "DomainName") or arn, properties, returns={"": arn}, account=more)
