import base64

from Crypto.Cipher import AES
from Crypto.Util.Padding import pad


class Vault:
    """Seals short texts under a data key, which KMS opens once for each sandbox."""

    def __init__(self, kms, wrapped):
        self.key = kms.decrypt(CiphertextBlob=base64.b64decode(wrapped))["Plaintext"]

    def seal(self, text):
        cipher = AES.new(self.key, AES.MODE_ECB)  # FAULT weak-cipher
        return cipher.encrypt(pad(text.encode(), AES.block_size))
