"""What findings say where it depends on what was found."""

from datetime import date
from pathlib import Path

import pytest

from hauberk.model.verdict import State
from hauberk.practices import all_controls
from hauberk.reading.jail import Root
from hauberk.scan.application import check_application

GROUP = """
Resources:
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      SecurityGroupIngress:
        - {{ IpProtocol: {protocol}, {ports} CidrIp: 0.0.0.0/0 }}
"""
FUNCTION = """
Resources:
  Orders:
    Type: AWS::Lambda::Function
    Properties:
      Environment:
        Variables:
          {variable}: {value}
"""
SUBNET = """
Resources:
  Orders:
    Type: AWS::Lambda::Function
    Properties:
      VpcConfig: { SubnetIds: [!Ref Public] }
  Public:
    Type: AWS::EC2::Subnet
    Properties: { MapPublicIpOnLaunch: true }
"""


def says(folder: Path, control: str, template: str) -> list[str]:
    (folder / "template.yaml").write_text(template, encoding="utf-8")
    asked = tuple(one for one in all_controls() if one.name == control)
    entries = check_application(Root(folder), "template.yaml", asked, {}, date(2026, 11, 24)).entries
    return [entry.locations[0].says for entry in entries if entry.state is State.VIOLATED]


@pytest.mark.parametrize(
    ("protocol", "ports", "words"),
    [
        ("tcp", "FromPort: 22, ToPort: 22,", "port 22"),
        ("tcp", "FromPort: 8000, ToPort: 8080,", "ports 8000 to 8080"),
        ("tcp", "FromPort: 0, ToPort: 65535,", "every port"),
        ("-1", "", "every port"),
    ],
)
def test_an_open_group_says_what_is_open(tmp_path: Path, protocol: str, ports: str, words: str) -> None:
    template = GROUP.format(protocol=protocol, ports=ports)
    assert says(tmp_path, "security-group-open-to-world", template) == [f"everyone on the internet can reach {words}"]


@pytest.mark.parametrize(
    ("variable", "value", "words"),
    [
        ("POWERTOOLS_LOGGER_LOG_EVENT", "true", "every event is written into the log"),
        ("LOG_LEVEL", "debug", "the log holds details"),
        ("FLASK_DEBUG", "1", "FLASK_DEBUG makes the function show more"),
    ],
)
def test_a_debug_mode_says_what_it_shows(tmp_path: Path, variable: str, value: str, words: str) -> None:
    template = FUNCTION.format(variable=variable, value=f'"{value}"')
    (said,) = says(tmp_path, "debug-mode-in-environment", template)
    assert said.startswith(words)


def test_a_public_subnet_says_why_it_is_public(tmp_path: Path) -> None:
    assert says(tmp_path, "function-in-public-subnet", SUBNET) == [
        "Public gives public addresses to what is started in it"
    ]
