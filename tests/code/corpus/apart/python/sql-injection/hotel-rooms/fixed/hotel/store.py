import os

import psycopg
from psycopg.rows import dict_row


class Store:
    def __init__(self):
        self._connection = None

    def connection(self):
        if self._connection is None or self._connection.closed:
            self._connection = psycopg.connect(os.environ["DATABASE_URL"], autocommit=True, row_factory=dict_row)
        return self._connection

    def rows(self, statement, values=None):
        with self.connection().cursor() as cursor:
            cursor.execute(statement, values)
            return cursor.fetchall()
