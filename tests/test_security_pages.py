"""What the browser gets on every page: no code or style of its own, nothing from elsewhere, no names in addresses."""

import re
from html.parser import HTMLParser
from urllib.parse import unquote_plus

import pytest

from tests import world
from tests.world import browser


class Page(HTMLParser):
    """What a page could do wrong, and the addresses on it."""

    def __init__(self, text):
        super().__init__()
        self.wrong, self.addresses, self.inside = [], [], ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        """Note inline code and style, and every address."""
        self.inside = tag
        if tag == "style":
            self.wrong.append("<style>")
        for name, value in attrs:
            if name == "style" or name.startswith("on"):
                self.wrong.append(f"<{tag} {name}=…>")
            if name in ("href", "src", "action", "formaction", "poster", "data"):
                self.addresses.append(value or "")

    def handle_endtag(self, tag):
        """Leave what was open."""
        self.inside = ""

    def handle_data(self, data):
        """Note script text on the page itself."""
        if self.inside == "script" and data.strip():
            self.wrong.append("<script> met tekst")


def pages(app, scene, kind):
    """Yield every page that this kind of visitor can read, by address."""
    values = scene.ids | {"observation_id": scene.extra["submitted_id" if kind == "owner" else "draft_id"]}
    for rule in app.url_map.iter_rules():
        if "GET" in rule.methods:
            address = world.address(app, rule.endpoint, values)
            response = browser(app, scene.people.get(kind)).get(address)
            if response.status_code == 200 and response.mimetype == "text/html":
                yield address, response.text


READERS = {"anonymous": 3, "admin": 15, "trainer": 25, "owner": 28, "mate": 25}


@pytest.mark.parametrize(("kind", "least"), READERS.items())
def test_no_page_holds_code_or_style_of_its_own_or_anything_from_elsewhere(app, kind, least):
    found = {address: Page(text) for address, text in pages(app, world.build(), kind)}

    assert len(found) >= least
    assert {address: page.wrong for address, page in found.items() if page.wrong} == {}
    for address, page in found.items():
        assert [each for each in page.addresses if not re.match(r"(/(?!/)|#|\?|$)", each)] == [], address


@pytest.mark.parametrize("kind", READERS)
def test_no_address_on_any_page_holds_a_name_or_an_e_mail_address(app, kind):
    scene = world.build()
    private = [person.email for person in scene.people.values()] + [name.split()[-1] for name in world.NAMES.values()]
    for address, text in pages(app, scene, kind):
        for each in Page(text).addresses:
            plain = unquote_plus(each).lower()
            assert not [word for word in private if word.lower() in plain], f"{address}: {each}"
