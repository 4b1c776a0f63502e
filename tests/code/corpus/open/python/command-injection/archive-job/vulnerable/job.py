"""A step of the nightly export. The input is what customers asked for in the portal."""

import os

from exporting.dump import Dump


def handler(event, context):
    dump = Dump(os.environ["DB_HOST"], event["customer"])
    for table in event["tables"]:
        dump.include(table)
    return {"location": dump.write(), "tables": len(event["tables"])}
