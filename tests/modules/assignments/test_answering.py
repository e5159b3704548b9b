"""A trainer answers, the cursist works on, and everyone sees with whom it lies."""

import re

import pytest

from modules.assignments import actions, queries
from modules.assignments.rules import Side, Turn
from tests.conftest import text_of
from tests.modules.assignments.conftest import ANSWER_TEXT
from trainer.db import db
from trainer.groups.models import Group
from trainer.web import long_date, today


@pytest.fixture
def handed_in(course, begin, write):
    """A Plan that was handed in."""
    version = begin("plan", course)
    write(version, "doel", "Weer koken in een keuken")
    write(version, "stap-1.wat", "De kantine bellen")
    assert actions.hand_in(version, course) is None
    return version


def answer_page(version):
    return f"/opdrachten/versies/{version.id}/antwoord"


def approved(person, group):
    """Return the kinds of which a trainer found one 'voldoende'."""
    return {each.assignment.kind for each in queries.handed_in_by(group, [person.id]) if each.turn == Turn.DONE}


def put(client, version, key, text, revision=0):
    return client.post(f"{answer_page(version)}/velden/{key}", json={"text": text, "revision": revision})


def test_waiting_shows_for_whom_and_since_when_on_every_page(as_participant, as_trainer, handed_in, course):
    mine = f"Ligt bij Ties Trainer sinds {long_date(today())}."
    theirs = f"Ligt bij jou sinds {long_date(today())}."

    for address in ("/", "/opdrachten", f"/opdrachten/versies/{handed_in.id}"):
        assert mine in text_of(as_participant.get(address)), address
    for address in ("/", "/opdrachten", answer_page(handed_in)):
        assert theirs in text_of(as_trainer.get(address)), address
    assert [each.version.id for each in queries.waiting_for_trainer(course)] == [handed_in.id]


def test_all_trainers_of_the_group_are_named(as_participant, handed_in, course, make_person, join):
    join(make_person("trainer", "Anna Trainer"), course, "trainer")

    assert "Ligt bij Anna Trainer of Ties Trainer sinds" in text_of(as_participant.get("/opdrachten"))


def test_a_group_without_a_trainer_says_so(as_participant, handed_in, trainer):
    db.session.execute(db.text("DELETE FROM membership WHERE person_id = :id"), {"id": trainer.id})
    db.session.commit()

    assert "Er is nog geen trainer in Training najaar." in text_of(as_participant.get("/opdrachten"))


def test_the_longest_waiting_comes_first(as_trainer, course, begin, handed_in, trainer, write):
    second = begin("profiel", course)
    write(second, "hulpvraag", "Rust")
    assert actions.hand_in(second, course) is None

    assert [each.version.id for each in queries.waiting_for(trainer)] == [handed_in.id, second.id]
    page = text_of(as_trainer.get("/opdrachten"))
    assert page.index("Plan C7") < page.index("Profiel C7")


def test_beside_a_plan_a_trainer_opens_the_profiel_that_was_handed_in_to_them(
    as_trainer, as_participant, course, begin, handed_in, answered, write
):
    read, profile = f"/opdrachten/versies/{handed_in.id}", begin("profiel", course)
    link = f'href="/opdrachten/{profile.assignment_id}" target="_blank"'
    assert link in as_participant.get(read).text
    assert link not in as_trainer.get(answer_page(handed_in)).text
    assert as_trainer.get(f"/opdrachten/{profile.assignment_id}").status_code == 404

    write(profile, "hulpvraag", "Rust")
    assert actions.hand_in(profile, course) is None
    later = begin("profiel", None)
    assert link in as_trainer.get(answer_page(handed_in)).text
    assert as_trainer.get(f"/opdrachten/{profile.assignment_id}").location == f"/opdrachten/versies/{profile.id}"
    answered(handed_in, "enough")
    page = as_trainer.get(read).text
    assert link in page and f"/opdrachten/{later.assignment_id}" not in page


def test_a_draft_is_for_its_writer_alone(as_trainer, as_participant, course, begin, write):
    version = begin("profiel", course)
    write(version, "hulpvraag", "Geheim")

    assert as_trainer.get(f"/opdrachten/versies/{version.id}").status_code == 404
    assert "Profiel C7" not in as_trainer.get("/opdrachten").text
    assert as_participant.get(f"/opdrachten/versies/{version.id}").status_code == 200


