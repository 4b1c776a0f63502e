import os

import psycopg

STATEMENT = """
SELECT number, due FROM deliveries
WHERE supplier = '{supplier}' AND ramp = {ramp} AND due < current_date + {days}
"""


def deliveries(wanted):
    with psycopg.connect(os.environ["DATABASE_DSN"]) as connection:
        return connection.execute(STATEMENT.format(**wanted.model_dump())).fetchall()
