def handler(event, context):
    print("sold", event["article"])
