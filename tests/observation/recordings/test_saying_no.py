"""What a no looks like and what it does: a state of its own, a recording that stops, and nothing that nobody said."""

import re

import pytest

from observation.meetings import actions as meetings
from observation.recordings import actions, queries
from observation.recordings.rules import Purpose
from tests.conftest import text_of
from tests.observation.conftest import ASKED_ON, consent, forget_consent, start
from tests.observation.recordings.test_consent import history, send, typed


def pages(world):
    return f"/overleggen/{world.meeting.id}", f"/overleggen/{world.meeting.id}/toestemming"


def test_a_no_is_something_else_than_not_asked_yet_and_has_its_day(agreed, sign_in):
    forget_consent(agreed.care)
    consent(agreed.ann, agreed.work, "refused", "given")
    ann = sign_in(agreed.ann)
    overleg, toestemming = (text_of(ann.get(page)) for page in pages(agreed))

    for words in (overleg, toestemming):
        assert "Klantmanager inkomen zei nee op 1 maart 2026. Daarom speelt de opname hiervoor niet" in words
        assert "iemand zei nee" in words
        assert "Nog geen toestemming van: Wijkverpleegkundige." in words
    assert "zei nee op 1 maart 2026 nog niet gevraagd ja nee" not in toestemming
    card = re.search(r"Klantmanager inkomen Scoren met het observatieformulier (.*?) Trek", toestemming)[1]
    assert card.startswith("zei nee op 1 maart 2026")
    assert "Bespreken in een intervisiegroep zei ja op 1 maart 2026" in card
    assert "Wijkverpleegkundige Scoren met het observatieformulier nog niet gevraagd" in toestemming


def test_who_only_looks_hears_that_someone_said_no_and_not_who(agreed, sign_in):
    consent(agreed.ann, agreed.work, "refused", "given")
    words = text_of(sign_in(agreed.bas).get(f"/overleggen/{agreed.meeting.id}"))

    assert "Iemand die erbij was, zei nee op 1 maart 2026. Daarom speelt de opname niet voor het scoren." in words
    assert "Klantmanager inkomen zei nee" not in words


def test_a_no_after_the_upload_says_at_once_what_becomes_of_the_recording(recorded, sign_in):
    ann = sign_in(recorded.ann)
    send(ann, recorded, typed(recorded.client))
    overleg, toestemming = pages(recorded)
    flash = text_of(ann.get(toestemming))

    partly = "Voor intervisie niet: iemand zei nee op 1 maart 2026. Voor scoren wel."
    assert f"De toestemming is opgeslagen. {partly}" in flash
    bas = sign_in(recorded.bas)
    for client, page in ((ann, overleg), (ann, toestemming), (bas, overleg)):
        assert f"De opname mag blijven, maar niet voor alles. {partly}" in text_of(client.get(page))

    send(ann, recorded, typed(recorded.client, scoring="refused"))
    nothing = "Voor scoren en intervisie niet: iemand zei nee op 1 maart 2026. Er mag geen opname zijn."
    assert f"De toestemming is opgeslagen. {nothing}" in text_of(ann.get(toestemming))
    for page in (overleg, toestemming):
        answer = ann.get(page)
        said = nothing.removesuffix(" Er mag geen opname zijn.")
        assert f"De opname mag niet blijven. {said} Het bestand is er nog: vernietig het." in text_of(answer)
        assert "Bespreek of" not in text_of(answer)
        assert answer.text.count(f'action="/overleggen/{recorded.meeting.id}/opname-vernietigen"') == 1
    seen = bas.get(overleg)
    assert f"De opname mag niet blijven. {said}" in text_of(seen)
    assert "opname-vernietigen" not in seen.text


def test_a_recording_of_someone_who_was_not_asked_may_not_stay_and_asks_to_ask(recorded, sign_in):
    forget_consent(recorded.care)
    words = text_of(sign_in(recorded.ann).get(pages(recorded)[0]))

    assert "De opname mag zo niet blijven. Voor scoren en intervisie nog niet: nog niet iedereen zei ja." in words
    assert "Leg vast wat iedereen zei, of vernietig de opname." in words


@pytest.mark.parametrize("what", [lambda world: forget_consent(world.care), lambda world: refused_for_all(world)])
def test_why_the_recording_does_not_play_stands_once_on_the_page(agreed, sign_in, what):
    what(agreed)
    for page in pages(agreed):
        words = text_of(sign_in(agreed.ann).get(page))
        assert words.count("Nog geen toestemming van") + words.count("Wijkverpleegkundige zei nee") == 1
        assert words.count("nog niet iedereen zei ja") == 0
    assert "Scoren kan" in text_of(sign_in(agreed.ann).get(pages(agreed)[0]))


