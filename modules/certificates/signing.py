"""Signs badges with the key of this installation (RSA), and shows its public half as a JWK."""

import base64
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key
from flask import current_app

from trainer.secret_file import kept

FILE = "badge_rsa_key.pem"
# The one algorithm that the specification of Open Badges names: verifiers may refuse any other, and do.
ALGORITHM = "RS256"


def jwk() -> dict[str, str]:
    """Return the public key of this installation; its `kid` is the thumbprint of RFC 7638."""
    public = _key().public_key().public_numbers()
    members = {"e": _number(public.e), "kty": "RSA", "n": _number(public.n)}
    thumbprint = hashlib.sha256(_json(members)).digest()
    return members | {"kid": _base64(thumbprint), "alg": ALGORITHM, "use": "sig"}


def sign(payload: Mapping[str, Any], key_address: str) -> str:
    """Return a signed JWT; `key_address` is where the public key is found."""
    header = {"alg": ALGORITHM, "kid": key_address, "typ": "JWT"}
    signed = f"{_base64(_json(header))}.{_base64(_json(payload))}"
    return f"{signed}.{_base64(_key().sign(signed.encode(), PKCS1v15(), SHA256()))}"


def _key() -> rsa.RSAPrivateKey:
    pem = kept(Path(current_app.instance_path, FILE), _new_key)
    # It is our own file; looking whether its numbers are prime would cost every request half a second.
    key = load_pem_private_key(pem, password=None, unsafe_skip_rsa_key_validation=True)
    if not isinstance(key, rsa.RSAPrivateKey):
        raise TypeError(f"{FILE} holds no RSA key.")
    return key


def _new_key() -> bytes:
    key = rsa.generate_private_key(public_exponent=65537, key_size=3072)
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _json(value: Mapping[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _number(value: int) -> str:
    return _base64(value.to_bytes((value.bit_length() + 7) // 8))


def _base64(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()
