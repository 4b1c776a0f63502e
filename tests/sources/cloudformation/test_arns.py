"""ARNs that templates cut into pieces: what their forms tell of each."""

from pathlib import Path

import pytest

from tests.sources.cloudformation.shown import application_of, shown

TEMPLATE = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  F: {{ Type: "AWS::Lambda::Function" }}
  S: {{ Type: "AWS::Serverless::Function", Properties: {{ Runtime: python3.13, Handler: a.b, InlineCode: x }} }}
  Q: {{ Type: "AWS::SQS::Queue" }}
  B: {{ Type: "AWS::S3::Bucket" }}
  T: {{ Type: "AWS::DynamoDB::Table" }}
  R: {{ Type: "AWS::IAM::Role" }}
  Own: {{ Type: "Company::Own::Thing" }}
  Topic: {{ Type: AWS::SNS::Topic, Properties: {{ DisplayName: !Select [{index}, !Split ["{delimiter}", {text}]] }} }}
"""


@pytest.mark.parametrize(
    ("text", "delimiter", "index", "piece"),
    [
        ("!GetAtt F.Arn", ":", 0, "arn"),
        ("!GetAtt F.Arn", ":", 2, "lambda"),
        ("!GetAtt F.Arn", ":", 3, "<AWS::Region>"),
        ("!GetAtt F.Arn", ":", 4, "<AWS::AccountId>"),
        ("!GetAtt F.Arn", ":", 6, "<F>"),
        ("!GetAtt S.Arn", ":", 6, "<S>"),
        ("!GetAtt Q.Arn", ":", 5, "<Q.QueueName>"),
        ("!GetAtt B.Arn", ":", 3, ""),
        ("!GetAtt B.Arn", ":", 5, "<B>"),
        ("!GetAtt T.Arn", "/", 1, "<T>"),
        ("!GetAtt T.StreamArn", "/", 1, "<T>"),
        ("!GetAtt T.StreamArn", "/", 2, "stream"),
        ("!Sub '${F.Arn}:live'", ":", 7, "live"),
        ("!GetAtt R.Arn", ":", 4, "<AWS::AccountId>"),
        # a role's path, a stream's label, and what isn't known at all
        ("!GetAtt R.Arn", ":", 5, "?resource-attribute"),
        ("!GetAtt T.StreamArn", "/", 3, "?resource-attribute"),
        ("!GetAtt Own.Arn", ":", 0, "?resource-attribute"),
        ("!GetAtt Q.QueueUrl", "/", 0, "?resource-attribute"),
        # a region may hold the delimiter
        ("!GetAtt F.Arn", "-", 1, "?resource-attribute"),
    ],
)
def test_a_piece_of_an_arn(tmp_path: Path, text: str, delimiter: str, index: int, piece: str) -> None:
    written = TEMPLATE.format(text=text, delimiter=delimiter, index=index)
    assert shown(application_of(tmp_path, written).resources["Topic"].properties.value("DisplayName")) == piece
