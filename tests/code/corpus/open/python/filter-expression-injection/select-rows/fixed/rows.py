"""Function URL of the statistics office: rows of a public CSV file, by year and canton."""

import os

import boto3

s3 = boto3.client("s3")
CANTONS = {"AG", "BE", "BS", "GE", "LU", "SG", "VD", "ZH"}


def rows(expression):
    answer = s3.select_object_content(
        Bucket=os.environ["STATISTICS"],
        Key="population.csv",
        Expression=expression,
        ExpressionType="SQL",
        InputSerialization={"CSV": {"FileHeaderInfo": "USE"}},
        OutputSerialization={"JSON": {}},
    )
    return b"".join(part["Records"]["Payload"] for part in answer["Payload"] if "Records" in part)


def handler(event, context):
    query = event["queryStringParameters"]
    canton = query["canton"].upper()
    if canton not in CANTONS:
        return {"statusCode": 404, "body": ""}
    year = int(query["year"])
    expression = f"SELECT * FROM s3object s WHERE s.canton = '{canton}' AND s.year = '{year}'"
    return {"statusCode": 200, "headers": {"Content-Type": "application/x-ndjson"}, "body": rows(expression).decode()}
