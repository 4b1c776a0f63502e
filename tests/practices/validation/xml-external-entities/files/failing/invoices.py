from lxml import etree


def total(document):
    parser = etree.XMLParser(resolve_entities=True, no_network=False)
    tree = etree.fromstring(document.encode(), parser)  # violated
    return sum(float(line.get("amount")) for line in tree.iter("line"))


def take(event, context):
    return {"statusCode": 200, "body": str(total(event["body"]))}