def test_the_draft_of_an_answer_is_kept_and_the_cursist_sees_nothing_of_it(as_trainer, as_participant, handed_in):
    put(as_trainer, handed_in, "criterium.doel", "seen")
    put(as_trainer, handed_in, "bij.stap-1.wat", "Mooi klein")
    put(as_trainer, handed_in, "algemeen", "Nog niet verstuurd")

    page = as_trainer.get(answer_page(handed_in)).text
    assert "Mooi klein" in page
    assert "laatst bewaard door Ties Trainer" in page
    for address in ("/", "/opdrachten", f"/opdrachten/versies/{handed_in.id}"):
        seen = as_participant.get(address).text
        assert not any(text in seen for text in ("Mooi klein", "Nog niet verstuurd")), address


def test_two_trainers_never_overwrite_each_other_silently(as_trainer, sign_in, make_person, join, handed_in, course):
    second = make_person("trainer", "Anna Trainer")
    join(second, course, "trainer")
    put(as_trainer, handed_in, "algemeen", "Van Ties")
    answer = put(sign_in(second), handed_in, "algemeen", "Van Anna")

    assert (answer.status_code, answer.json["text"]) == (409, "Van Ties")


def test_what_does_not_belong_in_an_answer_is_refused(as_trainer, handed_in):
    assert put(as_trainer, handed_in, "criterium.doel", "8").status_code == 422
    assert put(as_trainer, handed_in, "cijfer", "8").status_code == 422


def test_an_answer_that_is_not_complete_cannot_be_sent(as_trainer, handed_in):
    put(as_trainer, handed_in, "algemeen", "Mooi")
    page = as_trainer.get(f"{answer_page(handed_in)}/versturen").text

    missing = dict(re.findall(rf'<a class="utrecht-link" href="{answer_page(handed_in)}#([^"]*)">([^<]*)</a>', page))
    assert "Kies bij ‘Het doel is van de cliënt’ wat je zag." in missing.values()
    assert missing["oordeel"] == "Kies ‘voldoende’ of ‘verder werken’."
    assert set(missing) <= set(re.findall(r' id="([^"]*)"', as_trainer.get(answer_page(handed_in)).text))
    assert as_trainer.post(f"{answer_page(handed_in)}/versturen", data={"seen": "1"}).status_code == 409
    assert queries.find_version(handed_in.id).answered_at is None


def test_an_answer_that_another_trainer_changed_is_read_again_before_it_goes(as_trainer, handed_in, drafted):
    drafted(handed_in, "enough")
    seen = queries.revision_sum(handed_in, Side.ANSWER)
    put(as_trainer, handed_in, "oordeel", "continue", 1)
    answer = as_trainer.post(f"{answer_page(handed_in)}/versturen", data={"seen": str(seen)})

    assert answer.status_code == 409
    assert "Er is intussen iets veranderd" in answer.text


def test_voldoende_ends_it_and_says_who_answered(as_trainer, as_participant, handed_in, drafted, participant, course):
    drafted(handed_in, "enough", **{"bij.doel": "In eigen woorden"})
    seen = queries.revision_sum(handed_in, Side.ANSWER)
    assert approved(participant, course) == set()
    as_trainer.post(f"{answer_page(handed_in)}/versturen", data={"seen": str(seen)})

    page = text_of(as_participant.get(f"/opdrachten/versies/{handed_in.id}"))
    assert f"Voldoende Ties Trainer schreef dit op {long_date(today())}." in page
    assert ANSWER_TEXT in page
    assert "In eigen woorden" in page
    assert approved(participant, course) == {"plan"}
    assert queries.waiting_for_trainer(course) == []
    assert put(as_trainer, handed_in, "algemeen", "Toch anders", 1).status_code == 422


def test_voldoende_counts_in_its_own_course_group_only(handed_in, answered, participant):
    answered(handed_in, "enough")
    other = Group(name="Training voorjaar", kind="course")
    db.session.add(other)
    db.session.commit()

    assert approved(participant, other) == set()


