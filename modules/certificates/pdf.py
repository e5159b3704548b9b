"""Makes PDFs of a certificate and of a list of hours with Typst: tagged, so that they can be read aloud (PDF/UA-1)."""

import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import segno
import typst

from modules.library.printing_rules import made_of

TEMPLATES = Path(__file__).parent / "typst"


def certificate(values: Mapping[str, Any], address: str) -> bytes:
    """Return the certificate; `address` is its check page, as a link and as a QR code."""
    return _compiled("certificate.typ", {**values, "address": address, "qr": _qr(address)})


def hours(values: Mapping[str, Any]) -> bytes:
    """Return the list of hours."""
    return _compiled("hours.typ", values)


def _compiled(template: str, values: Mapping[str, Any]) -> bytes:
    return made_of(json.dumps(values, ensure_ascii=False), lambda data: _made(template, data))


def _made(template: str, data: str) -> bytes:
    made: bytes = typst.compile(
        TEMPLATES / template,
        format="pdf",
        pdf_standards=["ua-1"],
        # A template reads nothing of the machine: only the fonts that Typst brings along, and no file but itself.
        root=TEMPLATES,
        ignore_system_fonts=True,
        sys_inputs={"data": data},
    )
    return made


def _qr(address: str) -> str:
    file = io.BytesIO()
    segno.make(address, error="m").save(file, kind="svg", border=2, dark="#23302e", xmldecl=False)
    return file.getvalue().decode()
