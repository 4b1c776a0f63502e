"""Writes the bank's payment file, has it signed by the HSM's tool and puts it into the bank's bucket."""

import os
import subprocess
from datetime import date

import boto3

s3 = boto3.client("s3")
table = boto3.resource("dynamodb").Table(os.environ["SALARIES_TABLE"])
BANK = os.environ["BANK_BUCKET"]


def salaries():
    arguments = {}
    while True:
        page = table.scan(**arguments)
        yield from page["Items"]
        if "LastEvaluatedKey" not in page:
            return
        arguments["ExclusiveStartKey"] = page["LastEvaluatedKey"]


def write(rows, day):
    path = "/tmp/payments.txt"  # ALSO temp-file
    with open(path, "w", encoding="ascii", errors="replace") as out:  # FAULT temp-file
        for row in rows:
            out.write(f"{day:%y%m%d};{row['iban']};{row['name']};{row['amount']:.2f}\r\n")
    return path


def handler(event, context):
    today = date.today()
    path = write(salaries(), today)
    subprocess.run(["/opt/hsm/sign", "--detached", path], check=True, timeout=60)
    for suffix in ("", ".sig"):
        s3.upload_file(path + suffix, BANK, f"payroll/{today:%Y%m}{suffix}", ExtraArgs={"ServerSideEncryption": "aws:kms"})
