"""Distributions as AWS tells of them, and the resources that a template would have.

Answers from the CloudFront API Reference (2026-11). moto's distributions lack an origin's access control and its empty
``S3OriginConfig``, so that origin-without-access-control is only proven here.
"""

from collections.abc import Mapping
from typing import Any

import pytest

from hauberk.sources.account.calls import GLOBAL, Unread
from hauberk.sources.account.made import Made
from hauberk.sources.account.services import distributions
from hauberk.study.graph import dependencies
from tests.sources.account.services.recordings import Told, answered, application, made_by, states

CONTROL = "arn:aws:cloudfront::123456789012:origin-access-control/E2BBBBBBBBBBB"
D = "arn:aws:cloudfront::123456789012:distribution/E1AAAAAAAAAAA"
CONFIG = {
    "CallerReference": "1",
    "Aliases": {"Quantity": 1, "Items": ["www.example.com"]},
    "DefaultRootObject": "",
    "Origins": {
        "Quantity": 2,
        "Items": [
            {
                "Id": "files",
                "DomainName": "files.s3.eu-west-1.amazonaws.com",
                "OriginPath": "",
                "CustomHeaders": {"Quantity": 0},
                "S3OriginConfig": {"OriginAccessIdentity": ""},
                "OriginAccessControlId": "E2BBBBBBBBBBB",
            },
            {
                "Id": "api",
                "DomainName": "a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com",
                "OriginPath": "/prod",
                "CustomHeaders": {"Quantity": 1, "Items": [{"HeaderName": "X-Origin", "HeaderValue": "~"}]},
                "CustomOriginConfig": {
                    "HTTPPort": 80,
                    "HTTPSPort": 443,
                    "OriginProtocolPolicy": "https-only",
                    "OriginSslProtocols": {"Quantity": 1, "Items": ["TLSv1.2"]},
                },
                "OriginAccessControlId": "",
            },
        ],
    },
    "OriginGroups": {"Quantity": 0},
    "DefaultCacheBehavior": {
        "TargetOriginId": "files",
        "TrustedSigners": {"Enabled": False, "Quantity": 0},
        "ViewerProtocolPolicy": "redirect-to-https",
        "AllowedMethods": {
            "Quantity": 2,
            "Items": ["HEAD", "GET"],
            "CachedMethods": {"Quantity": 2, "Items": ["HEAD", "GET"]},
        },
        "LambdaFunctionAssociations": {
            "Quantity": 1,
            "Items": [
                {
                    "LambdaFunctionARN": "arn:aws:lambda:us-east-1:123456789012:function:edge:1",
                    "EventType": "viewer-request",
                    "IncludeBody": False,
                }
            ],
        },
        "FunctionAssociations": {"Quantity": 0},
    },
    "CacheBehaviors": {
        "Quantity": 1,
        "Items": [
            {
                "PathPattern": "/api/*",
                "TargetOriginId": "api",
                "ViewerProtocolPolicy": "allow-all",
                "ForwardedValues": {
                    "QueryString": True,
                    "Cookies": {"Forward": "whitelist", "WhitelistedNames": {"Quantity": 1, "Items": ["session"]}},
                    "Headers": {"Quantity": 0},
                },
            }
        ],
    },
    "CustomErrorResponses": {"Quantity": 0},
    "Comment": "~",
    "Logging": {"Enabled": True, "IncludeCookies": False, "Bucket": "logs.s3.amazonaws.com", "Prefix": ""},
    "PriceClass": "PriceClass_All",
    "Enabled": True,
    "ViewerCertificate": {
        "CloudFrontDefaultCertificate": False,
        "ACMCertificateArn": "arn:aws:acm:us-east-1:123456789012:certificate/3333",
        "SSLSupportMethod": "sni-only",
        "MinimumProtocolVersion": "TLSv1.2_2021",
        "Certificate": "arn:aws:acm:us-east-1:123456789012:certificate/3333",
        "CertificateSource": "acm",
    },
    "Restrictions": {"GeoRestriction": {"RestrictionType": "whitelist", "Quantity": 1, "Items": ["DE"]}},
    "WebACLId": "",
    "HttpVersion": "http2",
    "IsIPV6Enabled": True,
}
TOLD = (
    answered(
        "cloudfront:ListDistributions",
        {
            "DistributionList": {
                "Items": [
                    {
                        "Id": "E1AAAAAAAAAAA",
                        "ARN": D,
                        "Status": "Deployed",
                        "LastModifiedTime": "2026-01-02T00:00:00+00:00",
                        "DomainName": "d111.cloudfront.net",
                    }
                ]
            }
        },
        GLOBAL,
    ),
    answered(
        "cloudfront:GetDistributionConfig", {"ETag": "x", "DistributionConfig": CONFIG}, GLOBAL, Id="E1AAAAAAAAAAA"
    ),
    answered(
        "cloudfront:ListOriginAccessControls",
        {
            "OriginAccessControlList": {
                "Items": [
                    {
                        "Id": "E2BBBBBBBBBBB",
                        "Description": "",
                        "Name": "files",
                        "SigningProtocol": "sigv4",
                        "SigningBehavior": "always",
                        "OriginAccessControlOriginType": "s3",
                    }
                ]
            }
        },
        GLOBAL,
    ),
)
MADE = [
    Made(
        "AWS::CloudFront::Distribution",
        "arn:aws:cloudfront::123456789012:distribution/E1AAAAAAAAAAA",
        "www.example.com",
        {
            "DistributionConfig": {
                "Aliases": ["www.example.com"],
                "CacheBehaviors": [
                    {
                        "PathPattern": "/api/*",
                        "TargetOriginId": "api",
                        "ViewerProtocolPolicy": "allow-all",
                        "ForwardedValues": {
                            "QueryString": True,
                            "Cookies": {"Forward": "whitelist", "WhitelistedNames": ["session"]},
                        },
                    }
                ],
                "Comment": "~",
                "DefaultCacheBehavior": {
                    "TargetOriginId": "files",
                    "ViewerProtocolPolicy": "redirect-to-https",
                    "CachedMethods": ["HEAD", "GET"],
                    "AllowedMethods": ["HEAD", "GET"],
                    "LambdaFunctionAssociations": [
                        {
                            "LambdaFunctionARN": "arn:aws:lambda:us-east-1:123456789012:function:edge:1",
                            "EventType": "viewer-request",
                            "IncludeBody": False,
                        }
                    ],
                },
                "Enabled": True,
                "HttpVersion": "http2",
                "IPV6Enabled": True,
                "PriceClass": "PriceClass_All",
                "Restrictions": {"GeoRestriction": {"RestrictionType": "whitelist", "Locations": ["DE"]}},
                "ViewerCertificate": {
                    "CloudFrontDefaultCertificate": False,
                    "AcmCertificateArn": "arn:aws:acm:us-east-1:123456789012:certificate/3333",
                    "SslSupportMethod": "sni-only",
                    "MinimumProtocolVersion": "TLSv1.2_2021",
                },
                "Logging": {"Bucket": "logs.s3.amazonaws.com", "IncludeCookies": False},
                "Origins": [
                    {
                        "Id": "files",
                        "DomainName": "files.s3.eu-west-1.amazonaws.com",
                        "S3OriginConfig": {"OriginAccessIdentity": ""},
                        "OriginAccessControlId": "E2BBBBBBBBBBB",
                    },
                    {
                        "Id": "api",
                        "DomainName": "a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com",
                        "OriginPath": "/prod",
                        "CustomOriginConfig": {
                            "HTTPPort": 80,
                            "HTTPSPort": 443,
                            "OriginProtocolPolicy": "https-only",
                            "OriginSSLProtocols": ["TLSv1.2"],
                        },
                        "OriginCustomHeaders": [{"HeaderName": "X-Origin", "HeaderValue": "~"}],
                    },
                ],
            }
        },
        returns={"": "E1AAAAAAAAAAA", "Id": "E1AAAAAAAAAAA", "DomainName": "d111.cloudfront.net"},
        links={
            "DistributionConfig.Origins.0.OriginAccessControlId": CONTROL,
        },
        account={"LastModifiedTime": "2026-01-02T00:00:00+00:00", "Status": "Deployed"},
        beside=("files.s3.eu-west-1.amazonaws.com", "a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com"),
    ),
    Made(
        "AWS::CloudFront::OriginAccessControl",
        CONTROL,
        "files",
        {
            "OriginAccessControlConfig": {
                "Name": "files",
                "OriginAccessControlOriginType": "s3",
                "SigningBehavior": "always",
                "SigningProtocol": "sigv4",
            }
        },
        returns={"": "E2BBBBBBBBBBB", "Id": "E2BBBBBBBBBBB"},
    ),
]


