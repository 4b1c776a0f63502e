"""Takes a player's move and tells the others."""

import json
import os

import boto3

table = boto3.resource("dynamodb").Table(os.environ["GAMES_TABLE"])


class Move:
    def __init__(self, piece, to):
        self.piece = piece
        self.to = to


def read(text, decode=json.loads):
    fields = decode(text)
    return Move(fields["piece"], fields["to"]) if isinstance(fields, dict) else None


def on_message(event, context):
    move = read(event["body"])
    if not isinstance(move, Move):
        return {"statusCode": 400}
    table.update_item(
        Key={"connection": event["requestContext"]["connectionId"]},
        UpdateExpression="SET moves = list_append(moves, :move)",
        ExpressionAttributeValues={":move": [{"piece": str(move.piece), "to": str(move.to)}]},
    )
    return {"statusCode": 200}
