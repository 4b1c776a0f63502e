"""POST /courses/search for the catalogue of an evening school."""

import json
import os
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pymongo import MongoClient

courses = MongoClient(os.environ["MONGO_URL"]).school.courses


class Search(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    filter: dict[str, Any] = Field(default_factory=dict)
    page: int = Field(0, ge=0, le=100)
    size: Literal[10, 20, 50] = 20


def find(search):
    cursor = courses.find(search.filter, {"_id": False}).skip(search.page * search.size)  # FAULT nosql-injection
    return list(cursor.limit(search.size))


def handler(event, context):
    try:
        search = Search.model_validate_json(event["body"])
    except ValidationError as error:
        return {"statusCode": 422, "body": json.dumps({"problems": error.error_count()})}
    return {"statusCode": 200, "body": json.dumps(find(search), default=str)}
