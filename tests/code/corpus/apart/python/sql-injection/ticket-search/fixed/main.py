from fastapi import Depends, FastAPI, Query
from mangum import Mangum
from sqlalchemy.ext.asyncio import AsyncSession

from tickets.database import session
from tickets.search import find_tickets

app = FastAPI(title="Support tickets", docs_url=None, redoc_url=None)


@app.get("/tickets")
async def tickets(
    q: str = Query(min_length=2, max_length=80),
    page: int = Query(default=1, ge=1),
    db: AsyncSession = Depends(session),
):
    found = await find_tickets(db, q, page)
    return {"page": page, "tickets": found}


@app.get("/health")
async def health():
    return {"ok": True}


handler = Mangum(app, lifespan="off")
