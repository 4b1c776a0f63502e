import os

import psycopg2
import requests

PASSWORD = "Kestrel-0452-lantern"  # violated


def handler(event, context):
    connection = psycopg2.connect(host=os.environ["HOST"], user="shop", password=PASSWORD)
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    requests.post("https://partner.example/orders", auth=("shop", "tr0ub4dor-Heron-17"), timeout=5)  # violated
    return {"statusCode": 204}
