import json
import traceback


def failed(error):
    return {"statusCode": 500, "body": json.dumps({"error": str(error)})}  # violated


def handler(event, context):
    try:
        number = int(event["body"])
    except ValueError as error:
        return failed(error)
    except Exception:
        return {"statusCode": 500, "body": traceback.format_exc()}  # violated
    return {"statusCode": 200, "body": str(number)}
