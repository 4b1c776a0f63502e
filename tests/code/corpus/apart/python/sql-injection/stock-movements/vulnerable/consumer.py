import json
import os

import pymysql
from aws_lambda_powertools import Logger
from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response

logger = Logger(service="stock")
processor = BatchProcessor(event_type=EventType.SQS)


class StockRepository:
    """Rows of ``stock``: one for each article and warehouse."""

    MOVE = "UPDATE stock SET quantity = quantity + %d WHERE sku = '%s' AND warehouse = '%s'"

    def __init__(self, dsn):
        self._dsn = dsn
        self._db = None

    @property
    def db(self):
        if self._db is None:
            self._db = pymysql.connect(**self._dsn, autocommit=False)
        self._db.ping(reconnect=True)
        return self._db

    def move(self, sku, warehouse, by):
        with self.db.cursor() as cursor:
            changed = cursor.execute(self.MOVE % (by, sku, warehouse))  # FAULT sql-injection
        return changed == 1

    def commit(self):
        self.db.commit()


repository = StockRepository(
    {
        "host": os.environ["STOCK_DB_HOST"],
        "user": os.environ["STOCK_DB_USER"],
        "password": os.environ["STOCK_DB_PASSWORD"],
        "database": "stock",
        "ssl": {"ca": "/opt/rds-ca.pem"},
    }
)


def record_handler(record):
    movement = json.loads(record.body)
    quantity = int(movement["quantity"])
    if movement.get("direction") == "out":
        quantity = -quantity
    if not repository.move(movement["sku"], movement["warehouse"], quantity):
        raise LookupError("no such stock row")
    repository.commit()


@logger.inject_lambda_context
def handle(event, context):
    return process_partial_response(event=event, record_handler=record_handler, processor=processor, context=context)
