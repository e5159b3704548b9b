"""An address as a picture that a phone scans."""

import segno
from markupsafe import Markup


def picture(address: str) -> Markup:
    """Return the QR code of an address as SVG, for in a page; how large it is, the page says."""
    # What is drawn is made of the address by the library, and holds no text.
    return Markup(segno.make(address, error="m").svg_inline(border=2, dark="#000", omitsize=True))  # noqa: S704
