"""What statements for Redshift's Data API need at Redshift itself: it depends on how the call says who it is.

Source: Amazon Redshift management guide, "Authorizing access to the Amazon Redshift Data API"; API reference of
GetClusterCredentials: with a database its ``dbname`` has to be allowed as well as the ``dbuser`` (2026-11).
"""

from pathlib import Path

import pytest

from hauberk.questions.policy import Wish, of_application
from hauberk.reading.jail import Root
from hauberk.sources.cloudformation.reader import read_application
from hauberk.study.needs.needed import Origin

TEMPLATE = """
Transform: AWS::Serverless-2016-10-31
Resources:
  Report: {Type: AWS::Serverless::Function, Properties: {Runtime: python3.13, CodeUri: src/, Handler: app.handler}}
"""
SECRET = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:reader-a1b2c3"
NEEDED = {
    "ClusterIdentifier='sales', DbUser='reader', Database='shop'": {
        "redshift:GetClusterCredentials": ["dbname:sales/shop", "dbuser:sales/reader"],
    },
    "ClusterIdentifier='sales', Database='shop'": {"redshift:GetClusterCredentialsWithIAM": ["dbname:sales/shop"]},
    "WorkgroupName='sales', Database='shop'": {"redshift-serverless:GetCredentials": ["workgroup/*"]},
    f"ClusterIdentifier='sales', SecretArn='{SECRET}'": {"secretsmanager:GetSecretValue": [SECRET]},
    f"WorkgroupName='sales', SecretArn='{SECRET}'": {"secretsmanager:GetSecretValue": [SECRET]},
}


@pytest.mark.parametrize("arguments", NEEDED)
def test_what_a_statement_needs_besides(arguments: str, tmp_path: Path) -> None:
    (tmp_path / "src").mkdir()
    (tmp_path / "template.yaml").write_text(TEMPLATE, encoding="utf-8")
    call = f"boto3.client('redshift-data').execute_statement(Sql='SELECT 1', {arguments})"
    code = f"import boto3\ndef handler(event, context):\n    {call}\n"
    (tmp_path / "src" / "app.py").write_text(code, encoding="utf-8")
    root = Root(tmp_path)
    found = of_application(root, read_application(root, "template.yaml"), Wish((str(tmp_path),)))
    assert found is not None
    needed = {
        one.action: [found.spelled(resource).rpartition("}:")[2] for resource in one.resources]
        for one in found.functions[0].needed
        if one.origin is Origin.STATIC and not one.action.startswith("redshift-data:")
    }
    assert needed == NEEDED[arguments]
