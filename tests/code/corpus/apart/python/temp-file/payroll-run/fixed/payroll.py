"""Writes the bank's payment file, has it signed by the HSM's tool and puts it into the bank's bucket."""

import os
import subprocess
import tempfile
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


def write(rows, day, folder):
    path = os.path.join(folder, "payments.txt")
    with open(path, "w", encoding="ascii", errors="replace") as out:
        for row in rows:
            out.write(f"{day:%y%m%d};{row['iban']};{row['name']};{row['amount']:.2f}\r\n")
    return path


def handler(event, context):
    today = date.today()
    with tempfile.TemporaryDirectory() as folder:
        path = write(salaries(), today, folder)
        subprocess.run(["/opt/hsm/sign", "--detached", path], check=True, timeout=60)
        for suffix in ("", ".sig"):
            target = f"payroll/{today:%Y%m}{suffix}"
            s3.upload_file(path + suffix, BANK, target, ExtraArgs={"ServerSideEncryption": "aws:kms"})
