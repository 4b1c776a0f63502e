import base64
import os

import boto3
from cryptography.fernet import Fernet

kms = boto3.client("kms")


def close(text):
    data = kms.generate_data_key(KeyId=os.environ["SEAL"], KeySpec="AES_256")
    return data["CiphertextBlob"], Fernet(base64.urlsafe_b64encode(data["Plaintext"])).encrypt(text)


def disclose(key, sealed):
    plain = kms.decrypt(CiphertextBlob=key, KeyId=os.environ["SEAL"])["Plaintext"]
    return Fernet(base64.urlsafe_b64encode(plain)).decrypt(sealed)
