"""Keeps the accounts."""

import os

import psycopg


def handler(event, context):
    with psycopg.connect(host=os.environ["DB_HOST"], password=os.environ["DB_PASSWORD"], user="ledger") as connection:
        connection.execute("INSERT INTO entries (amount) VALUES (%s)", (event["amount"],))
