"""Texts in the languages that we have."""

import json
from pathlib import Path

HERE = Path(__file__).parent / "languages"
AVAILABLE = {"de", "en", "fr", "it"}


class UnknownLanguage(ValueError):
    pass


class Texts(dict):
    @classmethod
    def load(cls, language):
        if language not in AVAILABLE:
            raise UnknownLanguage
        file = HERE / f"{language}.json"
        return cls(json.loads(file.read_text(encoding="utf-8")))
