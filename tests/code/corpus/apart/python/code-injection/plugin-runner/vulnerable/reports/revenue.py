def report(day):
    """Revenue by country on a day."""
    return {"day": day, "countries": {}}