def test_without_a_recording_a_no_says_nothing_of_one(agreed, sign_in):
    ann = sign_in(agreed.ann)
    send(ann, agreed, typed(agreed.client))
    words = text_of(ann.get(pages(agreed)[1]))
    assert (
        "De toestemming is opgeslagen. Voor intervisie niet: iemand zei nee op 1 maart 2026. Voor scoren wel." in words
    )
    assert "De opname mag" not in words

    ann.post(f"/aanwezigen/{agreed.client.id}/intrekken")
    words = text_of(ann.get(pages(agreed)[1]))
    assert "De toestemming van Mevrouw van het overleg is ingetrokken." in words
    assert "De opname speelt niet meer." not in words


def test_who_was_not_asked_has_no_day_and_no_way_filled_in(agreed, sign_in):
    forget_consent(agreed.care)
    page = sign_in(agreed.ann).get(pages(agreed)[1]).text

    assert re.search(rf'name="a{agreed.care.id}-decided_on"[^>]* value=""', page)
    chosen = re.search(rf'name="a{agreed.care.id}-given_as".*?</select>', page, re.S)[0]
    assert '<option selected value="">Kies hoe</option>' in chosen
    assert re.search(rf'name="a{agreed.work.id}-decided_on"[^>]* value="2026-03-01"', page)


def test_a_no_needs_no_form(world, sign_in):
    ann = sign_in(world.ann)
    send(ann, world, typed(world.client, scoring="refused", intervisie="", given_as=""))

    assert [(row.decision, row.given_as) for row in history(world.client)] == [("refused", "")]
    assert "Mevrouw van het overleg zei nee op 1 maart 2026." in text_of(ann.get(pages(world)[0]))


def test_a_yes_needs_the_way_in_which_it_was_given(world, sign_in):
    response = send(sign_in(world.ann), world, typed(world.client, given_as=""))

    assert response.status_code == 422
    assert "Kies hoe het ja is vastgelegd." in text_of(response)
    assert history(world.client) == []


@pytest.mark.parametrize("change", [None, "withdrawn"])
def test_a_save_that_changes_nothing_says_so(agreed, sign_in, change):
    forget_consent(agreed.care)
    if change:
        actions.withdraw(agreed.ann, agreed.work)
    before = [len(history(row)) for row in agreed.attendees]
    ann = sign_in(agreed.ann)
    page = ann.get(pages(agreed)[1]).text
    fields = dict(re.findall(r'<input checked[^>]*name="(a\d+-\w+)"[^>]*value="(\w*)"', page))
    fields |= dict(re.findall(r'name="(a\d+-decided_on)"[^>]* value="([\d-]*)"', page))
    for name, options in re.findall(r'<select[^>]*name="(a\d+-given_as)".*?>(.*?)</select>', page, re.S):
        fields[name] = re.search(r'selected value="(\w*)"', options)[1]
    send(ann, agreed, fields)

    assert "Er is niets veranderd." in text_of(ann.get(pages(agreed)[1]))
    assert [len(history(row)) for row in agreed.attendees] == before


def test_another_way_of_giving_is_a_change(agreed, sign_in):
    meetings.change_meeting(agreed.meeting, 1, ASKED_ON)
    ann = sign_in(agreed.ann)
    send(ann, agreed, typed(agreed.client, intervisie="given", given_as="spoken"))

    assert "De toestemming is opgeslagen." in text_of(ann.get(pages(agreed)[1]))


def not_asked(world):
    forget_consent(world.care)


def refused(world):
    consent(world.ann, world.care, "refused", "given")


def destroyed(world):
    actions.remove_recording(world.meeting)


@pytest.mark.parametrize(
    ("what", "words"),
    [(not_asked, "toestemming ontbreekt"), (refused, "iemand zei nee"), (destroyed, "nog geen opname")],
)
def test_nothing_is_still_to_score_before_there_is_a_recording_that_plays(recorded, sign_in, what, words):
    bas = sign_in(recorded.bas)
    lists = [f"/overleggen/{recorded.meeting.id}", "/overleggen", f"/trajecten/{recorded.trajectory.id}"]
    lists += [f"/groepen/{recorded.group.id}/intervisie"]
    assert all("nog te scoren" in text_of(bas.get(page)) for page in lists)
    assert "Kan nog niet" not in text_of(bas.get("/"))
    what(recorded)

    for page in lists:
        assert "nog te scoren" not in text_of(bas.get(page))
        assert words in text_of(bas.get(page))
    home = text_of(bas.get("/"))
    assert "Er is nu niets te scoren." in home
    assert ("Kan nog niet C7, overleg 1 2 maart 2026" in home) is (what is not refused)


