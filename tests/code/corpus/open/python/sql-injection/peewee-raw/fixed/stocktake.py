"""Compares a stocktake's file, which a contractor's scanner uploads, with what the books say."""

import csv
import io
import json
import os
from urllib.parse import unquote_plus

import boto3
from peewee import CharField, IntegerField, Model, PostgresqlDatabase

database = PostgresqlDatabase(
    "stock", host=os.environ["DB_HOST"], user=os.environ["DB_USER"], password=os.environ["DB_PASSWORD"]
)
s3 = boto3.client("s3")


class Piece(Model):
    shelf = CharField()
    sku = CharField()
    count = IntegerField()

    class Meta:
        database = database
        table_name = "pieces"


def scanned(bucket, key):
    text = s3.get_object(Bucket=bucket, Key=key)["Body"].read().decode("utf-8-sig")
    for row in csv.DictReader(io.StringIO(text), delimiter=";"):
        yield row["shelf"].strip(), row["sku"].strip(), int(row["count"] or 0)


def expected(shelf, sku):
    pieces = Piece.raw("SELECT id, count FROM pieces WHERE shelf = %s AND sku = %s LIMIT 1", shelf, sku)
    return next((piece.count for piece in pieces), 0)


def differences(rows):
    for shelf, sku, count in rows:
        missing = expected(shelf, sku) - count
        if missing:
            yield {"shelf": shelf, "sku": sku, "missing": missing}


def handler(event, context):
    record = event["Records"][0]["s3"]
    with database.connection_context():
        found = list(differences(scanned(record["bucket"]["name"], unquote_plus(record["object"]["key"]))))
    s3.put_object(
        Bucket=os.environ["RESULTS_BUCKET"],
        Key=f"differences/{record['object']['eTag']}.json",
        Body=json.dumps(found),
    )
    return {"differences": len(found)}
