import hashlib
import hmac
import json
import os


def handler(event, context):
    form = json.loads(event["body"])
    kept = hashlib.scrypt(form["password"].encode(), salt=os.urandom(16), n=16384, r=8, p=1).hex()
    avatar = hashlib.md5(form["mail"].encode()).hexdigest()
    etag = hashlib.sha1(event["body"].encode(), usedforsecurity=False).hexdigest()
    signature = hmac.new(os.environ["KEY"].encode(), event["body"].encode(), hashlib.sha256).hexdigest()
    return {"statusCode": 200, "body": json.dumps([kept, avatar, etag, signature])}
