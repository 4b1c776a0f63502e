import os

import boto3
from boto3.dynamodb.conditions import Key

table = boto3.resource("dynamodb").Table(os.environ["ORDERS_TABLE"])


def save(order):
    table.put_item(Item=order, ConditionExpression="attribute_not_exists(id)")


def of_customer(customer):
    answer = table.query(
        IndexName="by-customer",
        KeyConditionExpression=Key("customer").eq(customer),
    )
    return answer["Items"]


def purge(order_id):
    """An operator's tool; no handler comes here."""
    table.delete_item(Key={"id": order_id})