def _changed(**changes: Any) -> Told:
    return answered(
        "cloudfront:GetDistributionConfig", {"DistributionConfig": CONFIG | changes}, GLOBAL, Id="E1AAAAAAAAAAA"
    )


def test_a_distribution_in_the_words_of_cloudformation() -> None:
    assert made_by(distributions, *TOLD, region=GLOBAL) == MADE


def test_origins_refer_to_what_stands_behind_them() -> None:
    api = answered("apigateway:GetRestApis", {"items": [{"id": "a1b2c3d4e5", "name": "shop"}]})
    found = dependencies(application(*TOLD, api).resources[D])
    assert "arn:aws:apigateway:eu-west-1::/restapis/a1b2c3d4e5" in found
    assert CONTROL in found


def test_an_origin_that_is_a_function_url_is_known_by_its_host() -> None:
    function = "arn:aws:lambda:eu-west-1:123456789012:function:orders"
    url = {
        "FunctionArn": function,
        "FunctionUrl": "https://abcdefghij.lambda-url.eu-west-1.on.aws/",
        "AuthType": "NONE",
    }
    origin = {"Id": "f", "DomainName": "abcdefghij.lambda-url.eu-west-1.on.aws", "CustomOriginConfig": {}}
    found = states(
        TOLD[0],
        _changed(Origins={"Quantity": 1, "Items": [origin]}),
        answered("lambda:ListFunctions", {"Functions": [{"FunctionName": "orders", "FunctionArn": function}]}),
        answered("lambda:ListFunctionUrlConfigs", {"FunctionUrlConfigs": [url]}, FunctionName="orders"),
    )
    assert found["origin-without-access-control"] == {D: "violated"}


