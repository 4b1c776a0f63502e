import os
from typing import Annotated

from fastapi import FastAPI, Query
from mangum import Mangum
from sqlalchemy import create_engine, text

app = FastAPI(title="Recipes")
engine = create_engine(os.environ["DATABASE_URL"], pool_pre_ping=True, pool_size=1)


@app.get("/recipes")
def recipes(
    tag: Annotated[str, Query(max_length=80)],
    servings: Annotated[int, Query(ge=1, le=12)] = 4,
):
    wanted = text(  # "servings" is a number by its type
        "SELECT r.id, r.title FROM recipes r JOIN tags t ON t.recipe_id = r.id "
        f"WHERE t.name = :tag AND r.servings >= {servings} ORDER BY r.title"
    ).bindparams(tag=tag)
    with engine.connect() as connection:
        found = connection.execute(wanted).mappings().all()
    return {"recipes": [dict(row) for row in found]}


@app.get("/recipes/{recipe_id}")
def recipe(recipe_id: int):
    with engine.connect() as connection:
        row = connection.execute(text(f"SELECT id, title, steps FROM recipes WHERE id = {recipe_id}")).mappings().first()
    return dict(row) if row else {}


handler = Mangum(app, lifespan="off")
