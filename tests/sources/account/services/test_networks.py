"""Networks as EC2 tells of them, and the resources that a template would have.

Answers from the EC2 API Reference (2026-11).
"""

import json
from typing import Any

import pytest

from hauberk.sources.account.made import Made
from hauberk.sources.account.services import networks
from tests.sources.account.services.recordings import Told, answered, made_by, states

EVERYTHING = {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}
V, S1, S2, SG, DEF = (
    "vpc-0a1b2c3d4e5f60718",
    "subnet-0a1b2c3d4e5f60718",
    "subnet-0b1b2c3d4e5f60718",
    "sg-0a1b2c3d4e5f60718",
    "sg-0d1b2c3d4e5f60718",
)
TOLD = (
    answered(
        "ec2:DescribeVpcs",
        {
            "Vpcs": [
                {
                    "VpcId": V,
                    "CidrBlock": "10.0.0.0/16",
                    "InstanceTenancy": "default",
                    "IsDefault": False,
                    "OwnerId": "123456789012",
                    "Tags": [{"Key": "Name", "Value": "shop"}],
                }
            ]
        },
    ),
    answered(
        "ec2:DescribeSubnets",
        {
            "Subnets": [
                {
                    "SubnetId": S1,
                    "VpcId": V,
                    "CidrBlock": "10.0.1.0/24",
                    "AvailabilityZone": "eu-west-1a",
                    "MapPublicIpOnLaunch": False,
                },
                {"SubnetId": S2, "VpcId": V, "CidrBlock": "10.0.2.0/24", "MapPublicIpOnLaunch": True},
            ]
        },
    ),
    answered(
        "ec2:DescribeRouteTables",
        {
            "RouteTables": [
                {
                    "RouteTableId": "rtb-0a1b2c3d4e5f60718",
                    "VpcId": V,
                    "Associations": [{"Main": True, "RouteTableId": "rtb-0a1b2c3d4e5f60718"}],
                    "Routes": [
                        {
                            "DestinationCidrBlock": "10.0.0.0/16",
                            "GatewayId": "local",
                            "Origin": "CreateRouteTable",
                            "State": "active",
                        }
                    ],
                },
                {
                    "RouteTableId": "rtb-0b1b2c3d4e5f60718",
                    "VpcId": V,
                    "Associations": [{"Main": False, "SubnetId": S1}],
                    "Routes": [
                        {
                            "DestinationCidrBlock": "0.0.0.0/0",
                            "GatewayId": "igw-0a1b2c3d4e5f60718",
                            "Origin": "CreateRoute",
                            "State": "active",
                        }
                    ],
                },
            ]
        },
    ),
    answered(
        "ec2:DescribeSecurityGroups",
        {
            "SecurityGroups": [
                {
                    "GroupId": DEF,
                    "GroupName": "default",
                    "VpcId": V,
                    "Description": "default VPC security group",
                    "IpPermissions": [
                        {
                            "IpProtocol": "-1",
                            "IpRanges": [],
                            "UserIdGroupPairs": [{"GroupId": DEF, "UserId": "123456789012"}],
                        }
                    ],
                    "IpPermissionsEgress": [{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}],
                },
                {
                    "GroupId": SG,
                    "GroupName": "functions",
                    "VpcId": V,
                    "Description": "of functions",
                    "IpPermissions": [
                        {
                            "IpProtocol": "tcp",
                            "FromPort": 443,
                            "ToPort": 443,
                            "IpRanges": [{"CidrIp": "10.0.0.0/8", "Description": "office"}, {"CidrIp": "0.0.0.0/0"}],
                            "Ipv6Ranges": [{"CidrIpv6": "::/0"}],
                            "PrefixListIds": [{"PrefixListId": "pl-0a1b2c3d"}],
                            "UserIdGroupPairs": [{"GroupId": DEF, "UserId": "123456789012"}],
                        }
                    ],
                    "IpPermissionsEgress": [],
                },
            ]
        },
    ),
    answered(
        "ec2:DescribeNetworkAcls",
        {
            "NetworkAcls": [
                {
                    "NetworkAclId": "acl-0a1b2c3d4e5f60718",
                    "VpcId": V,
                    "IsDefault": True,
                    "Entries": [
                        {
                            "CidrBlock": "0.0.0.0/0",
                            "Egress": False,
                            "Protocol": "-1",
                            "RuleAction": "allow",
                            "RuleNumber": 100,
                        },
                        {
                            "CidrBlock": "0.0.0.0/0",
                            "Egress": False,
                            "Protocol": "6",
                            "PortRange": {"From": 22, "To": 22},
                            "RuleAction": "deny",
                            "RuleNumber": 90,
                        },
                        {
                            "CidrBlock": "0.0.0.0/0",
                            "Egress": False,
                            "Protocol": "-1",
                            "RuleAction": "deny",
                            "RuleNumber": 32767,
                        },
                    ],
                }
            ]
        },
    ),
    answered(
        "ec2:DescribeInternetGateways",
        {
            "InternetGateways": [
                {"InternetGatewayId": "igw-0a1b2c3d4e5f60718", "Attachments": [{"State": "available", "VpcId": V}]}
            ]
        },
    ),
    answered(
        "ec2:DescribeNatGateways",
        {
            "NatGateways": [
                {
                    "NatGatewayId": "nat-0a1b2c3d4e5f60718",
                    "SubnetId": S1,
                    "State": "available",
                    "ConnectivityType": "public",
                    "NatGatewayAddresses": [{"AllocationId": "eipalloc-0a1b2c3d4e5f60718"}],
                },
                {"NatGatewayId": "nat-0b1b2c3d4e5f60718", "SubnetId": S1, "State": "deleted"},
            ]
        },
    ),
    answered(
        "ec2:DescribeVpcEndpoints",
        {
            "VpcEndpoints": [
                {
                    "VpcEndpointId": "vpce-0a1b2c3d4e5f60718",
                    "VpcEndpointType": "Gateway",
                    "VpcId": V,
                    "ServiceName": "com.amazonaws.eu-west-1.s3",
                    "State": "available",
                    "RouteTableIds": ["rtb-0b1b2c3d4e5f60718"],
                    "PolicyDocument": json.dumps({"Version": "2008-10-17", "Statement": [EVERYTHING]}),
                },
                {
                    "VpcEndpointId": "vpce-0b1b2c3d4e5f60718",
                    "VpcEndpointType": "Interface",
                    "VpcId": V,
                    "ServiceName": "com.amazonaws.eu-west-1.sqs",
                    "SubnetIds": [S1],
                    "Groups": [{"GroupId": SG, "GroupName": "functions"}],
                    "PolicyDocument": json.dumps({"Statement": [EVERYTHING | {"Action": "sqs:SendMessage"}]}),
                },
            ]
        },
    ),
    answered(
        "ec2:DescribeFlowLogs",
        {
            "FlowLogs": [
                {
                    "FlowLogId": "fl-0a1b2c3d4e5f60718",
                    "FlowLogStatus": "ACTIVE",
                    "LogDestinationType": "cloud-watch-logs",
                    "LogGroupName": "flows",
                    "ResourceId": V,
                    "TrafficType": "ALL",
                    "DeliverLogsStatus": "SUCCESS",
                }
            ]
        },
    ),
    answered(
        "ec2:DescribeInstances",
        {
            "Reservations": [
                {
                    "Instances": [
                        {
                            "InstanceId": "i-0a1b2c3d4e5f60718",
                            "ImageId": "ami-1",
                            "InstanceType": "t3.nano",
                            "SubnetId": S1,
                            "SecurityGroups": [{"GroupId": SG, "GroupName": "functions"}],
                            "IamInstanceProfile": {"Arn": "arn:aws:iam::123456789012:instance-profile/worker"},
                            "State": {"Name": "running"},
                        },
                        {"InstanceId": "i-0b1b2c3d4e5f60718", "State": {"Name": "terminated"}},
                    ]
                }
            ]
        },
    ),
)
MADE = [
    Made(
        "AWS::EC2::VPC",
        "arn:aws:ec2:eu-west-1:123456789012:vpc/vpc-0a1b2c3d4e5f60718",
        "shop",
        {"CidrBlock": "10.0.0.0/16", "InstanceTenancy": "default"},
        returns={
            "": "vpc-0a1b2c3d4e5f60718",
            "VpcId": "vpc-0a1b2c3d4e5f60718",
            "DefaultSecurityGroup": "sg-0d1b2c3d4e5f60718",
        },
        account={"IsDefault": False, "OwnerId": "123456789012"},
        tags={"Name": "shop"},
    ),
    Made(
        "AWS::EC2::Subnet",
        "arn:aws:ec2:eu-west-1:123456789012:subnet/subnet-0a1b2c3d4e5f60718",
        "subnet-0a1b2c3d4e5f60718",
        {
            "AvailabilityZone": "eu-west-1a",
            "CidrBlock": "10.0.1.0/24",
            "MapPublicIpOnLaunch": False,
            "VpcId": "vpc-0a1b2c3d4e5f60718",
        },
        returns={"": "subnet-0a1b2c3d4e5f60718", "SubnetId": "subnet-0a1b2c3d4e5f60718"},
    ),
    Made(
        "AWS::EC2::Subnet",
        "arn:aws:ec2:eu-west-1:123456789012:subnet/subnet-0b1b2c3d4e5f60718",
        "subnet-0b1b2c3d4e5f60718",
        {"CidrBlock": "10.0.2.0/24", "MapPublicIpOnLaunch": True, "VpcId": "vpc-0a1b2c3d4e5f60718"},
        returns={"": "subnet-0b1b2c3d4e5f60718", "SubnetId": "subnet-0b1b2c3d4e5f60718"},
    ),
    Made(
        "AWS::EC2::RouteTable",
        "arn:aws:ec2:eu-west-1:123456789012:route-table/rtb-0a1b2c3d4e5f60718",
        "rtb-0a1b2c3d4e5f60718",
        {"VpcId": "vpc-0a1b2c3d4e5f60718"},
        returns={"": "rtb-0a1b2c3d4e5f60718", "RouteTableId": "rtb-0a1b2c3d4e5f60718"},
    ),
    Made(
        "AWS::EC2::SubnetRouteTableAssociation",
        "arn:aws:ec2:eu-west-1:123456789012:route-table/rtb-0a1b2c3d4e5f60718/subnet/subnet-0b1b2c3d4e5f60718",
        "subnet-0b1b2c3d4e5f60718 in rtb-0a1b2c3d4e5f60718",
        {"RouteTableId": "rtb-0a1b2c3d4e5f60718", "SubnetId": "subnet-0b1b2c3d4e5f60718"},
    ),
    Made(
        "AWS::EC2::RouteTable",
        "arn:aws:ec2:eu-west-1:123456789012:route-table/rtb-0b1b2c3d4e5f60718",
        "rtb-0b1b2c3d4e5f60718",
        {"VpcId": "vpc-0a1b2c3d4e5f60718"},
        returns={"": "rtb-0b1b2c3d4e5f60718", "RouteTableId": "rtb-0b1b2c3d4e5f60718"},
    ),
    Made(
        "AWS::EC2::Route",
        "arn:aws:ec2:eu-west-1:123456789012:route-table/rtb-0b1b2c3d4e5f60718/route/0.0.0.0/0",
        "0.0.0.0/0 of rtb-0b1b2c3d4e5f60718",
        {
            "RouteTableId": "rtb-0b1b2c3d4e5f60718",
            "DestinationCidrBlock": "0.0.0.0/0",
            "GatewayId": "igw-0a1b2c3d4e5f60718",
        },
        account={"Origin": "CreateRoute", "State": "active"},
    ),
    Made(
        "AWS::EC2::SubnetRouteTableAssociation",
        "arn:aws:ec2:eu-west-1:123456789012:route-table/rtb-0b1b2c3d4e5f60718/subnet/subnet-0a1b2c3d4e5f60718",
        "subnet-0a1b2c3d4e5f60718 in rtb-0b1b2c3d4e5f60718",
        {"RouteTableId": "rtb-0b1b2c3d4e5f60718", "SubnetId": "subnet-0a1b2c3d4e5f60718"},
    ),
    Made(
        "AWS::EC2::SecurityGroup",
        "arn:aws:ec2:eu-west-1:123456789012:security-group/sg-0a1b2c3d4e5f60718",
        "functions",
        {
            "GroupName": "functions",
            "GroupDescription": "of functions",
            "VpcId": "vpc-0a1b2c3d4e5f60718",
            "SecurityGroupIngress": [
                {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIp": "10.0.0.0/8", "Description": "office"},
                {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIp": "0.0.0.0/0"},
                {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIpv6": "::/0"},
                {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "SourcePrefixListId": "pl-0a1b2c3d"},
                {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "SourceSecurityGroupId": "sg-0d1b2c3d4e5f60718"},
            ],
            "SecurityGroupEgress": [],
        },
        returns={"": "sg-0a1b2c3d4e5f60718", "GroupId": "sg-0a1b2c3d4e5f60718"},
    ),
    Made(
        "AWS::EC2::NetworkAcl",
        "arn:aws:ec2:eu-west-1:123456789012:network-acl/acl-0a1b2c3d4e5f60718",
        "acl-0a1b2c3d4e5f60718",
        {"VpcId": "vpc-0a1b2c3d4e5f60718"},
        returns={"": "acl-0a1b2c3d4e5f60718"},
        account={"IsDefault": True},
    ),
    Made(
        "AWS::EC2::NetworkAclEntry",
        "arn:aws:ec2:eu-west-1:123456789012:network-acl/acl-0a1b2c3d4e5f60718/ingress/90",
        "ingress 90 of acl-0a1b2c3d4e5f60718",
        {
            "NetworkAclId": "acl-0a1b2c3d4e5f60718",
            "CidrBlock": "0.0.0.0/0",
            "Egress": False,
            "PortRange": {"From": 22, "To": 22},
            "Protocol": "6",
            "RuleAction": "deny",
            "RuleNumber": 90,
        },
    ),
    Made(
        "AWS::EC2::InternetGateway",
        "arn:aws:ec2:eu-west-1:123456789012:internet-gateway/igw-0a1b2c3d4e5f60718",
        "igw-0a1b2c3d4e5f60718",
        {},
        returns={"": "igw-0a1b2c3d4e5f60718", "InternetGatewayId": "igw-0a1b2c3d4e5f60718"},
    ),
    Made(
        "AWS::EC2::VPCGatewayAttachment",
        "arn:aws:ec2:eu-west-1:123456789012:internet-gateway/igw-0a1b2c3d4e5f60718/attachment/vpc-0a1b2c3d4e5f60718",
        "igw-0a1b2c3d4e5f60718 at vpc-0a1b2c3d4e5f60718",
        {"InternetGatewayId": "igw-0a1b2c3d4e5f60718", "VpcId": "vpc-0a1b2c3d4e5f60718"},
    ),
    Made(
        "AWS::EC2::NatGateway",
        "arn:aws:ec2:eu-west-1:123456789012:natgateway/nat-0a1b2c3d4e5f60718",
        "nat-0a1b2c3d4e5f60718",
        {
            "ConnectivityType": "public",
            "SubnetId": "subnet-0a1b2c3d4e5f60718",
            "AllocationId": "eipalloc-0a1b2c3d4e5f60718",
        },
        returns={"": "nat-0a1b2c3d4e5f60718", "NatGatewayId": "nat-0a1b2c3d4e5f60718"},
    ),
    Made(
        "AWS::EC2::VPCEndpoint",
        "arn:aws:ec2:eu-west-1:123456789012:vpc-endpoint/vpce-0a1b2c3d4e5f60718",
        "vpce-0a1b2c3d4e5f60718",
        {
            "RouteTableIds": ["rtb-0b1b2c3d4e5f60718"],
            "ServiceName": "com.amazonaws.eu-west-1.s3",
            "VpcEndpointType": "Gateway",
            "VpcId": "vpc-0a1b2c3d4e5f60718",
        },
        returns={"": "vpce-0a1b2c3d4e5f60718"},
        account={"State": "available"},
    ),
    Made(
        "AWS::EC2::VPCEndpoint",
        "arn:aws:ec2:eu-west-1:123456789012:vpc-endpoint/vpce-0b1b2c3d4e5f60718",
        "vpce-0b1b2c3d4e5f60718",
        {
            "ServiceName": "com.amazonaws.eu-west-1.sqs",
            "SubnetIds": ["subnet-0a1b2c3d4e5f60718"],
            "VpcEndpointType": "Interface",
            "VpcId": "vpc-0a1b2c3d4e5f60718",
            "PolicyDocument": {
                "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "sqs:SendMessage", "Resource": "*"}]
            },
            "SecurityGroupIds": ["sg-0a1b2c3d4e5f60718"],
        },
        returns={"": "vpce-0b1b2c3d4e5f60718"},
    ),
    Made(
        "AWS::EC2::FlowLog",
        "arn:aws:ec2:eu-west-1:123456789012:vpc-flow-log/fl-0a1b2c3d4e5f60718",
        "fl-0a1b2c3d4e5f60718",
        {
            "LogDestinationType": "cloud-watch-logs",
            "LogGroupName": "flows",
            "ResourceId": "vpc-0a1b2c3d4e5f60718",
            "TrafficType": "ALL",
            "ResourceType": "VPC",
        },
        returns={"": "fl-0a1b2c3d4e5f60718"},
        account={"DeliverLogsStatus": "SUCCESS", "FlowLogStatus": "ACTIVE"},
    ),
    Made(
        "AWS::EC2::Instance",
        "arn:aws:ec2:eu-west-1:123456789012:instance/i-0a1b2c3d4e5f60718",
        "i-0a1b2c3d4e5f60718",
        {
            "ImageId": "ami-1",
            "InstanceType": "t3.nano",
            "SubnetId": "subnet-0a1b2c3d4e5f60718",
            "IamInstanceProfile": "worker",
            "SecurityGroupIds": ["sg-0a1b2c3d4e5f60718"],
        },
        returns={"": "i-0a1b2c3d4e5f60718", "InstanceId": "i-0a1b2c3d4e5f60718"},
        links={"IamInstanceProfile": "arn:aws:iam::123456789012:instance-profile/worker"},
        account={"State": "running"},
    ),
]

EC2 = "arn:aws:ec2:eu-west-1:123456789012"
FUNCTION = "arn:aws:lambda:eu-west-1:123456789012:function:orders"


def _function(*groups: str) -> Told:
    vpc = {"SubnetIds": [S1, S2], "SecurityGroupIds": list(groups)}
    one = {"FunctionName": "orders", "FunctionArn": FUNCTION, "VpcConfig": vpc}
    return answered("lambda:ListFunctions", {"Functions": [one]})


def _group(**changes: Any) -> Told:
    one = {"GroupId": SG, "GroupName": "functions", "VpcId": V, "Description": "of functions"}
    return answered("ec2:DescribeSecurityGroups", {"SecurityGroups": [one | changes]})


def test_a_network_in_the_words_of_cloudformation() -> None:
    assert made_by(networks, *TOLD) == MADE


def test_a_function_in_the_default_group_of_its_network_is_told() -> None:
    assert states(*TOLD, _function(DEF))["function-with-default-security-group"] == {FUNCTION: "violated"}
    assert states(*TOLD, _function(SG))["function-with-default-security-group"] == {FUNCTION: "satisfied"}


def test_a_default_group_is_told_of_once_somebody_added_a_rule() -> None:
    open_to_all = [{"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}]
    default = {"GroupId": DEF, "GroupName": "default", "VpcId": V, "IpPermissions": open_to_all}
    found = states(*TOLD, answered("ec2:DescribeSecurityGroups", {"SecurityGroups": [default]}))
    assert list(found["security-group-open-to-world"].values()) == ["violated"]


@pytest.mark.parametrize(
    ("egress", "state"),
    [
        ([{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}], "violated"),
        ([{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}], "satisfied"),
        ([{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0", "Description": "all"}]}], "violated"),
        ([{"IpProtocol": "-1", "IpRanges": "everywhere"}], "unknown"),
        ("everything", "unknown"),
    ],
)
def test_what_may_go_out_is_judged_as_in_a_template(egress: Any, state: str) -> None:
    found = states(*TOLD, _group(IpPermissionsEgress=egress), _function(SG))
    assert set(found["security-group-open-egress"].values()) == {state}


def test_a_group_that_lets_nothing_out_is_not_one_that_says_nothing() -> None:
    assert states(*TOLD, _group(IpPermissionsEgress=[]), _function(SG))["security-group-open-egress"] == {}


def test_a_subnet_without_a_table_of_its_own_has_the_main_one() -> None:
    """Its functions are public if the main table leads to a gateway."""
    main = {
        "RouteTableId": "rtb-0a1b2c3d4e5f60718",
        "VpcId": V,
        "Associations": [{"Main": True}],
        "Routes": [{"DestinationCidrBlock": "0.0.0.0/0", "GatewayId": "igw-0a1b2c3d4e5f60718"}],
    }
    subnets = answered("ec2:DescribeSubnets", {"Subnets": [{"SubnetId": one, "VpcId": V} for one in (S1, S2)]})
    told = (*TOLD, subnets, _function(SG))
    public = states(*told, answered("ec2:DescribeRouteTables", {"RouteTables": [main]}))
    assert public["function-in-public-subnet"] == {FUNCTION: "violated"}
    private = states(*told, answered("ec2:DescribeRouteTables", {"RouteTables": [main | {"Routes": []}]}))
    assert private["function-in-public-subnet"] == {FUNCTION: "satisfied"}


@pytest.mark.parametrize(
    ("policy", "control", "state"),
    [
        (
            '{"Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}',
            "endpoint-without-policy",
            "violated",
        ),
        (
            '{"Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"*"}]}',
            "endpoint-without-policy",
            "satisfied",
        ),
        (
            '{"Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"*"}]}',
            "endpoint-policy-open",
            "violated",
        ),
        ("everything goes", "endpoint-without-policy", "unknown"),
    ],
)
def test_the_policy_that_aws_gives_an_endpoint_is_none(policy: str, control: str, state: str) -> None:
    endpoint = {"VpcEndpointId": "vpce-1", "ServiceName": "com.amazonaws.eu-west-1.s3", "PolicyDocument": policy}
    found = states(*TOLD, answered("ec2:DescribeVpcEndpoints", {"VpcEndpoints": [endpoint]}))
    assert set(found[control].values()) == {state}


@pytest.mark.parametrize(("kept", "state"), [(True, "satisfied"), (False, "violated")])
def test_flow_logs_are_those_of_their_network(kept: bool, state: str) -> None:
    told = TOLD if kept else (*TOLD, answered("ec2:DescribeFlowLogs", {"FlowLogs": []}))
    assert states(*told)["vpc-without-flow-logs"] == {f"{EC2}:vpc/{V}": state}


@pytest.mark.parametrize(("default", "entries"), [(True, 0), (False, 1)])
def test_the_rules_of_a_default_access_list_are_aws_own(default: bool, entries: int) -> None:
    rule = {"CidrBlock": "0.0.0.0/0", "Egress": False, "Protocol": "-1", "RuleAction": "allow", "RuleNumber": 100}
    acl = {"NetworkAclId": "acl-1", "VpcId": V, "IsDefault": default, "Entries": [rule]}
    made = made_by(networks, answered("ec2:DescribeNetworkAcls", {"NetworkAcls": [acl]}))
    assert len([one for one in made if one.type == "AWS::EC2::NetworkAclEntry"]) == entries


def test_an_instance_in_a_functions_group_shares_it() -> None:
    assert states(*TOLD, _function(SG))["security-group-shared"] == {FUNCTION: "violated"}
