"""Behind an internal load balancer: the member list as CSV for the club's office."""

from __future__ import annotations

import csv
import io
import os
from typing import Any

from sqlalchemy import Date, String, create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column


class Base(DeclarativeBase):
    pass


class Member(Base):
    __tablename__ = "member"

    number: Mapped[int] = mapped_column(primary_key=True)
    surname: Mapped[str] = mapped_column(String(80))
    joined: Mapped[Any] = mapped_column(Date)
    club: Mapped[str] = mapped_column(String(40))


SORTABLE = {"number": Member.number, "surname": Member.surname, "joined": Member.joined}

engine = create_engine(os.environ["DATABASE_URL"], pool_size=1, max_overflow=0)


def export(club: str, sort: str = "surname", descending: bool = False) -> str:
    statement = select(Member.number, Member.surname, Member.joined).where(Member.club == club)
    column = SORTABLE.get(sort, Member.surname)
    statement = statement.order_by(column.desc() if descending else column)

    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(["number", "surname", "joined"])
    with Session(engine) as session:
        for row in session.execute(statement):
            writer.writerow(row)
    return out.getvalue()


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    query = event.get("queryStringParameters") or {}
    options: dict[str, Any] = {"descending": query.get("order") == "desc"}
    if "sort" in query:
        options["sort"] = query["sort"]
    return {
        "statusCode": 200,
        "statusDescription": "200 OK",
        "isBase64Encoded": False,
        "headers": {"Content-Type": "text/csv; charset=utf-8"},
        "body": export(query.get("club", "main"), **options),
    }
