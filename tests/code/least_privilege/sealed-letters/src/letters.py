import os

import boto3
import envelope

letters = boto3.resource("s3").Bucket(os.environ["LETTERS"])


def write(event, context):
    key, sealed = envelope.close(event["text"].encode())
    letters.put_object(Key=f"{event['to']}.letter", Body=sealed, Metadata={"key": key.hex()})


def open_letter(event, context):
    found = letters.Object(f"{event['to']}.letter").get()
    return envelope.disclose(bytes.fromhex(found["Metadata"]["key"]), found["Body"].read()).decode()
