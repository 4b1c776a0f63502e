import os

import psycopg
from fastapi import FastAPI, HTTPException
from mangum import Mangum
from pydantic import BaseModel, Field

app = FastAPI(title="Allotments")


class Application(BaseModel):
    name: str = Field(min_length=2, max_length=80)
    plot: int = Field(ge=1, le=240)


def save(application: Application) -> int:
    with psycopg.connect(os.environ["DATABASE_DSN"]) as connection:
        row = connection.execute(
            "INSERT INTO applications (name, plot) VALUES (%s, %s) RETURNING id",
            (application.name, application.plot),
        ).fetchone()
    return row[0]


@app.post("/applications", status_code=201)
def apply(application: Application) -> dict[str, int]:
    try:
        return {"id": save(application)}
    except psycopg.errors.UniqueViolation:
        raise HTTPException(status_code=409, detail="that plot is taken") from None
    except psycopg.Error as error:
        raise HTTPException(status_code=500, detail="we can't save that now") from error


handler = Mangum(app)
