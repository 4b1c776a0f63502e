"""Cryptography in functions' code that doesn't hold."""

from hauberk.model.verdict import HIGH, MEDIUM, Verdict
from hauberk.practices.control import control
from hauberk.study.code.stated import Stated, stated
from hauberk.study.study import Study


@control("weak-hash", practice=13, severity=MEDIUM, subject=stated("weak-hash"))
def weak_hash(hashed: Stated, study: Study) -> Verdict:
    """Code hashes a password quickly, or something secret by a broken hash.

    Of quick hashes (MD5, SHA-1, SHA-256) billions are tried in a second: whoever has the hash of a password soon has
    the password. For MD5 and SHA-1 two texts with the same hash can be made, so they prove nothing.

    Attack: a table of users leaks, and within hours most of their passwords are known.

    Safe when: nothing secret is hashed: a checksum, the name of a cache's entry. By the names on the way such ones
    aren't told.

    Fix: hash passwords by scrypt, argon2 or bcrypt, and sign by HMAC with SHA-256.

    References:
    - https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html
    - https://cwe.mitre.org/data/definitions/328.html
    """
    return hashed.judged(study)


@control("weak-cipher", practice=13, severity=MEDIUM, subject=stated("weak-cipher"))
def weak_cipher(cipher: Stated, study: Study) -> Verdict:
    """Code encrypts by a cipher or a mode that doesn't hold.

    DES, Triple DES and RC4 are broken. ECB shows which parts of a text are the same. A starting value that never
    changes shows which texts are the same, and under GCM gives the key to forge others away.

    Attack: who has the encrypted records tells which customers share a value, and fills in the ones that they know.

    Safe when: a partner's old protocol asks for it, and another layer encrypts too.

    Fix: encrypt by AES-GCM with a new nonce for each text, or let KMS do it.

    References:
    - https://cheatsheetseries.owasp.org/cheatsheets/Cryptographic_Storage_Cheat_Sheet.html
    - https://cwe.mitre.org/data/definitions/327.html
    """
    return cipher.judged(study)


@control("weak-randomness", practice=13, severity=MEDIUM, subject=stated("weak-randomness"))
def weak_randomness(draw: Stated, study: Study) -> Verdict:
    """Code draws something secret from a generator that can be predicted.

    ``random`` and ``Math.random`` are made for simulations: who has seen some of their numbers can tell those that
    come.

    Attack: a user asks for some codes for themselves, and works out the one that somebody else is sent.

    Safe when: nobody gains by guessing: a pause, a sample, a greeting. By the names on the way such ones aren't told.

    Fix: draw from ``secrets`` in Python and from ``crypto.randomBytes`` or ``crypto.randomUUID`` in Node.js.

    References:
    - https://cheatsheetseries.owasp.org/cheatsheets/Cryptographic_Storage_Cheat_Sheet.html
    - https://cwe.mitre.org/data/definitions/338.html
    """
    return draw.judged(study)


@control("unverified-token", practice=13, severity=HIGH, subject=stated("unverified-token"))
def unverified_token(token: Stated, study: Study) -> Verdict:
    """Code believes a token without a look at its signature.

    What a JSON Web Token says is true only if its signature is right. Code that decodes it alone believes what anyone
    writes.

    Attack: a caller writes a token that says it is the administrator's, and is taken for them.

    Safe when: whoever calls has verified the same token before, such as the API's own authorizer.

    Fix: verify it with the issuer's key, and name the algorithms, the issuer and the audience that you expect; or take
    the claims from the authorizer's context.

    References:
    - https://cheatsheetseries.owasp.org/cheatsheets/REST_Security_Cheat_Sheet.html
    - https://datatracker.ietf.org/doc/html/rfc8725
    - https://cwe.mitre.org/data/definitions/347.html
    """
    return token.judged(study)


CONTROLS = (weak_hash, weak_cipher, weak_randomness, unverified_token)
