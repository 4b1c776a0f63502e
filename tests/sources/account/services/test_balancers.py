"""Load balancers as AWS tells of them, and the resources that a template would have.

Answers from the Elastic Load Balancing API Reference (2026-11).
"""

from hauberk.sources.account.calls import Answers, Unread
from hauberk.sources.account.made import Made
from hauberk.sources.account.services import balancers
from hauberk.study.graph import dependencies
from tests.sources.account.services.recordings import REGION, answered, application, made_by, recorded, states

F = "arn:aws:lambda:eu-west-1:123456789012:function:orders"
CERT = "arn:aws:acm:eu-west-1:123456789012:certificate/2222"
LB = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/shop/5555"
TG = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/orders/6666"
TOLD = (
    answered(
        "elbv2:DescribeLoadBalancers",
        {
            "LoadBalancers": [
                {
                    "LoadBalancerArn": LB,
                    "DNSName": "shop-1.eu-west-1.elb.amazonaws.com",
                    "LoadBalancerName": "shop",
                    "Scheme": "internet-facing",
                    "VpcId": "vpc-0a1b2c3d4e5f60718",
                    "State": {"Code": "active"},
                    "Type": "application",
                    "AvailabilityZones": [{"ZoneName": "eu-west-1a", "SubnetId": "subnet-0a1b2c3d4e5f60718"}],
                    "SecurityGroups": ["sg-0a1b2c3d4e5f60718"],
                    "IpAddressType": "ipv4",
                }
            ]
        },
    ),
    answered(
        "elbv2:DescribeLoadBalancerAttributes",
        {"Attributes": [{"Key": "access_logs.s3.enabled", "Value": "false"}]},
        LoadBalancerArn=LB,
    ),
    answered(
        "elbv2:DescribeListeners",
        {
            "Listeners": [
                {
                    "ListenerArn": LB.replace("loadbalancer", "listener") + "/7777",
                    "LoadBalancerArn": LB,
                    "Port": 443,
                    "Protocol": "HTTPS",
                    "Certificates": [{"CertificateArn": CERT}],
                    "SslPolicy": "ELBSecurityPolicy-2016-08",
                    "DefaultActions": [
                        {
                            "Type": "authenticate-oidc",
                            "Order": 1,
                            "AuthenticateOidcConfig": {
                                "Issuer": "https://i.example.com",
                                "ClientId": "c",
                                "ClientSecret": "~",
                            },
                        },
                        {"Type": "forward", "Order": 2, "TargetGroupArn": TG},
                    ],
                }
            ]
        },
        LoadBalancerArn=LB,
    ),
    answered(
        "elbv2:DescribeTargetGroups",
        {"TargetGroups": [{"TargetGroupArn": TG, "TargetGroupName": "orders", "TargetType": "lambda"}]},
    ),
    answered(
        "elbv2:DescribeTargetHealth",
        {"TargetHealthDescriptions": [{"Target": {"Id": F}, "TargetHealth": {"State": "unavailable"}}]},
        TargetGroupArn=TG,
    ),
)
MADE = [
    Made(
        "AWS::ElasticLoadBalancingV2::LoadBalancer",
        "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/shop/5555",
        "shop",
        {
            "Name": "shop",
            "IpAddressType": "ipv4",
            "Scheme": "internet-facing",
            "SecurityGroups": ["sg-0a1b2c3d4e5f60718"],
            "Type": "application",
            "Subnets": ["subnet-0a1b2c3d4e5f60718"],
            "LoadBalancerAttributes": [{"Key": "access_logs.s3.enabled", "Value": "false"}],
        },
        returns={
            "": "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/shop/5555",
            "LoadBalancerArn": "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/shop/5555",
            "DNSName": "shop-1.eu-west-1.elb.amazonaws.com",
        },
        account={"State": "active"},
    ),
    Made(
        "AWS::ElasticLoadBalancingV2::Listener",
        "arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/shop/5555/7777",
        "HTTPS:443 of shop",
        {
            "LoadBalancerArn": "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/shop/5555",
            "Port": 443,
            "Protocol": "HTTPS",
            "SslPolicy": "ELBSecurityPolicy-2016-08",
            "Certificates": [{"CertificateArn": "arn:aws:acm:eu-west-1:123456789012:certificate/2222"}],
            "DefaultActions": [
                {
                    "Order": 1,
                    "Type": "authenticate-oidc",
                    "AuthenticateOidcConfig": {"Issuer": "https://i.example.com", "ClientId": "c"},
                },
                {
                    "Order": 2,
                    "TargetGroupArn": "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/orders/6666",
                    "Type": "forward",
                },
            ],
        },
        returns={
            "": "arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/shop/5555/7777",
            "ListenerArn": "arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/shop/5555/7777",
        },
    ),
    Made(
        "AWS::ElasticLoadBalancingV2::TargetGroup",
        "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/orders/6666",
        "orders",
        {
            "Name": "orders",
            "TargetType": "lambda",
            "Targets": [{"Id": "arn:aws:lambda:eu-west-1:123456789012:function:orders"}],
        },
        returns={
            "": "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/orders/6666",
            "TargetGroupArn": "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/orders/6666",
        },
    ),
]


def test_load_balancers_with_what_belongs_to_them() -> None:
    assert made_by(balancers, *TOLD) == MADE


def test_no_secret_of_a_listener_is_told() -> None:
    assert "~" not in str(made_by(balancers, *TOLD))


def test_verdicts_are_those_of_the_same_template() -> None:
    found = states(*TOLD)
    listener = f"{LB.replace('loadbalancer', 'listener', 1)}/7777".replace("listener/app", "listener/app")
    assert found["edge-without-access-logs"] == {LB: "violated"}
    assert found["load-balancer-keeps-invalid-headers"] == {LB: "violated"}
    assert list(found["weak-tls-policy"].values()) == ["violated"]
    assert list(found["listener-without-tls"].values()) == ["satisfied"]
    assert listener.endswith("/7777")


def test_attributes_that_were_denied_are_not_taken_for_defaults() -> None:
    denied = Unread("access-denied", "AWS denied it", "elasticloadbalancing:DescribeLoadBalancerAttributes")
    found = states(*TOLD, answered("elbv2:DescribeLoadBalancerAttributes", denied, LoadBalancerArn=LB))
    assert found["edge-without-access-logs"] == {LB: "unknown"}
    assert found["load-balancer-keeps-invalid-headers"] == {LB: "unknown"}


def test_a_target_group_refers_to_its_function() -> None:
    function = answered("lambda:ListFunctions", {"Functions": [{"FunctionName": "orders", "FunctionArn": F}]})
    assert F in dependencies(application(*TOLD, function).resources[TG])


def test_only_groups_of_functions_are_asked_who_is_in_them() -> None:
    groups = [{"TargetGroupArn": TG, "TargetType": "lambda"}, {"TargetGroupArn": f"{TG}7", "TargetType": "ip"}]
    snapshot = recorded(answered("elbv2:DescribeTargetGroups", {"TargetGroups": groups}))
    read = next(read for read in balancers.READS if read.operation == "DescribeTargetHealth")
    assert read.each is not None
    assert list(read.each(Answers(snapshot.answers, REGION))) == [{"TargetGroupArn": TG}]
