import os

import boto3
import psycopg2

SECRET = "shop/database"
PASSWORD_RULE = "at-least-12-characters"
secrets = boto3.client("secretsmanager")


def handler(event, context):
    password = secrets.get_secret_value(SecretId=SECRET)["SecretString"]
    connection = psycopg2.connect(host=os.environ["HOST"], user="shop", password=password)
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return {"statusCode": 204, "body": PASSWORD_RULE}
