"""Web ACLs as AWS tells of them, and the resources that a template would have.

Answers from the AWS WAFV2 API Reference (2026-11).
"""

from hauberk.sources.account.calls import GLOBAL, Unread
from hauberk.sources.account.made import Made
from hauberk.sources.account.planning import reads_for
from hauberk.sources.account.services import firewalls
from tests.sources.account.services.recordings import answered, made_by, states

ACL_ARN = "arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/shop/1111"
TOLD = (
    answered("wafv2:ListWebACLs", {"WebACLs": [{"Name": "shop", "Id": "1111", "ARN": ACL_ARN}]}, Scope="REGIONAL"),
    answered(
        "wafv2:GetWebACL",
        {
            "WebACL": {
                "Name": "shop",
                "Id": "1111",
                "ARN": ACL_ARN,
                "DefaultAction": {"Allow": {}},
                "Capacity": 700,
                "ManagedByFirewallManager": False,
                "VisibilityConfig": {
                    "CloudWatchMetricsEnabled": True,
                    "MetricName": "shop",
                    "SampledRequestsEnabled": True,
                },
                "Rules": [
                    {
                        "Name": "rate",
                        "Priority": 1,
                        "Action": {"Block": {}},
                        "Statement": {"RateBasedStatement": {"Limit": 1000, "AggregateKeyType": "IP"}},
                    }
                ],
                "PreProcessFirewallManagerRuleGroups": [
                    {
                        "Name": "corporate",
                        "Priority": 0,
                        "FirewallManagerStatement": {
                            "ManagedRuleGroupStatement": {"VendorName": "AWS", "Name": "AWSManagedRulesCommonRuleSet"}
                        },
                        "OverrideAction": {"None": {}},
                    }
                ],
            },
            "LockToken": "x",
        },
        Name="shop",
        Id="1111",
        Scope="REGIONAL",
    ),
    answered(
        "wafv2:ListResourcesForWebACL",
        {"ResourceArns": ["arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/shop/5555"]},
        WebACLArn=ACL_ARN,
        ResourceType="APPLICATION_LOAD_BALANCER",
    ),
    answered(
        "wafv2:ListResourcesForWebACL",
        Unread("access-denied", "AWS denied it", "wafv2:ListResourcesForWebACL"),
        WebACLArn=ACL_ARN,
        ResourceType="COGNITO_USER_POOL",
    ),
    answered(
        "wafv2:ListLoggingConfigurations",
        {
            "LoggingConfigurations": [
                {
                    "ResourceArn": ACL_ARN,
                    "LogDestinationConfigs": ["arn:aws:logs:eu-west-1:123456789012:log-group:aws-waf-logs-shop"],
                    "ManagedByFirewallManager": False,
                }
            ]
        },
        Scope="REGIONAL",
    ),
)
MADE = [
    Made(
        "AWS::WAFv2::WebACL",
        "arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/shop/1111",
        "shop",
        {
            "Name": "shop",
            "Scope": "REGIONAL",
            "DefaultAction": {"Allow": {}},
            "VisibilityConfig": {
                "CloudWatchMetricsEnabled": True,
                "MetricName": "shop",
                "SampledRequestsEnabled": True,
            },
            "Rules": [
                {
                    "Name": "corporate",
                    "OverrideAction": {"None": {}},
                    "Priority": 0,
                    "Statement": {
                        "ManagedRuleGroupStatement": {"VendorName": "AWS", "Name": "AWSManagedRulesCommonRuleSet"}
                    },
                },
                {
                    "Name": "rate",
                    "Priority": 1,
                    "Action": {"Block": {}},
                    "Statement": {"RateBasedStatement": {"Limit": 1000, "AggregateKeyType": "IP"}},
                },
            ],
        },
        returns={"": "shop|1111|REGIONAL", "Arn": "arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/shop/1111"},
        account={"Capacity": 700, "ManagedByFirewallManager": False},
    ),
    Made(
        "AWS::WAFv2::WebACLAssociation",
        "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/shop/5555#WebACLAssociation",
        "web ACL of loadbalancer/app/shop/5555",
        {
            "ResourceArn": "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/shop/5555",
            "WebACLArn": "arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/shop/1111",
        },
    ),
    Made(
        "AWS::WAFv2::WebACLAssociation",
        "arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/shop/1111#COGNITO_USER_POOL",
        "what shop stands before",
        {"WebACLArn": "arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/shop/1111"},
        account={"ResourceType": "AWS::Cognito::UserPool"},
        unread=Unread(code="access-denied", text="AWS denied it", permission="wafv2:ListResourcesForWebACL"),
    ),
    Made(
        "AWS::WAFv2::LoggingConfiguration",
        "arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/shop/1111#LoggingConfiguration",
        "logging of shop",
        {
            "ResourceArn": "arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/shop/1111",
            "LogDestinationConfigs": ["arn:aws:logs:eu-west-1:123456789012:log-group:aws-waf-logs-shop"],
        },
        account={"ManagedByFirewallManager": False},
        beside=("arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/shop/1111",),
    ),
]

