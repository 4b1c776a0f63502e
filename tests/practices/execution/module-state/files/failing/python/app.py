import json

user = None


class Basket:
    items = []


def problems(form, found=[]):
    if "name" not in form:
        found.append(form)  # violated
    return found


def handler(event, context):
    global user
    form = json.loads(event["body"])
    user = form["user"]  # violated
    Basket.items = form["items"]  # violated
    return {"statusCode": 200, "body": json.dumps(problems(form))}
