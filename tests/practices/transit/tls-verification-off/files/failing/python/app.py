import ssl

import requests
import urllib3

session = requests.Session()
session.verify = False  # violated
pool = urllib3.PoolManager(cert_reqs="CERT_NONE")  # violated


def context():
    made = ssl.create_default_context()
    made.check_hostname = False
    made.verify_mode = ssl.CERT_NONE  # violated
    return made


def handler(event, handler_context):
    requests.get("https://stock.intern.example", verify=False, timeout=5)  # violated
    session.get("https://prices.intern.example", timeout=5)
    urllib3.PoolManager(ssl_context=context()).request("GET", "https://intern.example")
    return {"statusCode": pool.request("GET", "https://intern.example").status}
