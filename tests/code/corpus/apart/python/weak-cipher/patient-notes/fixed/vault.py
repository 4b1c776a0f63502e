import base64

from Crypto.Cipher import AES


class Vault:
    """Seals short texts under a data key, which KMS opens once for each sandbox."""

    def __init__(self, kms, wrapped):
        self.key = kms.decrypt(CiphertextBlob=base64.b64decode(wrapped))["Plaintext"]

    def seal(self, text):
        cipher = AES.new(self.key, AES.MODE_GCM)
        sealed, tag = cipher.encrypt_and_digest(text.encode())
        return cipher.nonce + tag + sealed
