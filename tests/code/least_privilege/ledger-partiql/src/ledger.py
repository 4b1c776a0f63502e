import boto3

client = boto3.client("dynamodb")
INSERT = "INSERT INTO \"ledger\" VALUE {'id': ?, 'account': ?, 'amount': ?}"


def enter(event, context):
    client.execute_statement(
        Statement=INSERT,
        Parameters=[{"S": event["id"]}, {"S": event["account"]}, {"N": str(event["amount"])}],
    )


def statement(event, context):
    answer = client.execute_statement(
        Statement='SELECT id, amount FROM "ledger"."by-account" WHERE account = ?',
        Parameters=[{"S": event["account"]}],
    )
    return answer["Items"]
