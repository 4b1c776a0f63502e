from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException
from mangum import Mangum

from .store import Store, get_store

app = FastAPI()
Stored = Annotated[Store, Depends(get_store)]


@app.get("/recipes/{slug}")
def read(slug: str, store: Stored):
    recipe = store.find(slug)
    if recipe is None:
        raise HTTPException(404)
    return recipe


@app.put("/recipes/{slug}", status_code=204)
def write(slug: str, text: str, store: Stored) -> None:
    store.save(slug, text)


handler = Mangum(app)
