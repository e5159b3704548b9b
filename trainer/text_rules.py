"""What is kept of a text that someone typed."""


def tidy(text: str | None) -> str:
    """Return a text with one kind of line end, without space around it and without what no database can hold.

    That is the zero sign, and half of an emoji that was cut off in the browser.
    """
    return (text or "").encode(errors="ignore").decode().replace("\x00", "").replace("\r\n", "\n").strip()
