import os
from contextlib import contextmanager

import boto3


class Database:
    def __init__(self):
        self._client = boto3.client("rds-data")
        self._where = {"resourceArn": os.environ["CLUSTER_ARN"], "secretArn": os.environ["SECRET_ARN"]}

    def run(self, sql, transaction=None, **values):
        extra = {"transactionId": transaction} if transaction else {}
        parameters = [{"name": name, "value": {"stringValue": str(value)}} for name, value in values.items()]
        return self._client.execute_statement(
            **self._where, database="customers", sql=sql, parameters=parameters, **extra
        )

    @contextmanager
    def transaction(self):
        identity = self._client.begin_transaction(**self._where, database="customers")["transactionId"]
        try:
            yield identity
        except Exception:
            self._client.rollback_transaction(**self._where, transactionId=identity)
            raise
        self._client.commit_transaction(**self._where, transactionId=identity)
