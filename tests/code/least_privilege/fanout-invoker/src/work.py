def fast(event, context):
    return {"more": len(event) > 0}


def slow(event, context):
    return sum(range(1000))
