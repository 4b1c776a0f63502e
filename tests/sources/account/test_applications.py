"""Which resources stand in the application of which region."""

from hauberk.sources.account.applications import applications
from hauberk.sources.account.calls import GLOBAL, Data, call
from hauberk.sources.account.snapshot import Snapshot

API = {"id": "a1b2c3d4e5", "name": "shop"}
DISTRIBUTION = "arn:aws:cloudfront::123456789012:distribution/E1"
ACL = "arn:aws:wafv2:us-east-1:123456789012:global/webacl/shop/1"
HOME, OTHER = "eu-west-1", "eu-central-1"


def _snapshot(origin: str) -> Snapshot:
    """An API in the other region, and a distribution with a web ACL that logs."""
    item = {
        "Id": "E1",
        "ARN": DISTRIBUTION,
        "DomainName": "d1.cloudfront.net",
        "WebACLId": ACL,
        "Origins": {"Quantity": 1, "Items": [{"Id": "o", "DomainName": origin}]},
    }
    acls = {"WebACLs": [{"Name": "shop", "Id": "1", "ARN": ACL}]}
    logging = {
        "LoggingConfigurations": [{"ResourceArn": ACL, "LogDestinationConfigs": ["arn:aws:s3:::aws-waf-logs-x"]}]
    }
    answers = {
        call("apigateway", "GetRestApis", OTHER): Data({"items": [API]}),
        call("cloudfront", "ListDistributions", GLOBAL): Data({"DistributionList": {"Items": [item]}}),
        call("wafv2", "ListWebACLs", GLOBAL, Scope="CLOUDFRONT"): Data(acls),
        call("wafv2", "ListLoggingConfigurations", GLOBAL, Scope="CLOUDFRONT"): Data(logging),
    }
    asked = frozenset(made.api for made in answers)
    return Snapshot("aws", "123456789012", (HOME, OTHER), "2026-11-30T00:00:00+00:00", asked, answers)


def _regions(origin: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for read in applications(_snapshot(origin)):
        for resource in read.application.resources.values():
            found.setdefault(resource.type, []).append(read.application.id.rpartition("/")[2])
    return found


def test_a_distribution_stands_beside_what_it_leads_to_and_its_web_acl_with_it() -> None:
    found = _regions("a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com")
    for type_ in ("CloudFront::Distribution", "WAFv2::WebACL", "WAFv2::LoggingConfiguration"):
        assert found[f"AWS::{type_}"] == [OTHER], type_


def test_one_that_leads_elsewhere_stands_in_the_home_region() -> None:
    found = _regions("shop.example.com")
    for type_ in ("CloudFront::Distribution", "WAFv2::WebACL", "WAFv2::LoggingConfiguration"):
        assert found[f"AWS::{type_}"] == [HOME], type_
