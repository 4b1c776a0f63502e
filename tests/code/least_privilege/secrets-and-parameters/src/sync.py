import os
import urllib.request

from aws_lambda_powertools.utilities import parameters


def handler(event, context):
    token = parameters.get_secret(os.environ["TOKEN_SECRET"], max_age=600)
    base = parameters.get_parameter("/partner/base-url")
    limits = parameters.get_parameters("/partner/limits")
    request = urllib.request.Request(f"{base}/changes?page={limits['page']}")
    request.add_header("Authorization", f"Bearer {token}")
    with urllib.request.urlopen(request, timeout=10) as answer:
        return {"changes": len(answer.read())}
