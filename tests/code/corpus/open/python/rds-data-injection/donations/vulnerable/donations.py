import json
import os

import boto3


class Ledger:
    """Aurora through the Data API: no connection to hold, no driver to ship."""

    def __init__(self):
        self._api = boto3.client("rds-data")
        self._where = {
            "resourceArn": os.environ["CLUSTER_ARN"],
            "secretArn": os.environ["SECRET_ARN"],
            "database": "charity",
        }

    def _run(self, sql, parameters=()):
        return self._api.execute_statement(sql=sql, parameters=list(parameters), formatRecordsAs="JSON", **self._where)  # FAULT rds-data-injection

    def by_campaign(self, campaign, least):
        sql = "SELECT donor, cents FROM donations WHERE campaign = '%s' AND cents >= :least" % campaign
        answer = self._run(sql, [{"name": "least", "value": {"longValue": least}}])
        return json.loads(answer["formattedRecords"])


ledger = Ledger()


def handler(event, context):
    campaign = event["pathParameters"]["campaign"]
    least = int(event.get("queryStringParameters", {}).get("least", 0))
    return {"statusCode": 200, "body": json.dumps(ledger.by_campaign(campaign, least))}
