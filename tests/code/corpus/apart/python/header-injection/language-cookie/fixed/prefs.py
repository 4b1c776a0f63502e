import time

YEAR = 365 * 24 * 3600
LANGUAGES = {"de", "en", "fr", "it", "rm"}


def cookie(name, value, **attributes):
    parts = [name + "=" + value]
    for key, setting in attributes.items():
        key = key.replace("_", "-").title()
        parts.append(key if setting is True else f"{key}={setting}")
    return "; ".join(parts)


def keep(name, value):
    return cookie(name, value, path="/", max_age=YEAR, secure=True, samesite="Lax")


def handler(event, context):
    wanted = event.get("queryStringParameters") or {}
    cookies = []
    language = wanted.get("lang")
    if language in LANGUAGES:
        cookies.append(keep("lang", language))
    if "compact" in wanted:
        cookies.append(keep("compact", "1" if wanted["compact"] == "on" else "0"))
    cookies.append(keep("seen", str(int(time.time()))))
    return {
        "statusCode": 204,
        "headers": {"cache-control": "no-store"},
        "cookies": cookies,
    }
