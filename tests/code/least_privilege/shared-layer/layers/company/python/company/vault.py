import os

import boto3


class Vault:
    def __init__(self):
        self.bucket = boto3.resource("s3").Bucket(os.environ["VAULT"])

    def put(self, name, body):
        self.bucket.put_object(Key=f"safe/{name}", Body=body)

    def names(self):
        return [entry.key for entry in self.bucket.objects.all()]

    def burn(self):
        self.bucket.objects.all().delete()
