"""What the policies of organizations bear on."""

import pytest

from hauberk.iam.organizations import RCP_SERVICES, is_service_linked, rcp_bears_on

ME = "123456789012"


@pytest.mark.parametrize(
    ("action", "expected"),
    [
        ("s3:GetObject", True),
        ("SQS:SendMessage", True),
        ("sts:AssumeRole", True),
        ("kms:Decrypt", True),
        ("kms:RetireGrant", False),
        ("lambda:InvokeFunction", False),
        ("s3", True),
        ("", False),
    ],
)
def test_resource_control_policies(action: str, expected: bool) -> None:
    assert rcp_bears_on(action) is expected


def test_services_are_prefixes_of_actions() -> None:
    assert all(name == name.lower().strip() and ":" not in name for name in RCP_SERVICES)
    assert len(RCP_SERVICES) == 62


@pytest.mark.parametrize(
    ("principal", "expected"),
    [
        (f"arn:aws:iam::{ME}:role/aws-service-role/ops.amazonaws.com/AWSServiceRoleForOps", True),
        (f"arn:aws:sts::{ME}:assumed-role/AWSServiceRoleForOps/session", True),
        (f"arn:aws:iam::{ME}:role/admin", False),
        (f"arn:aws:sts::{ME}:assumed-role/admin/AWSServiceRoleForOps", False),
        ("ops.amazonaws.com", False),
    ],
)
def test_service_linked_roles(principal: str, expected: bool) -> None:
    assert is_service_linked(principal) is expected
