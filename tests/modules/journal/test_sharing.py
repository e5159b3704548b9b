"""A piece is shared with the trainers of a course group, answered, and taken back."""

import pytest

from modules.journal import actions, queries
from modules.journal.models import JournalMessage, JournalShare
from tests.conftest import text_of
from trainer.db import db
from trainer.groups.models import Group, Membership

ANSWER = "Je zag wat er gebeurde."


def messages():
    return [(row.side, row.text) for row in db.session.scalars(db.select(JournalMessage).order_by(JournalMessage.id))]


def test_a_piece_is_private_until_it_is_shared_and_at_once_after_it_is_taken_back(
    as_participant, as_trainer, course, write
):
    entry = write("Mijn stille woorden.")
    assert "Mijn stille woorden." not in as_trainer.get("/logboek/gedeeld").text

    assert "Deel met je trainers: Ties Trainer van Training najaar." in text_of(
        as_participant.get(f"/logboek/{entry.id}")
    )
    as_participant.post(f"/logboek/{entry.id}/delen", data={"group": str(course.id)})
    share = queries.open_share(entry.id)
    assert "Mijn stille woorden." in as_trainer.get("/logboek/gedeeld").text
    assert "Mijn stille woorden." in as_trainer.get(f"/logboek/gedeeld/{share.id}").text
    assert "Al gelezen door Ties Trainer." in text_of(as_participant.get(f"/logboek/{entry.id}"))

    back = as_participant.post(f"/logboek/{entry.id}/terugnemen", follow_redirects=True)
    assert "Wat al gelezen is, is gelezen." in back.text
    assert as_trainer.get(f"/logboek/gedeeld/{share.id}").status_code == 404
    assert "Mijn stille woorden." not in as_trainer.get("/logboek/gedeeld").text + as_trainer.get("/").text


def test_who_shares_what_looks_like_personal_data_is_told_before(as_participant, course, write):
    asked = "Kan iemand de cliënt herkennen? Dit lijkt op een BSN en een e-mailadres."
    careless, careful = write("BSN 123456782, mail naar jan@voorbeeld.nl."), write("Zij kookt voor de buurt.")

    assert asked in text_of(as_participant.get(f"/logboek/{careless.id}"))
    assert "herkennen?" not in text_of(as_participant.get(f"/logboek/{careful.id}"))


def test_what_a_trainer_typed_while_it_was_taken_back_is_not_lost(as_participant, as_trainer, shared):
    as_participant.post(f"/logboek/{shared.entry_id}/terugnemen")
    page = as_trainer.post(f"/logboek/gedeeld/{shared.id}/antwoord", data={"text": ANSWER})

    assert page.status_code == 409
    assert ANSWER in page.text
    assert "Ik vulde de stilte." not in page.text
    assert messages() == []


def test_a_conversation_with_marks_for_what_is_new(as_participant, as_trainer, shared):
    mine, theirs = f"/logboek/{shared.entry_id}", f"/logboek/gedeeld/{shared.id}"
    assert "1 logboekstuk wacht op antwoord" in text_of(as_trainer.get("/"))
    assert "nieuw" in text_of(as_trainer.get("/logboek/gedeeld"))
    as_trainer.get(theirs)
    assert "nieuw" not in text_of(as_trainer.get("/logboek/gedeeld"))

    for _ in range(2):
        as_trainer.post(f"{theirs}/antwoord", data={"text": ANSWER})
    assert messages() == [("trainer", ANSWER)]
    assert "Ties Trainer antwoordde op je logboek" in text_of(as_participant.get("/"))
    assert "nieuw antwoord" in text_of(as_participant.get("/logboek"))
    assert ANSWER in as_participant.get(mine).text
    assert "antwoordde" not in text_of(as_participant.get("/"))
    assert "wacht op antwoord" not in text_of(as_trainer.get("/"))

    as_participant.post(f"{mine}/reactie", data={"text": "Dank je."})
    assert "1 logboekstuk wacht op antwoord" in text_of(as_trainer.get("/"))
    assert "Dank je." in as_trainer.get(theirs).text
    as_trainer.post(f"{theirs}/klaar")
    assert "wacht op antwoord" not in text_of(as_trainer.get("/"))
    assert "Je trainer las je reactie." in as_participant.get(mine).text


def test_a_trainer_reads_the_text_of_now_and_sees_that_it_changed(as_participant, as_trainer, shared):
    as_trainer.get(f"/logboek/gedeeld/{shared.id}")
    entry = shared.entry
    fields = {"text": "Een nieuwe tekst.", "written_on": "2026-05-12", "topic": "", "heading": "", "revision": "1"}
    as_participant.post(f"/logboek/{entry.id}/wijzigen", data=fields | {"draft_key": entry.draft_key})

    assert "veranderd" in text_of(as_trainer.get("/logboek/gedeeld"))
    page = text_of(as_trainer.get(f"/logboek/gedeeld/{shared.id}"))
    assert "Een nieuwe tekst." in page and "veranderde de tekst nadat je hem las" in page
    assert "veranderde" not in text_of(as_trainer.get(f"/logboek/gedeeld/{shared.id}"))