BALANCER = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/shop/5555"
BALANCERS = answered(
    "elbv2:DescribeLoadBalancers",
    {
        "LoadBalancers": [
            {"LoadBalancerArn": BALANCER, "LoadBalancerName": "shop", "Type": "application"},
            {"LoadBalancerArn": f"{BALANCER}9", "LoadBalancerName": "other", "Type": "application"},
        ]
    },
)
POOL = answered("cognito-idp:ListUserPools", {"UserPools": [{"Id": "eu-west-1_A", "Name": "users"}]}, MaxResults=60)
DESCRIBED = answered("cognito-idp:DescribeUserPool", {"UserPool": {"Id": "eu-west-1_A"}}, UserPoolId="eu-west-1_A")
POOL_ARN = "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_A"


def test_web_acls_what_they_stand_before_and_where_they_log() -> None:
    assert made_by(firewalls, *TOLD) == MADE


def test_a_region_has_its_own_and_cloudfront_has_others() -> None:
    arn = "arn:aws:wafv2:us-east-1:123456789012:global/webacl/edge/2222"
    told = (
        answered(
            "wafv2:ListWebACLs", {"WebACLs": [{"Name": "edge", "Id": "2222", "ARN": arn}]}, GLOBAL, Scope="CLOUDFRONT"
        ),
        answered("wafv2:GetWebACL", {"WebACL": {"Rules": []}}, GLOBAL, Name="edge", Id="2222", Scope="CLOUDFRONT"),
    )
    assert [one.id for one in made_by(firewalls, *told, region=GLOBAL)] == [arn]
    assert made_by(firewalls, *told) == []
    asked = {(read.operation, read.anywhere) for read in reads_for(["AWS::WAFv2::WebACL"]) if read.service == "wafv2"}
    assert asked == {("ListWebACLs", False), ("ListWebACLs", True), ("GetWebACL", False), ("GetWebACL", True)}


def test_one_stands_before_what_it_was_associated_with_and_before_nothing_else() -> None:
    found = states(*TOLD, BALANCERS)
    assert found["load-balancer-without-web-acl"] == {BALANCER: "satisfied", f"{BALANCER}9": "violated"}


def test_associations_that_were_denied_make_their_kind_of_resource_unknown_and_no_other() -> None:
    found = states(*TOLD, BALANCERS, POOL, DESCRIBED)
    assert found["user-pool-without-web-acl"] == {POOL_ARN: "unknown"}
    assert found["load-balancer-without-web-acl"] == {BALANCER: "satisfied", f"{BALANCER}9": "violated"}


def test_the_rules_of_firewall_manager_count() -> None:
    found = states(*TOLD)
    assert found["web-acl-without-known-bad-inputs"] == {ACL_ARN: "satisfied"}
    assert found["web-acl-without-rate-rule"] == {ACL_ARN: "satisfied"}
    assert found["web-acl-without-logs"] == {ACL_ARN: "satisfied"}


def test_a_web_acl_that_was_denied_is_known_by_name_alone() -> None:
    denied = Unread("access-denied", "AWS denied it", "wafv2:GetWebACL")
    found = states(*TOLD, answered("wafv2:GetWebACL", denied, Name="shop", Id="1111", Scope="REGIONAL"))
    for control in ("web-acl-without-rules", "web-acl-without-rate-rule", "web-acl-counts-only"):
        assert found[control] == {ACL_ARN: "unknown"}


def test_rules_that_nobody_can_make_sense_of_are_not_taken_for_none() -> None:
    strange = {"WebACL": {"Rules": "all of them"}}
    found = states(*TOLD, answered("wafv2:GetWebACL", strange, Name="shop", Id="1111", Scope="REGIONAL"))
    assert found["web-acl-without-rules"] == {ACL_ARN: "unknown"}
