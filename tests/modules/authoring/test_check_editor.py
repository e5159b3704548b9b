"""The editor of a knowledge check: folded questions, buttons that keep what was typed, faults that lead to their place."""

import re

import pytest

from modules.authoring.text_rules import check_text
from tests.conftest import text_of
from tests.modules.authoring.test_authoring import CHECK, checked, fetch, seen, work


@pytest.fixture(autouse=True)
def _course(course_dir):
    return course_dir


def test_sending_the_check_as_it_stands_changes_nothing(as_trainer):
    assert checked(as_trainer).status_code == 302
    assert work().draft is None


def test_questions_and_answers_are_written_with_buttons_and_ids_stay(as_trainer):
    checked(as_trainer, "add-question", **{"0-text": "Anders gevraagd?", "0-right": "1"})
    checked(as_trainer, "up-question:2")
    checked(as_trainer, "add-option:0")
    text = work().text("check.toml")

    assert re.findall(r'^id = "(\w+)"', text, re.M) == ["q1", "a", "b", "c", "q3", "a", "b", "q2", "a", "b"]
    assert text.index('text = "Anders gevraagd?"') < text.index("correct = false") < text.index("correct = true")


def test_the_id_of_a_question_that_was_removed_is_not_given_to_another(as_trainer):
    checked(as_trainer, "remove-question:1")
    checked(as_trainer, "add-question")

    assert re.findall(r'^id = "(q\d)"', work().text("check.toml"), re.M) == ["q1", "q3"]


def test_removing_an_answer_asks_once_more(as_trainer):
    checked(as_trainer, "add-option:0")
    before, _, button = as_trainer.get(CHECK).text.partition('value="remove-option:0:1"')
    assert button and before.rindex("<details") > before.rindex("</details>")

    checked(as_trainer, "remove-option:0:1")
    assert [each.id for each in check_text(work().text("check.toml"))[0].options] == ["a", "c"]


def test_what_is_wrong_in_a_question_stands_beside_it(as_trainer):
    checked(as_trainer, "", **{"1-text": "", "1-0-explanation": ""})
    page = as_trainer.get(CHECK).text

    assert re.search(r'id="questions-1-text-error"[^>]*>.*?Vul de tekst in\.', page)
    checked(as_trainer, "", **{"1-text": "Vraag?"})
    page = as_trainer.get(CHECK).text
    assert re.search(r'id="questions-1-options-0-explanation-error"[^>]*>.*?Vul de uitleg in\.', page)


def folded(client, address=CHECK):
    """Return the questions of a page: what the fold shows while it is closed, by whether it is open."""
    found = re.findall(
        r'<details class="card question"( open)?>\s*<summary[^>]*>(.*?)</summary>', client.get(address).text, re.S
    )
    found = [(is_open, re.sub(r"<span[^>]* hidden>.*?</span>", "", words)) for is_open, words in found]
    return [(" ".join(re.sub(r"<[^>]+>", " ", words).split()), bool(is_open)) for is_open, words in found]


def test_each_question_of_a_check_stands_on_its_page_once_and_folded(as_trainer):
    page = as_trainer.get(CHECK).text.partition("<main")[2]

    assert folded(as_trainer) == [("Vraag 1 : Vraag q1?", False), ("Vraag 2 : Vraag q2?", False)]
    # Once on the fold, and once in the field inside it.
    assert page.count("Vraag q1?") == 2
    assert 'id="vraag-0"' in page and 'id="vraag-1"' in page
    assert ">q1<" not in page


def test_a_question_with_a_fault_is_open_and_its_fold_says_so(as_trainer):
    checked(as_trainer, "", **{"1-0-explanation": ""})

    (first, first_open), (second, second_open) = folded(as_trainer)
    assert (first_open, second_open) == (False, True)
    assert "moet nog goed" not in first and second.endswith("moet nog goed")


def test_what_is_not_filled_in_yet_is_told_and_is_no_mistake(as_trainer):
    page = as_trainer.get(checked(as_trainer, "add-question").location).text

    assert "Vul de tekst in." in page
    assert "utrecht-form-field--invalid" not in page and "aria-invalid" not in page
    assert folded(as_trainer)[2][0].endswith("moet nog goed")


