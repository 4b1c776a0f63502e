import os

import psycopg2
from chalice import BadRequestError, Chalice

app = Chalice(app_name="catalogue")

conn = psycopg2.connect(os.environ["CATALOGUE_DSN"])
conn.set_session(readonly=True, autocommit=True)


def tag_list(raw):
    tags = []
    for part in raw.split(","):
        part = part.strip().lower()
        if part:
            tags.append(part)
    return tags


@app.route("/items", methods=["GET"])
def items():
    query = app.current_request.query_params or {}
    raw = query.get("tags", "")
    if not raw:
        raise BadRequestError("tags is missing")

    wanted = tag_list(raw)
    if not 1 <= len(wanted) <= 20:
        raise BadRequestError("between one and twenty tags")
    sql = "SELECT i.id, i.title FROM item i JOIN item_tag t ON t.item_id = i.id WHERE t.tag IN ("
    sql += ", ".join(["%s"] * len(wanted))
    sql += ") GROUP BY i.id, i.title ORDER BY i.title"

    with conn.cursor() as cur:
        cur.execute(sql, wanted)
        return [{"id": row[0], "title": row[1]} for row in cur]


@app.route("/items/{item_id}", methods=["GET"])
def item(item_id):
    with conn.cursor() as cur:
        cur.execute("SELECT id, title, description FROM item WHERE id = %s", (item_id,))
        row = cur.fetchone()
    if row is None:
        raise BadRequestError("no such item")
    return dict(zip(("id", "title", "description"), row))
