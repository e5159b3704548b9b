"""What a first visit to a lesson brings over the line: in Chromium where it is found, otherwise estimated from the HTML."""

import gzip
import re
import urllib.request
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import Browser as Chromium
from playwright.sync_api import sync_playwright

from benchmarks.site import BROWSER_HEADERS, Browser
from tests.everything import chromium

ICON = re.compile(r'<link rel="icon" href="([^"]+)"')
LINKED = re.compile(r'<(?:link rel="stylesheet" href|script [^>]*src|img [^>]*src|use href)="([^"#]+)')
MEASURED = 4
FONT = re.compile(r'url\(["\']?([^"\')]+\.woff2)')


@dataclass(frozen=True)
class Visit:
    """One first visit: what was asked for and how many bytes came back, headers included."""

    path: str
    requests: int
    bytes: int
    parts: list[tuple[str, int]]
    measured: bool

    @property
    def kilobytes(self) -> float:
        """Return the weight in KB of 1000 bytes, the unit that browsers show."""
        return self.bytes / 1000


def visits(port: int, paths: list[str], reader: Browser) -> list[Visit]:
    """Return a first visit to the heaviest of these pages, each with an empty cache.

    Which those are is estimated from the HTML; without Chromium the estimates are all there is.
    """
    estimated = sorted((_estimated(port, path, reader) for path in paths), key=lambda each: -each.bytes)
    if (program := chromium()) is None:
        return estimated
    # Most requests may come with another page than most bytes.
    most_asked = max(estimated, key=lambda each: each.requests)
    paths = list(dict.fromkeys(each.path for each in (*estimated[:MEASURED], most_asked)))
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=program, args=["--no-sandbox"])
        found = [_measured(browser, port, path, reader) for path in paths]
        browser.close()
    return found


def _measured(chromium: Chromium, port: int, path: str, reader: Browser) -> Visit:
    base = f"http://127.0.0.1:{port}"
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, user_agent=BROWSER_HEADERS["User-Agent"])
    context.add_cookies([{"name": reader.cookie[0], "value": reader.cookie[1], "url": base}])
    page = context.new_page()
    session = context.new_cdp_session(page)
    urls: dict[str, str] = {}
    sizes: dict[str, int] = {}
    session.on("Network.requestWillBeSent", lambda event: urls.update({event["requestId"]: event["request"]["url"]}))
    session.on(
        "Network.loadingFinished", lambda event: sizes.update({event["requestId"]: int(event["encodedDataLength"])})
    )
    session.send("Network.enable")
    page.goto(base + path, wait_until="networkidle")
    # Down to the end: what is loaded only when it comes into sight belongs to a visit too.
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(300)
    parts = [(urlsplit(url).path, sizes.get(number, 0)) for number, url in urls.items() if url.startswith("http")]
    # A browser with a window also asks for the icon of the site; one without does not.
    icon = ICON.search(page.content())
    if icon and urlsplit(icon[1]).path not in dict(parts):
        parts.append((urlsplit(icon[1]).path, len(_fetch(base + icon[1], reader)[0])))
    context.close()
    return Visit(path, len(parts), sum(size for _, size in parts), parts, True)


def _estimated(port: int, path: str, reader: Browser) -> Visit:
    """Add up what the HTML names and the fonts that its styles name; drawings inside styles are left out."""
    base = f"http://127.0.0.1:{port}"
    size, html = _fetch(base + path, reader)
    asked = {path: len(size)}
    todo = [*ICON.findall(html), *LINKED.findall(html)]
    while todo:
        url = urljoin(base, todo.pop())
        if urlsplit(url).path in asked:
            continue
        raw, text = _fetch(url, reader)
        asked[urlsplit(url).path] = len(raw)
        if urlsplit(url).path.endswith(".css"):
            todo += [urljoin(url, found) for found in FONT.findall(text)]
    return Visit(path, len(asked), sum(asked.values()), list(asked.items()), False)


def _fetch(url: str, reader: Browser) -> tuple[bytes, str]:
    """Return what comes over the line, headers included, and the text that it holds."""
    request = urllib.request.Request(url, headers=reader.headers)
    with urllib.request.urlopen(request, timeout=20) as answer:
        body = answer.read()
        head = str(answer.headers).encode()
        plain = gzip.decompress(body) if answer.headers.get("Content-Encoding") == "gzip" else body
    return head + body, plain.decode("utf-8", errors="replace")
