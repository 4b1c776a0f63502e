from lxml import etree


def total(document):
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    tree = etree.fromstring(document.encode(), parser)
    return sum(float(line.get("amount")) for line in tree.iter("line"))


def take(event, context):
    return {"statusCode": 200, "body": str(total(event["body"]))}
