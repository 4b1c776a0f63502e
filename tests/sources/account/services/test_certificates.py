"""Certificates as ACM tells of them, and the resources that a template would have.

Answers from the ACM API Reference (2026-11). moto validates by DNS whatever it was asked for: that a person has to
confirm renewals is only proven here, and so are imported certificates with short keys.
"""

from hauberk.sources.account.calls import Unread
from hauberk.sources.account.made import Made
from hauberk.sources.account.services import certificates
from tests.sources.account.services.recordings import answered, made_by, states
from tests.sources.account.services.samples import model

CERT = "arn:aws:acm:eu-west-1:123456789012:certificate/2222"
TOLD = (
    answered(
        "acm:ListCertificates",
        {
            "CertificateSummaryList": [
                {
                    "CertificateArn": CERT,
                    "DomainName": "shop.example.com",
                    "Status": "ISSUED",
                    "Type": "AMAZON_ISSUED",
                    "KeyAlgorithm": "RSA-2048",
                    "InUse": True,
                    "NotAfter": "2027-01-01T00:00:00+00:00",
                },
                {
                    "CertificateArn": CERT + "b",
                    "DomainName": "old.example.com",
                    "Status": "ISSUED",
                    "Type": "IMPORTED",
                    "KeyAlgorithm": "RSA-1024",
                    "InUse": False,
                    "NotAfter": "2026-12-01T00:00:00+00:00",
                },
            ]
        },
        Includes={"keyTypes": certificates.ALL_KEYS},
    ),
    answered(
        "acm:DescribeCertificate",
        {
            "Certificate": {
                "CertificateArn": CERT,
                "DomainName": "shop.example.com",
                "SubjectAlternativeNames": ["shop.example.com"],
                "DomainValidationOptions": [{"DomainName": "shop.example.com", "ValidationMethod": "DNS"}],
                "KeyAlgorithm": "RSA-2048",
                "Status": "ISSUED",
                "Type": "AMAZON_ISSUED",
                "InUseBy": ["arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/shop/5555"],
                "NotAfter": "2027-01-01T00:00:00+00:00",
                "Options": {"CertificateTransparencyLoggingPreference": "ENABLED"},
            }
        },
        CertificateArn=CERT,
    ),
)
MADE = [
    Made(
        "AWS::CertificateManager::Certificate",
        "arn:aws:acm:eu-west-1:123456789012:certificate/2222",
        "shop.example.com",
        {
            "DomainName": "shop.example.com",
            "SubjectAlternativeNames": ["shop.example.com"],
            "KeyAlgorithm": "RSA_2048",
            "CertificateTransparencyLoggingPreference": "ENABLED",
            "ValidationMethod": "DNS",
        },
        returns={"": "arn:aws:acm:eu-west-1:123456789012:certificate/2222"},
        account={
            "InUse": True,
            "NotAfter": "2027-01-01T00:00:00+00:00",
            "Status": "ISSUED",
            "InUseBy": ["arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/shop/5555"],
            "Type": "AMAZON_ISSUED",
        },
    ),
    Made(
        "AWS::CertificateManager::Certificate",
        "arn:aws:acm:eu-west-1:123456789012:certificate/2222b",
        "old.example.com",
        {"DomainName": "old.example.com", "KeyAlgorithm": "RSA_1024"},
        returns={"": "arn:aws:acm:eu-west-1:123456789012:certificate/2222b"},
        account={"InUse": False, "NotAfter": "2026-12-01T00:00:00+00:00", "Status": "ISSUED", "Type": "IMPORTED"},
    ),
]


def test_certificates_with_what_only_the_account_knows() -> None:
    assert made_by(certificates, *TOLD) == MADE


def test_of_an_imported_one_is_not_asked_what_acm_does_for_its_own() -> None:
    found = states(*TOLD)
    assert found["certificate-validated-by-email"] == {CERT: "satisfied", f"{CERT}b": "not-applicable"}
    assert found["certificate-without-transparency"] == {CERT: "satisfied", f"{CERT}b": "not-applicable"}
    assert found["certificate-with-weak-key"] == {CERT: "satisfied", f"{CERT}b": "violated"}


def test_a_person_who_has_to_confirm_is_told() -> None:
    by_mail = {"DomainValidationOptions": [{"ValidationMethod": "EMAIL"}], "Type": "AMAZON_ISSUED"}
    options = {"Options": {"CertificateTransparencyLoggingPreference": "DISABLED"}}
    found = states(*TOLD, answered("acm:DescribeCertificate", {"Certificate": by_mail | options}, CertificateArn=CERT))
    assert found["certificate-validated-by-email"][CERT] == "violated"
    assert found["certificate-without-transparency"][CERT] == "violated"


def test_how_it_was_validated_is_unknown_where_that_was_denied() -> None:
    denied = Unread("access-denied", "AWS denied it", "acm:DescribeCertificate")
    found = states(*TOLD, answered("acm:DescribeCertificate", denied, CertificateArn=CERT))
    assert found["certificate-validated-by-email"][CERT] == "unknown"
    assert found["certificate-with-weak-key"][CERT] == "satisfied"


def test_certificates_of_every_kind_of_key_are_asked_for() -> None:
    known = model("acm").shape_for("KeyAlgorithm").enum
    (arguments,) = (read.arguments for read in certificates.READS if read.operation == "ListCertificates")
    assert set(arguments["Includes"]["keyTypes"]) <= set(known)
    assert {name for name in known if name.startswith(("RSA", "EC_"))} <= set(arguments["Includes"]["keyTypes"])
