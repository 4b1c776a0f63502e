class Client:
    """Keeps items in memory; it only looks like a client of AWS."""

    def __init__(self, name):
        self.name = name
        self.items = []

    def put_item(self, Item):
        self.items.append(Item)

    def scan(self):
        return {"Items": list(self.items)}
