"""PUT /preferences/language keeps a visitor's language in a cookie."""

import json

LANGUAGES = ("de", "en", "fr", "rm")


def best(wanted):
    for language in LANGUAGES:
        if wanted.lower().startswith(language):
            return wanted
    return "en"


def cookie(name, value, days):
    return f"{name}={value}; Path=/; Max-Age={days * 86400}; Secure; SameSite=Lax"


def handler(event, context):
    wanted = json.loads(event["body"]).get("language", "")
    return {
        "statusCode": 204,
        "cookies": [cookie("language", best(wanted), 365)],  # FAULT header-injection
    }
