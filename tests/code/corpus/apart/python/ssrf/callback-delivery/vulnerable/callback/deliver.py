import json
import logging
import urllib.request

logger = logging.getLogger("callback")


class Deliver:
    """Posts a finished job to where its owner wants it."""

    timeout = 6

    def __init__(self, job):
        self.job_id = job["id"]
        self.target = job["callbackUrl"]
        self.result = {"job": self.job_id, "state": job["state"]}

    def request(self):
        request = urllib.request.Request(self.target, method="POST")
        request.data = json.dumps(self.result).encode()
        request.add_header("Content-Type", "application/json")
        return request

    def send(self):
        with urllib.request.urlopen(self.request(), timeout=self.timeout) as response:  # FAULT ssrf
            return response.status

    @classmethod
    def lambda_handler(cls, event, context):
        status = cls(event["job"]).send()
        logger.info("delivered with status %d", status)
        return {"delivered": 200 <= status < 300}


handler = Deliver.lambda_handler
