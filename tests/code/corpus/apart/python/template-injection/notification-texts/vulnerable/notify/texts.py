from jinja2 import DictLoader, Environment, StrictUndefined

STANDARD = {
    "shipped": "Your parcel {{ parcel }} is on its way.",
    "delayed": "Your parcel {{ parcel }} will be {{ days }} days late. Sorry!",
}


class Texts:
    """Wording of short messages: ours, or what a tenant brought along."""

    def __init__(self):
        self.environment = Environment(loader=DictLoader(STANDARD), undefined=StrictUndefined)

    def standard(self, kind, facts):
        return self.environment.get_template(kind).render(facts)

    def custom(self, wording, facts):
        return self.environment.from_string(wording).render(**facts)  # FAULT template-injection
