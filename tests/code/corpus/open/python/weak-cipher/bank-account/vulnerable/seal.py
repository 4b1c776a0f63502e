"""Seals account numbers of new suppliers before they go to the archive."""

import base64
import os

import boto3
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

kms = boto3.client("kms")
archive = boto3.resource("dynamodb").Table(os.environ["ARCHIVE_TABLE"])


class Seal:
    def __init__(self, key):
        self.key = key

    def __call__(self, text):
        data = text.encode().ljust(48, b"\0")
        encryptor = Cipher(algorithms.AES(self.key), modes.ECB()).encryptor()  # FAULT weak-cipher
        return base64.b64encode(encryptor.update(data) + encryptor.finalize()).decode()


def handler(event, context):
    key = kms.decrypt(CiphertextBlob=base64.b64decode(os.environ["SEALED_KEY"]))["Plaintext"]
    seal = Seal(key)
    for record in event["Records"]:
        image = record["dynamodb"].get("NewImage", {})
        if "iban" in image:
            archive.put_item(Item={"supplier": image["id"]["S"], "iban": seal(image["iban"]["S"])})