def test_verder_werken_opens_a_next_version_with_everything_in_it(
    as_participant, as_trainer, handed_in, answered, participant, course
):
    answered(handed_in, "continue", **{"bij.stap-1.wat": "Wanneer bel je?"})
    following = queries.own(participant)[0].version
    page = as_participant.get(f"/opdrachten/versies/{following.id}")

    assert following.number == 2
    assert ">De kantine bellen</textarea>" in page.text
    assert "Wanneer bel je?" in page.text
    assert f"Verder werken Ligt bij jou sinds {long_date(today())}." in text_of(page)
    assert "Ligt bij Carla Cursist sinds" in text_of(as_trainer.get("/opdrachten"))
    assert as_trainer.get(f"/opdrachten/versies/{following.id}").status_code == 404
    assert approved(participant, course) == set()


def test_what_changed_between_versions_is_told_in_words_to_both(
    as_participant, as_trainer, handed_in, answered, participant, course, write
):
    answered(handed_in, "continue")
    following = queries.own(participant)[0].version
    write(following, "doel", "Weer koken in een kantine")
    address = f"/opdrachten/versies/{following.id}/verschillen"
    told = "Weer koken in een weg: keuken (einde) erbij: kantine (einde)"

    assert told in text_of(as_participant.get(address))
    assert "<del>" in as_participant.get(address).text
    assert as_trainer.get(address).status_code == 404
    assert actions.hand_in(following, course) is None
    assert told in text_of(as_trainer.get(address))
    assert "veranderd" in text_of(as_trainer.get(answer_page(following)))


def test_a_page_on_paper_says_that_the_client_is_only_a_number(as_participant, handed_in):
    page = text_of(as_participant.get(f"/opdrachten/versies/{handed_in.id}/afdrukken"))

    assert "C7 is een pseudoniem" in page
    assert "De kantine bellen" in page


def test_another_wording_of_the_form_later_takes_away_no_words(handed_in, monkeypatch):
    monkeypatch.setattr(queries, "shelf", lambda: None)

    assert queries.cells(queries.find_version(handed_in.id))["doel"].label == "Doel in eigen woorden"


def test_an_assignment_is_never_called_haar_as_a_person_is(as_participant, course, begin):
    version = begin("plan", course)
    address = f"/opdrachten/versies/{version.id}"
    pages = [as_participant.get(f"{address}/inleveren")]
    pages.append(as_participant.post(f"{address}/inleveren", follow_redirects=True))
    pages.append(take_back(as_participant, version))

    assert not [page for page in pages if re.search(r"\b(haar|zij)\b", text_of(page))]


def take_back(client, version):
    return client.post(f"/opdrachten/versies/{version.id}/terughalen", follow_redirects=True)


def test_what_was_handed_in_is_taken_back_and_waits_for_nobody_until_it_is_handed_in_again(
    as_participant, as_trainer, handed_in, drafted, course, write
):
    drafted(handed_in, "enough")
    assert "Haal terug" in as_participant.get(f"/opdrachten/versies/{handed_in.id}").text
    assert "Haal terug" not in as_trainer.get(answer_page(handed_in)).text
    page = take_back(as_participant, handed_in)

    assert "Je opdracht is weer een concept." in page.text and ">De kantine bellen</textarea>" in page.text
    assert queries.waiting_for_trainer(course) == []
    assert actions.TAKEN_BACK in as_trainer.get(answer_page(handed_in), follow_redirects=True).text
    write(handed_in, "doel", "Toch iets anders")
    assert actions.hand_in(handed_in, course) is None
    assert ANSWER_TEXT in as_trainer.get(answer_page(handed_in)).text


def test_what_was_answered_meanwhile_is_not_taken_back(as_participant, handed_in, answered):
    answered(handed_in, "enough")
    page = take_back(as_participant, handed_in)

    assert "Je trainer heeft intussen geantwoord." in page.text and ANSWER_TEXT in page.text
    assert "Haal terug" not in page.text
    version = queries.find_version(handed_in.id)
    assert version.handed_in_at and version.verdict == "enough"