def test_the_page_counts_the_questions_that_need_something_and_leads_to_the_first(as_trainer):
    def left():
        return re.search(r'<p class="editor__todo" data-left( hidden)?><a [^>]*href="([^"]*)">(.*?)</a>', page())

    def page():
        return as_trainer.get(CHECK).text

    assert left()[1]
    checked(as_trainer, "", **{"1-text": ""})
    assert left().groups() == (None, "#vraag-1", "1 vraag moet nog goed")
    checked(as_trainer, "add-question")
    assert left()[3] == "2 vragen moeten nog goed"


def test_a_save_while_typing_tells_what_is_still_wrong(as_trainer):
    fields = {"seen": seen(as_trainer, CHECK), "0-id": "q1", "0-0-id": "a", "0-1-id": "b"}
    answer = fetch(as_trainer, CHECK, **fields).json
    assert answer["problems"] == {
        "questions-0": ["Kies welk antwoord klopt."],
        "questions-0-text": ["Vul de tekst in."],
        "questions-0-lesson": ["Kies een les."],
        **{f"questions-0-options-{n}-text": ["Vul de tekst in."] for n in (0, 1)},
        **{f"questions-0-options-{n}-explanation": ["Vul de uitleg in."] for n in (0, 1)},
    }

    filled = {"0-text": "Vraag?", "0-lesson": "01-begin", "0-0-text": "Ja.", "0-0-explanation": "Zo is het."}
    filled |= {"0-1-text": "Nee.", "0-1-explanation": "Zo is het niet."}
    answer = fetch(as_trainer, CHECK, **fields | filled | {"seen": answer["seen"]}).json
    assert answer["problems"] == {"questions-0": ["Kies welk antwoord klopt."]}
    filled["0-right"] = "0"
    assert fetch(as_trainer, CHECK, **fields | filled | {"seen": answer["seen"]}).json["problems"] == {}

    answer = fetch(as_trainer, "/redactie/sterk/gegevens", seen=seen(as_trainer, "/redactie/sterk/gegevens"), title="S")
    assert answer.json["problems"]["aim"] == ["Dit veld is leeg."]


def test_after_a_save_its_message_is_in_view_and_the_question_that_changed_is_open(as_trainer):
    saved = checked(as_trainer, "", **{"1-text": "Anders gevraagd?"}).location
    assert saved == f"{CHECK}?vraag=1#inhoud"
    page = as_trainer.get(saved).text
    assert page.count("Opgeslagen als concept. Cursisten zien het pas na publiceren.") == 1
    assert [is_open for _, is_open in folded(as_trainer, saved)] == [False, True]

    added = checked(as_trainer, "add-question").location
    assert added == f"{CHECK}?vraag=2&bij=2#vraag-2"
    page = as_trainer.get(added).text
    assert "Opgeslagen als concept." in page.partition('id="vraag-2"')[2]
    assert checked(as_trainer, "remove-question:2").location == f"{CHECK}#inhoud"


def test_a_question_that_was_not_saved_stays_open(sign_in):
    first, second = sign_in("trainer"), sign_in("trainer")
    old = seen(first, CHECK)
    checked(second, "", **{"0-text": "Van de tweede?"})
    answer = checked(first, "", **{"seen": old, "1-text": "Van de eerste?"})

    assert answer.status_code == 409
    assert re.search(r'<details class="card question" open>\s*<summary id="vraag-1"', answer.text)


def test_a_fault_in_the_check_is_told_by_its_question_and_answer_and_leads_there(as_trainer):
    checked(as_trainer, "add-option:0")
    page = as_trainer.get("/redactie/sterk").text
    faults = {
        "Toets, vraag 1, antwoord c: vul de tekst in.",
        "Toets, vraag 1, antwoord c: vul de uitleg in.",
    }
    assert set(re.findall(rf'<a class="utrecht-link" href="{CHECK}#vraag-0">([^<]*)', page)) == faults

    checked(as_trainer, "remove-option:0:2", **{"0-right": ""})
    for address in ("/redactie/sterk", CHECK):
        words = text_of(as_trainer.get(address))
        assert "ies welk antwoord klopt." in words and "correct = true" not in words and "&#39;q1&#39;" not in words


def test_what_can_be_done_with_an_answer_stands_on_one_line(as_trainer):
    checked(as_trainer, "add-option:0")
    page = as_trainer.get(CHECK).text
    acts = re.search(r'value="up-option:0:1".*?value="remove-option:0:1"', page, re.S)[0]

    assert "</div>" not in acts.partition("<details")[0]
