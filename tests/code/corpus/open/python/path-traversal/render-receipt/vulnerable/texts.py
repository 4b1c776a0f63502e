"""Texts in the languages that we have."""

import json
from pathlib import Path

HERE = Path(__file__).parent / "languages"


class Texts(dict):
    @classmethod
    def load(cls, language):
        file = HERE / f"{language}.json"
        return cls(json.loads(file.read_text(encoding="utf-8")))  # FAULT path-traversal