def test_an_answer_is_not_sent_to_what_was_taken_back_or_changed_after_it_was_read(
    as_participant, handed_in, drafted, trainer, course
):
    drafted(handed_in, "enough")
    seen = queries.revision_sum(handed_in, Side.ANSWER)
    take_back(as_participant, handed_in)
    assert actions.send_answer(trainer, handed_in, seen) == [actions.TAKEN_BACK]
    assert actions.hand_in(handed_in, course) is None

    assert actions.send_answer(trainer, handed_in, seen) == [actions.CHANGED]


def test_a_draft_that_is_taken_back_once_more_stays_a_draft(as_participant, handed_in):
    take_back(as_participant, handed_in)

    assert "Je kunt er gewoon in verder werken." in take_back(as_participant, handed_in).text


def test_who_types_an_answer_while_it_is_taken_back_hears_so_and_loses_no_words(
    as_participant, as_trainer, handed_in, course, write
):
    take_back(as_participant, handed_in)
    write(handed_in, "doel", "Alleen voor mij")
    field = put(as_trainer, handed_in, "algemeen", "Net getypt")
    page = as_trainer.post(answer_page(handed_in), data={"t-algemeen": "Net getypt", "t-oordeel": "enough"})

    assert (field.status_code, field.json["error"]) == (422, actions.NOT_KEPT)
    assert page.status_code == 409 and "Net getypt" in page.text and "voldoende" in page.text
    assert "Alleen voor mij" not in page.text
    assert actions.hand_in(handed_in, course) is None
    assert put(as_trainer, handed_in, "algemeen", "Net getypt").status_code == 200


@pytest.mark.parametrize("way", ["", "/versturen"])
def test_the_pages_of_an_answer_show_nothing_of_what_was_taken_back(as_participant, as_trainer, handed_in, way):
    take_back(as_participant, handed_in)
    page = as_trainer.get(answer_page(handed_in) + way, follow_redirects=True)

    assert actions.TAKEN_BACK in page.text and "De kantine bellen" not in page.text
    assert as_trainer.get(f"/opdrachten/versies/{handed_in.id}").status_code == 404


def test_an_answer_to_work_on_is_the_next_step_until_it_is_handed_in_again(
    as_participant, answered, handed_in, course, participant
):
    assert "antwoordde op je" not in text_of(as_participant.get("/"))

    answered(handed_in, "continue")

    page = as_participant.get("/")
    text = text_of(page)
    assert f"Nu aan de beurt Ties Trainer antwoordde op je Plan C7 Op {long_date(today())}: verder werken." in text
    assert text.index("Ties Trainer antwoordde") < text.index("Verder in de cursus")
    (standing,) = queries.own(participant)
    assert f'href="/opdrachten/versies/{standing.version.id}">Lees het antwoord' in page.text
    assert page.text.count("utrecht-button--primary-action") == 1

    assert actions.hand_in(standing.version, course) is None
    text = text_of(as_participant.get("/"))
    assert "antwoordde op je" not in text and "Verder in de cursus" not in text


def test_an_answer_that_asks_nothing_more_is_no_next_step(as_participant, answered, handed_in):
    answered(handed_in, "enough")

    assert "antwoordde op je" not in text_of(as_participant.get("/"))


def test_an_answer_stays_the_next_step_when_its_trainer_is_gone(as_participant, answered, handed_in):
    answered(handed_in, "continue")
    db.session.execute(db.text("UPDATE assignment_version SET answered_by_id = NULL"))
    db.session.commit()

    assert "Je trainer antwoordde op je Plan C7" in text_of(as_participant.get("/"))


def test_what_a_trainer_said_beside_an_empty_step_keeps_it_in_sight(as_participant, as_trainer, handed_in, drafted):
    drafted(handed_in, "enough", **{"bij.stap-3.wie": "Wie doet dit?"})
    read = f"/opdrachten/versies/{handed_in.id}"

    assert "Stap 3" not in text_of(as_participant.get(read))
    assert "Stap 3" in text_of(as_trainer.get(answer_page(handed_in)))
    assert "Wie doet dit?" in text_of(as_trainer.get(f"{answer_page(handed_in)}/versturen"))
    seen = queries.revision_sum(handed_in, Side.ANSWER)
    as_trainer.post(f"{answer_page(handed_in)}/versturen", data={"seen": str(seen)})
    page = text_of(as_participant.get(read))
    assert "Wie doet dit?" in page and "Stap 2" not in page
