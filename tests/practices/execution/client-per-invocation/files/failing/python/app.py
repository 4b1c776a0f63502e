import boto3


def stored(order):
    table = boto3.resource("dynamodb").Table("orders")  # violated
    table.put_item(Item=order)


def handler(event, context):
    stored({"id": context.aws_request_id})
    return {"statusCode": 204}
