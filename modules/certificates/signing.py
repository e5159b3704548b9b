"""Signs badges with the key of this installation (Ed25519), and shows its public half as a JWK."""

import base64
import hashlib
import json
import os
import tempfile
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
    path = Path(current_app.instance_path, FILE)
    if not path.exists():
        _make_key(path)
    key = load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise TypeError(f"{FILE} holds no Ed25519 key.")
    return key


def _make_key(path: Path) -> None:
    """Make the key, once: of two processes that are at it together, one gives its draft the name and both read that."""
    pem = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    handle, draft = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(pem)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    except OSError:
        # A disk that knows no second names.
        Path(draft).replace(path)
    Path(draft).unlink(missing_ok=True)


def _json(value: Mapping[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _base64(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()
