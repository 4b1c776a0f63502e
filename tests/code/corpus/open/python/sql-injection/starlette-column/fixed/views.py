import os

from mangum import Mangum
from sqlalchemy import Column, Integer, MetaData, String, Table, create_engine, select
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

engine = create_engine(os.environ["DATABASE_URL"])
animals = Table(
    "animals", MetaData(), Column("id", Integer, primary_key=True), Column("name", String), Column("species", String)
)


def column(name):
    if name not in animals.c:
        raise HTTPException(status_code=400)
    return animals.c[name]


async def listing(request: Request) -> JSONResponse:
    by = request.query_params.get("by", "name")
    words = request.query_params.get("words", "")
    statement = select(animals.c.id, animals.c.name).where(column(by).ilike(f"%{words}%")).limit(50)
    with engine.connect() as connection:
        rows = connection.execute(statement).all()
    return JSONResponse([{"id": row.id, "name": row.name} for row in rows])


async def gone(request: Request, error: HTTPException) -> JSONResponse:
    return JSONResponse({"message": "not here"}, status_code=error.status_code)


app = Starlette(routes=[Route("/animals", listing)], exception_handlers={HTTPException: gone})
handler = Mangum(app)
