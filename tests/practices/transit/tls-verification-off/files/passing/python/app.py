import ssl

import requests

session = requests.Session()
session.verify = "intern-ca.pem"


def handler(event, context):
    made = ssl.create_default_context(cafile="intern-ca.pem")
    made.minimum_version = ssl.TLSVersion.TLSv1_3
    requests.get("https://stock.intern.example", verify=True, timeout=5)
    verify = False
    return {"statusCode": 204 if verify else 200}