def test_the_longest_waiting_comes_first_and_the_answered_last(participant, trainer, course, write):
    for number in range(3):
        actions.share(participant, write(f"Stuk {number}"), course)
    first, *_ = queries.shared_with(trainer)
    actions.answer(trainer, first.share, ANSWER)

    assert [each.share.entry.text for each in queries.shared_with(trainer)] == ["Stuk 1", "Stuk 2", "Stuk 0"]
    assert len(queries.waiting_for(trainer)) == 2


def test_sharing_again_begins_a_conversation_of_its_own(as_participant, as_trainer, participant, course, shared):
    as_trainer.post(f"/logboek/gedeeld/{shared.id}/antwoord", data={"text": ANSWER})
    as_participant.post(f"/logboek/{shared.entry_id}/terugnemen")
    as_participant.post(f"/logboek/{shared.entry_id}/delen", data={"group": str(course.id)})
    again = queries.open_share(shared.entry_id)

    assert again.id != shared.id
    assert ANSWER not in as_trainer.get(f"/logboek/gedeeld/{again.id}").text
    assert "Eerder gesprek" in (page := as_participant.get(f"/logboek/{shared.entry_id}").text) and ANSWER in page


def test_who_is_in_no_group_reads_why_sharing_cannot_be_done_yet(as_participant, write):
    entry = write()

    assert "Je zit nog niet als cursist in een cursusgroep." in as_participant.get(f"/logboek/{entry.id}").text
    assert as_participant.post(f"/logboek/{entry.id}/delen", data={"group": "1"}).status_code == 422


def test_a_group_without_a_trainer_is_no_group_to_share_with(as_participant, participant, trainer, course, write):
    db.session.execute(db.delete(Membership).filter_by(person_id=trainer.id))
    db.session.commit()
    entry = write()

    assert "In Training najaar is nog geen trainer." in as_participant.get(f"/logboek/{entry.id}").text
    assert actions.share(participant, entry, course) == actions.NO_TRAINER


def test_nobody_shares_with_a_group_that_they_are_not_a_cursist_of(as_participant, participant, course, write):
    other = Group(name="Training voorjaar", kind="course")
    db.session.add(other)
    db.session.commit()
    entry = write()

    assert as_participant.post(f"/logboek/{entry.id}/delen", data={"group": str(other.id)}).status_code == 422
    assert actions.share(participant, entry, other) is not None
    assert db.session.query(JournalShare).count() == 0


def test_who_is_in_two_groups_chooses_one(as_participant, participant, make_person, course, write):
    other, second = Group(name="Training voorjaar", kind="course"), make_person("trainer", "Tara Twee")
    db.session.add(other)
    db.session.flush()
    for person, role in ((participant, "participant"), (second, "trainer")):
        db.session.add(Membership(person_id=person.id, group_id=other.id, role=role))
    db.session.commit()
    entry = write()

    assert as_participant.post(f"/logboek/{entry.id}/delen").status_code == 422
    as_participant.post(f"/logboek/{entry.id}/delen", data={"group": str(other.id)})
    assert queries.open_share(entry.id).group_id == other.id


@pytest.mark.parametrize("change", ["left the group", "became a cursist", "became a beheerder"])
def test_who_no_longer_trains_the_group_reads_nothing_any_more(as_trainer, trainer, shared, change):
    if change == "left the group":
        db.session.execute(db.delete(Membership).filter_by(person_id=trainer.id))
    else:
        trainer.role = "admin" if change.endswith("beheerder") else "participant"
    db.session.commit()

    assert as_trainer.get(f"/logboek/gedeeld/{shared.id}").status_code == 404
    assert "Ik vulde de stilte." not in as_trainer.get("/logboek/gedeeld").text
    assert "wacht op antwoord" not in text_of(as_trainer.get("/"))


def test_a_reply_to_what_is_no_longer_shared_stays_on_the_page(as_participant, shared):
    as_participant.post(f"/logboek/{shared.entry_id}/terugnemen")
    page = as_participant.post(f"/logboek/{shared.entry_id}/reactie", data={"text": "Mijn antwoord hierop."})

    assert page.status_code == 409
    assert "Mijn antwoord hierop." in page.text and "niet meer gedeeld" in page.text


def test_a_deleted_piece_takes_its_conversation_along(as_participant, as_trainer, shared):
    as_trainer.post(f"/logboek/gedeeld/{shared.id}/antwoord", data={"text": ANSWER})
    as_participant.post(f"/logboek/{shared.entry_id}/verwijderen")

    assert db.session.query(JournalShare).count() + db.session.query(JournalMessage).count() == 0


def test_who_leaves_the_group_takes_along_what_they_shared(as_trainer, participant, shared):
    address = f"/logboek/gedeeld/{shared.id}"
    assert as_trainer.get(address).status_code == 200

    db.session.execute(db.delete(Membership).where(Membership.person_id == participant.id))
    db.session.commit()

    assert as_trainer.get(address).status_code == 404
    assert "Ik vulde de stilte." not in as_trainer.get("/logboek/gedeeld").text + as_trainer.get("/").text
