"""Whom the subject of a token lets in."""

import pytest

from hauberk.iam.vouching import SHARED

GITHUB, GITLAB, TERRAFORM = "token.actions.githubusercontent.com", "gitlab.com", "app.terraform.io"
SOMETHING = "\0"
"""Stands for what a parameter says."""


@pytest.mark.parametrize(
    ("host", "subject", "keeps_out"),
    [
        (GITHUB, "repo:org/app:ref:refs/heads/main", True),
        (GITHUB, "repo:org/app:*", True),
        (GITHUB, "repo:org/*", True),
        (GITHUB, "repo:org@123456/app@456789:*", True),
        (GITHUB, "repo:org/?", True),
        (GITHUB, "repository_owner:org:*", True),
        (GITHUB, f"repo:{SOMETHING}/{SOMETHING}:*", True),
        (GITHUB, f"repo:{SOMETHING}:*", True),
        (GITHUB, f"repo:{SOMETHING}*", None),
        (GITHUB, f"{SOMETHING}", None),
        (GITHUB, "*", False),
        (GITHUB, "repo:*", False),
        (GITHUB, "repo:*/app:*", False),
        (GITHUB, "repo:org*", False),
        (GITHUB, "repo:org?/app", False),
        (GITHUB, "repo:/*", None),
        (GITHUB, "*:ref:refs/heads/main", False),
        (GITHUB, "*:pull_request", False),
        (GITHUB, "*:environment:live", False),
        (GITHUB, "*org/app*", None),
        (GITHUB, "environment:live", None),
        (GITHUB, "re*", None),
        (GITLAB, "project_path:group/app:ref_type:branch:ref:main", True),
        (GITLAB, "project_path:group/*", True),
        (GITLAB, "project_path:*:ref_type:branch:ref:main", False),
        (GITLAB, "*:ref_type:branch:ref:main", False),
        (TERRAFORM, "organization:org:project:*:workspace:*:run_phase:*", True),
        (TERRAFORM, "organization:*:project:*", False),
        ("scalr.io", "account:org:*", None),
        ("scalr.io", "*", False),
        ("scalr.io", "account:org", True),
    ],
)
def test_a_subject_keeps_others_out_where_it_names_its_owner(host: str, subject: str, keeps_out: bool | None) -> None:
    assert SHARED[host]["sub"](subject) is keeps_out


@pytest.mark.parametrize(
    ("audience", "keeps_out"),
    [("eu-west-1:1f0e8e0b-1f0e-4d5a-8a0b-000000000000", True), ("eu-west-1:*", False), ("*", False)],
)
def test_a_part_of_a_pool_is_anybodys(audience: str, keeps_out: bool) -> None:
    assert SHARED["cognito-identity.amazonaws.com"]["aud"](audience) is keeps_out
