"""Route ``profile.save`` of the game's socket. pydantic makes sure that the message is a message."""

from __future__ import annotations

import os
from typing import Any

import pymongo
from pydantic import BaseModel, ValidationError

players = pymongo.MongoClient(os.environ["MONGO_URI"], tls=True).game.players


class Save(BaseModel):
    action: str
    player: Any
    changes: dict[str, Any]


def save(message: Save) -> bool:
    outcome = players.update_one({"_id": message.player}, message.changes)  # FAULT nosql-injection
    return outcome.matched_count == 1


def handler(event: dict[str, Any], context: object) -> dict[str, int]:
    try:
        message = Save.model_validate_json(event["body"])
    except ValidationError:
        return {"statusCode": 400}
    return {"statusCode": 200 if save(message) else 404}
