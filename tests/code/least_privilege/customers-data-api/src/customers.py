import json

from database import Database

database = Database()


def handler(event, context):
    customer = event["pathParameters"]["id"]
    if event["requestContext"]["http"]["method"] == "GET":
        rows = database.run("SELECT name FROM customers WHERE id = :id", id=customer)["records"]
        return {"statusCode": 200 if rows else 404, "body": json.dumps(rows)}
    with database.transaction() as transaction:
        name = json.loads(event["body"])["name"]
        database.run("UPDATE customers SET name = :name WHERE id = :id", transaction, name=name, id=customer)
        database.run("INSERT INTO changes (customer) VALUES (:id)", transaction, id=customer)
    return {"statusCode": 204}
