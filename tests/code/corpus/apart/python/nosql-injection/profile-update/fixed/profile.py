"""Route ``profile.save`` of the game's socket. pydantic makes sure that the message is a message."""

from __future__ import annotations

import os
from typing import Any, Literal
from uuid import UUID

import pymongo
from pydantic import BaseModel, ConfigDict, Field, ValidationError

players = pymongo.MongoClient(os.environ["MONGO_URI"], tls=True).game.players


class Changes(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    colour: Literal["red", "green", "blue"] = "red"
    volume: int = Field(default=5, ge=0, le=10)


class Save(BaseModel):
    action: str
    player: UUID
    changes: Changes


def save(message: Save) -> bool:
    outcome = players.update_one({"_id": message.player.hex}, {"$set": message.changes.model_dump()})
    return outcome.matched_count == 1


def handler(event: dict[str, Any], context: object) -> dict[str, int]:
    try:
        message = Save.model_validate_json(event["body"])
    except ValidationError:
        return {"statusCode": 400}
    return {"statusCode": 200 if save(message) else 404}
