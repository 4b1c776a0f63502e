import os
from functools import cache

import MySQLdb
from aws_lambda_powertools.event_handler.graphql_appsync.router import Router

router = Router()


@cache
def database():
    return MySQLdb.connect(
        host=os.environ["DB_HOST"], user=os.environ["DB_USER"], passwd=os.environ["DB_PASSWORD"], db="notes", autocommit=True
    )


@router.resolver(type_name="Mutation", field_name="setNote")
def set_note(ticket: int, text: str):
    cursor = database().cursor()
    cursor.execute("UPDATE tickets SET note = %s WHERE id = %s", (text, ticket))
    return cursor.rowcount == 1
