"""Month end: the ledger as CSV to the accountants' bucket."""

import csv
import io
import json
import os
from datetime import date, timedelta

import boto3
import psycopg2

LEDGER = {
    "host": "ledger.internal.example.com",
    "port": 5432,
    "dbname": "ledger",
    "user": "export",
    "sslmode": "verify-full",
}

s3 = boto3.client("s3")
secrets = boto3.client("secretsmanager")


def password():
    answer = secrets.get_secret_value(SecretId=os.environ["LEDGER_SECRET"])
    return json.loads(answer["SecretString"])["password"]


def last_month(today):
    end = today.replace(day=1)
    return (end - timedelta(days=1)).replace(day=1), end


def handler(event, context):
    start, end = last_month(date.today())
    out = io.StringIO()
    writer = csv.writer(out)
    with psycopg2.connect(password=password(), **LEDGER) as connection, connection.cursor() as cursor:
        cursor.execute(
            "SELECT booked, account, amount FROM entry WHERE booked >= %s AND booked < %s ORDER BY booked",
            (start, end),
        )
        writer.writerows(cursor)
    s3.put_object(Bucket=os.environ["BUCKET"], Key=f"ledger/{start:%Y-%m}.csv", Body=out.getvalue().encode())
