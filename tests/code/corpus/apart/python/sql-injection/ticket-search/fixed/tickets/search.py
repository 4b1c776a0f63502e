from sqlalchemy import text

PAGE = 25

STATEMENT = """
    SELECT id, subject, opened_at, state
    FROM ticket
    WHERE subject ILIKE :pattern
    ORDER BY opened_at DESC
    LIMIT :limit OFFSET :offset
"""


async def find_tickets(db, term, page):
    """One page of the tickets whose subject has the term."""
    values = {"pattern": f"%{term}%", "limit": PAGE, "offset": (page - 1) * PAGE}
    result = await db.execute(text(STATEMENT), values)
    return [dict(row) for row in result.mappings()]