@pytest.mark.parametrize(("behavior", "state"), [("always", "satisfied"), ("never", "violated")])
def test_an_origin_proves_itself_by_what_its_access_control_does(behavior: str, state: str) -> None:
    control = {"Id": "E2BBBBBBBBBBB", "Name": "files", "SigningBehavior": behavior}
    told = answered("cloudfront:ListOriginAccessControls", {"OriginAccessControlList": {"Items": [control]}}, GLOBAL)
    assert states(*TOLD, told)["origin-without-access-control"] == {D: state}


@pytest.mark.parametrize(
    ("changes", "control", "state"),
    [
        ({}, "edge-without-access-logs", "satisfied"),
        ({"Logging": {"Enabled": False, "Bucket": "", "Prefix": ""}}, "edge-without-access-logs", "violated"),
        ({}, "distribution-without-web-acl", "violated"),
        (
            {"WebACLId": "arn:aws:wafv2:us-east-1:123456789012:global/webacl/a/1"},
            "distribution-without-web-acl",
            "satisfied",
        ),
        ({}, "distribution-allows-http", "violated"),
        ({"CacheBehaviors": {"Quantity": 0}}, "distribution-allows-http", "satisfied"),
        ({}, "plain-http-origin", "satisfied"),
        ({}, "weak-tls-policy", "satisfied"),
        ({"ViewerCertificate": {"CloudFrontDefaultCertificate": True}}, "weak-tls-policy", "not-applicable"),
        ({"ViewerCertificate": {"MinimumProtocolVersion": "TLSv1"}}, "weak-tls-policy", "violated"),
        ({"Origins": "here and there"}, "plain-http-origin", "unknown"),
        ({"Origins": {"Quantity": 1, "Items": "one"}}, "plain-http-origin", "unknown"),
    ],
)
def test_verdicts_are_those_of_the_same_template(changes: Mapping[str, Any], control: str, state: str) -> None:
    assert states(*TOLD, _changed(**changes))[control] == {D: state}


def test_that_it_logs_is_unknown_where_its_configuration_was_denied() -> None:
    denied = Unread("access-denied", "AWS denied it", "cloudfront:GetDistributionConfig")
    summary = {"Id": "E1AAAAAAAAAAA", "ARN": D, "WebACLId": "", "Origins": CONFIG["Origins"]}
    found = states(
        answered("cloudfront:ListDistributions", {"DistributionList": {"Items": [summary]}}, GLOBAL),
        answered("cloudfront:GetDistributionConfig", denied, GLOBAL, Id="E1AAAAAAAAAAA"),
    )
    assert found["edge-without-access-logs"] == {D: "unknown"}
    assert found["distribution-without-web-acl"] == {D: "violated"}
