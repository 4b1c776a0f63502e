import boto3

dynamodb = boto3.client("dynamodb")


def ensure(name):
    try:
        dynamodb.create_table(
            TableName=name,
            BillingMode="PAY_PER_REQUEST",
            AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
            KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        )
    except dynamodb.exceptions.ResourceInUseException:
        return False
    dynamodb.get_waiter("table_exists").wait(TableName=name)
    return True


def handler(event, context):
    tenant = event["tenant"]
    if not tenant.isalnum():
        raise ValueError("tenant")
    return ensure(f"tenant-{tenant}")
