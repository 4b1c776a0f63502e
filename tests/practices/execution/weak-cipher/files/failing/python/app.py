import os

from Crypto.Cipher import AES, DES3
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

KEY = bytes.fromhex(os.environ["KEY"])


def handler(event, context):
    one = AES.new(KEY, AES.MODE_ECB).encrypt(event["body"].encode())  # violated
    two = DES3.new(KEY, DES3.MODE_CBC, os.urandom(8)).encrypt(one)  # violated
    three = Cipher(algorithms.AES(KEY), modes.CBC(b"0123456789abcdef")).encryptor()  # violated
    return {"statusCode": 200, "body": (two + three.finalize()).hex()}
