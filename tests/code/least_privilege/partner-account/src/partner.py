import csv
import os

import boto3

table = boto3.resource("dynamodb").Table(os.environ["IMPORTS"])


def partner_s3():
    given = boto3.client("sts").assume_role(RoleArn=os.environ["ROLE"], RoleSessionName="import")["Credentials"]
    return boto3.client(
        "s3",
        aws_access_key_id=given["AccessKeyId"],
        aws_secret_access_key=given["SecretAccessKey"],
        aws_session_token=given["SessionToken"],
    )


def handler(event, context):
    body = partner_s3().get_object(Bucket="partner-exports", Key="latest.csv")["Body"]
    rows = csv.DictReader(line.decode() for line in body.iter_lines())
    with table.batch_writer() as batch:
        for row in rows:
            batch.put_item(Item=row)
