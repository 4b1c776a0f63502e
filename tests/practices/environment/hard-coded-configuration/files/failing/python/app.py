import boto3

sqs = boto3.client("sqs")
ORDERS = "https://sqs.eu-west-1.amazonaws.com/111122223333/orders-prod"  # violated


def handler(event, context):
    sqs.send_message(QueueUrl=ORDERS, MessageBody=str(int(event["body"])))