def withdrawn(world):
    actions.withdraw(world.ann, world.client)


@pytest.mark.parametrize(
    ("what", "words"),
    [
        (withdrawn, "iemand trok toestemming in"),
        (refused, "iemand zei nee"),
        (not_asked, "toestemming ontbreekt"),
        (destroyed, "nog geen opname"),
    ],
)
def test_a_form_that_was_begun_is_no_task_when_the_recording_no_longer_plays(recorded, sign_in, what, words):
    start(recorded.meeting, recorded.bas)
    bas = sign_in(recorded.bas)
    assert "C7, overleg 1 2 maart 2026 begonnen, 0 van 54 ingevuld" in text_of(bas.get("/"))
    assert "Kan nu niet verder" not in text_of(bas.get("/"))
    what(recorded)

    home = text_of(bas.get("/"))
    assert "Er is nu niets te scoren. Kan nu niet verder C7, overleg 1 2 maart 2026" in home
    assert f"begonnen, 0 van 54 ingevuld {words}" in home
    overleg = text_of(bas.get(pages(recorded)[0]))
    assert "Ga verder met scoren" not in overleg
    assert "Bekijk je formulier" in overleg
    assert "begonnen" in text_of(bas.get("/overleggen"))


def refused_for_all(world):
    consent(world.ann, world.care, "refused", "refused")


def refused_for_one(world):
    consent(world.ann, world.client, None, "refused")


@pytest.mark.parametrize(
    ("what", "words"),
    [
        (refused_for_all, "iemand zei nee: vernietig de opname"),
        (withdrawn, "iemand trok toestemming in: vernietig de opname"),
        (not_asked, "toestemming ontbreekt: vraag erom of vernietig de opname"),
    ],
)
def test_the_decision_about_the_file_waits_for_who_edits_the_overleg(recorded, sign_in, what, words):
    what(recorded)
    for person in (recorded.ann, recorded.trainer):
        home = sign_in(person).get("/")
        assert f"Opname van C7, overleg 1 2 maart 2026 {words}" in text_of(home).split("Wat op jou wacht")[1]
        assert f'href="/overleggen/{recorded.meeting.id}#opname"' in home.text
    assert words not in text_of(sign_in(recorded.bas).get("/"))

    destroyed(recorded)
    for person in (recorded.ann, recorded.trainer):
        assert words not in text_of(sign_in(person).get("/"))


@pytest.mark.parametrize("what", [lambda world: None, refused, refused_for_one])
def test_nothing_is_to_decide_about_a_recording_that_may_stay(recorded, sign_in, what):
    what(recorded)
    for person in (recorded.ann, recorded.trainer):
        assert "Opname van C7" not in text_of(sign_in(person).get("/"))


def test_a_no_to_an_overleg_without_a_recording_asks_no_decision(agreed, sign_in):
    refused_for_all(agreed)
    assert "vernietig de opname" not in text_of(sign_in(agreed.ann).get("/"))


def test_for_many_overleggen_at_once_the_last_decision_of_each_counts(recorded):
    second = recorded.next_meeting()
    refused(recorded)
    consent(recorded.ann, recorded.care, "given", "refused")
    ids = [recorded.meeting.id, second.id]

    assert queries.waiting_for(ids, Purpose.SCORING) == {second.id: "nog geen opname"}
    assert queries.waiting_for(ids, Purpose.INTERVISIE)[recorded.meeting.id] == "iemand zei nee"


def test_after_a_no_the_page_says_why_there_is_nothing_to_upload(agreed, sign_in):
    ann, page = sign_in(agreed.ann), pages(agreed)[0]
    assert f'href="{page}/uploaden"' in ann.get(page).text
    consent(agreed.ann, agreed.work, "given", "refused")
    assert f'href="{page}/uploaden"' in ann.get(page).text
    consent(agreed.ann, agreed.client, "refused", "given")
    answer = ann.get(page)

    assert f'href="{page}/uploaden"' not in answer.text
    assert "Uploaden kan nu niet." in text_of(answer)
    assert "Voor scoren en intervisie niet: iemand zei nee op 1 maart 2026. Er mag geen" in text_of(answer)
