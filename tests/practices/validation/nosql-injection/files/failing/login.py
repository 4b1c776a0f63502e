import json
import os

import pymongo

users = pymongo.MongoClient(os.environ["MONGO"]).shop.users


def handler(event, context):
    login = json.loads(event["body"])
    user = users.find_one({"name": login["name"], "token": login["token"]})  # violated
    return {"statusCode": 200 if user else 403}
