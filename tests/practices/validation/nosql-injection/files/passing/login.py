import json
import os

import pymongo

users = pymongo.MongoClient(os.environ["MONGO"]).shop.users


def handler(event, context):
    login = json.loads(event["body"])
    user = users.find_one({"name": str(login["name"]), "token": str(login["token"])})
    return {"statusCode": 200 if user else 403}
