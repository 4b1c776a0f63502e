import json


class Jobs:
    def __init__(self, records):
        self.records = records

    def each(self):
        for record in self.records:
            yield json.loads(record["body"])


def resume(event, context):
    return [int(job["number"]) for job in Jobs(event["Records"]).each()]
