"""Signs badges with the key of this installation (Ed25519), and shows its public half as a JWK."""

import base64
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from flask import current_app

from trainer.secret_file import kept

FILE = "badge_key.pem"


def jwk() -> dict[str, str]:
    """Return the public key of this installation; its `kid` is the thumbprint of RFC 7638."""
    public = _key().public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    members = {"crv": "Ed25519", "kty": "OKP", "x": _base64(public)}
    thumbprint = hashlib.sha256(_json(members)).digest()
    return members | {"kid": _base64(thumbprint), "alg": "EdDSA", "use": "sig"}


def sign(payload: Mapping[str, Any], key_address: str) -> str:
    """Return a signed JWT; `key_address` is where the public key is found."""
    header = {"alg": "EdDSA", "kid": key_address, "typ": "JWT"}
    signed = f"{_base64(_json(header))}.{_base64(_json(payload))}"
    return f"{signed}.{_base64(_key().sign(signed.encode()))}"


def _key() -> Ed25519PrivateKey:
    pem = kept(Path(current_app.instance_path, FILE), _new_key)
    key = load_pem_private_key(pem, password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise TypeError(f"{FILE} holds no Ed25519 key.")
    return key


def _new_key() -> bytes:
    return Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _json(value: Mapping[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _base64(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()
