"""Monthly statements, written to EFS by the billing run."""

from fastapi import FastAPI, HTTPException
from fastapi.responses import FileResponse
from mangum import Mangum

from .storage import mounted, statement_path

app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)


@app.get("/health")
def health() -> dict[str, bool]:
    """For the deployment: are the statements mounted?"""
    return {"mounted": mounted()}


@app.get("/statements/{customer}/{name:path}")
def statement(customer: str, name: str) -> FileResponse:
    path = statement_path(customer, name)
    if path is None:
        raise HTTPException(404, "no such statement")
    return FileResponse(path, media_type="application/pdf")  # FAULT path-traversal


handler = Mangum(app, lifespan="off")
