"""The form that people present sign: one for the client and relatives, one for professionals. It comes empty."""

import pytest

from tests.conftest import text_of

TEXT = "/toestemming/tekst"
PROFESSIONAL = f"{TEXT}?voor=professionals"


@pytest.mark.parametrize("address", [TEXT, PROFESSIONAL])
def test_the_form_asks_ja_or_nee_per_purpose_and_room_to_sign(as_participant, address):
    page = as_participant.get(address)
    words = text_of(page)

    for purpose in ("Scoren", "Intervisie"):
        assert words.split("Ik vul in")[1].count(f"{purpose}.") == 1
    assert page.text.count(">ja<") == page.text.count(">nee<") == 2
    for blank in ("Naam", "Datum", "Handtekening", "We wissen de opname uiterlijk op", "Dit formulier bewaart"):
        assert blank in words
    assert "Wil je terugkomen op je ja? Dat mag altijd, zonder reden." in words
    assert "versie 2026-11.2" in words


@pytest.mark.parametrize("address", [TEXT, PROFESSIONAL])
def test_nothing_of_a_person_is_filled_in(recorded, sign_in, address):
    page = sign_in(recorded.ann).get(address).text.split("<main")[1].split("</main>")[0]

    for personal in ("Ann", "C7", "Wijkverpleegkundige", "2 maart"):
        assert personal not in page


def test_a_professional_signs_another_text_than_the_client(as_participant):
    client, professional = text_of(as_participant.get(TEXT)), text_of(as_participant.get(PROFESSIONAL))

    assert "geen gevolgen voor de hulp of voor je uitkering" in client
    assert "geen gevolgen voor je werk" in professional
    assert "niet om jou te beoordelen" in professional and "niet om jou te beoordelen" not in client
    assert "Voor de cliënt en naasten" in client and "Voor professionals" in professional


def test_the_form_is_printed_with_a_button_and_leads_back_to_where_consent_is_written_down(recorded, sign_in):
    ann, consent = sign_in(recorded.ann), f"/overleggen/{recorded.meeting.id}/toestemming"
    page = ann.get(consent).text
    for voor in ("client", "professionals"):
        address = f"{TEXT}?voor={voor}&amp;overleg={recorded.meeting.id}"
        assert f'href="{address}"' in page
        form = ann.get(address.replace("&amp;", "&")).text
        assert f'href="{consent}"' in form
        assert "data-print" in form and "Druk af" in form and "js/print" in form


@pytest.mark.parametrize("address", [TEXT, f"{TEXT}?overleg=x", f"{TEXT}?voor=iedereen", f"{TEXT}?overleg=-1"])
def test_without_an_overleg_the_form_leads_to_the_overleggen(as_participant, address):
    page = as_participant.get(address)

    assert page.status_code == 200
    assert '<li><a href="/overleggen">Overleggen</a></li>' in page.text
