"""Books what was ordered."""

import psycopg

PASSWORD_LENGTH = 24
DATABASE = {
    "host": "orders.internal",
    "password": "Vn4-regen%im.Mai",  # violated
}


def handler(event, context):
    with psycopg.connect(host=DATABASE["host"], user="orders", password="Vn4-regen%im.Juni") as connection:  # violated
        return connection.execute("select 1").fetchone()
