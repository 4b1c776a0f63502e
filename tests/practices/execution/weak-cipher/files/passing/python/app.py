import os

from Crypto.Cipher import AES
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY = bytes.fromhex(os.environ["KEY"])


def handler(event, context):
    nonce = os.urandom(12)
    one = AESGCM(KEY).encrypt(nonce, event["body"].encode(), None)
    two = AES.new(KEY, AES.MODE_GCM).encrypt(one)
    return {"statusCode": 200, "body": (nonce + two).hex()}
