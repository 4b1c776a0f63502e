from html import escape

from fastapi import FastAPI, Form
from fastapi.responses import HTMLResponse, PlainTextResponse
from mangum import Mangum

app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)


def row(label: str, value: str | int) -> str:
    return f"<tr><th>{escape(label)}<td>{value}"


@app.post("/confirm", response_class=HTMLResponse)
def confirm(name: str = Form(max_length=80), guests: int = Form(ge=1, le=10)):
    rows = [row("Name", name), row("Guests", guests)]
    return HTMLResponse(f"<!doctype html><table>{''.join(rows)}</table>")  # FAULT html-response


@app.get("/echo")
def echo(text: str = ""):
    return PlainTextResponse(text, headers={"X-Content-Type-Options": "nosniff"})


handler = Mangum(app)
