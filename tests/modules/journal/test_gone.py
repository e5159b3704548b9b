"""A piece that is not there: the same answer and a way back, whoever it was of."""

from tests.conftest import text_of

SCRIPT = {"X-Requested-With": "fetch"}


def test_back_after_deleting_says_what_happened_and_leads_to_the_journal(as_participant, write):
    address = f"/logboek/{write().id}"
    as_participant.post(f"{address}/verwijderen")

    for back in (address, f"{address}/wijzigen"):
        answer = as_participant.get(back)
        assert answer.status_code == 404
        assert "Is het van jou? Dan is het verwijderd. Het komt niet terug." in text_of(answer)
        assert 'href="/logboek"' in answer.text.split("<main")[1]
    told = as_participant.post(f"{address}/wijzigen", headers=SCRIPT)
    assert (told.status_code, "verwijderd" in told.json["error"]) == (404, True)


def test_a_piece_of_someone_else_answers_like_one_that_never_was(as_trainer, write):
    theirs, never = (as_trainer.get(f"/logboek/{number}") for number in (write().id, 999_999))

    assert theirs.status_code == never.status_code == 404
    assert text_of(theirs) == text_of(never)


def test_a_trainer_reads_that_a_piece_is_no_longer_shared(as_participant, as_trainer, shared):
    as_participant.post(f"/logboek/{shared.entry_id}/terugnemen")
    answer = as_trainer.get(f"/logboek/gedeeld/{shared.id}")

    assert answer.status_code == 404
    assert "Het is niet meer met je gedeeld, of het is verwijderd." in text_of(answer)
    assert 'href="/logboek/gedeeld"' in answer.text.split("<main")[1]
