import base64
import json
from http.cookies import SimpleCookie


class Progress:
    def __init__(self, page=1, answers=None):
        self.page = page
        self.answers = answers or {}

    def answer(self, question, choice):
        self.answers[question] = choice
        self.page += 1


def progress_from(event):
    for header in event.get("cookies", []):
        cookie = SimpleCookie(header)
        if "progress" not in cookie:
            continue
        text = base64.urlsafe_b64decode(cookie["progress"].value).decode()
        if not text:
            return Progress()
        stored = json.loads(text)
        answers = {int(question): int(choice) for question, choice in stored["answers"].items()}
        return Progress(int(stored["page"]), answers)
    return Progress()


def to_cookie(progress):
    text = json.dumps({"page": progress.page, "answers": progress.answers})
    value = base64.urlsafe_b64encode(text.encode()).decode()
    return f"progress={value}; Secure; HttpOnly; SameSite=Strict; Path=/"


def handler(event, context):
    progress = progress_from(event)
    if event["routeKey"] == "POST /answers":
        given = json.loads(event["body"])
        progress.answer(int(given["question"]), int(given["choice"]))
    return {
        "statusCode": 200,
        "cookies": [to_cookie(progress)],
        "headers": {"content-type": "application/json"},
        "body": json.dumps({"page": progress.page, "answered": len(progress.answers)}),
    }
