import re

from jinja2 import DictLoader, Environment, StrictUndefined

PLACEHOLDER = re.compile(r"\{\{ *([a-z]+) *\}\}")

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
        """Placeholders are looked up and nothing else is understood: a tenant's text is data."""
        return PLACEHOLDER.sub(lambda found: str(facts.get(found[1], "")), wording)
