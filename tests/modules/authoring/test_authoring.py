"""Writing in the browser: drafts, conflicts, lessons, checks, pictures, zips. By role, over HTTP."""

import io
import re
import zipfile

import pytest

from modules.authoring import queries
from modules.authoring.zip_rules import pack
from modules.library import queries as library
from tests.conftest import text_of

LESSON = "/redactie/sterk/lessen/01-begin"
CHECK = "/redactie/sterk/toets"
FIELDS = {
    "title": "Beginnen",
    "aim": "Je kunt beginnen.",
    "minutes": "7",
    "indicators": "WA07 IPS18",
    "sources": "Een boek",
    "text": "## Het begin\n\nEen nieuwe zin.",
}
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0H9"/></svg>'


@pytest.fixture(autouse=True)
def _course(course_dir):
    return course_dir


def seen(client, address):
    found = re.search(r'name="seen" value="(\w*)"', client.get(address).text)
    assert found
    return found[1]


def save(client, address=LESSON, fields=FIELDS, **changed):
    return client.post(address, data={"seen": seen(client, address)} | fields | changed)


def fetch(client, address, **fields):
    return client.post(address, data=fields, headers={"X-Requested-With": "fetch"})


def work():
    return queries.find_work("sterk")


def test_the_list_of_modules_reads_the_shipped_files_once(as_trainer, monkeypatch):
    read, folders = library.read_folder, []
    monkeypatch.setattr(library, "read_folder", lambda folder: folders.append(folder) or read(folder))

    assert as_trainer.get("/redactie").status_code == 200
    assert folders.count(library.CONTENT) == 1


PAGES = ["", "/nieuw", "/sterk", "/sterk/gegevens", "/sterk/lessen/01-begin", "/sterk/toets", "/sterk/afbeeldingen"]


@pytest.mark.parametrize("page", [*PAGES, "/sterk/publiceren", "/sterk/versies", "/sterk/export.zip"])
def test_trainers_write_and_nobody_else_finds_the_editor(sign_in, anonymous, page):
    answers = {role: sign_in(role).get(f"/redactie{page}").status_code for role in ("trainer", "participant", "admin")}

    hidden = 404 if page.startswith("/sterk") else 403
    assert answers == {"trainer": 200, "participant": hidden, "admin": hidden}
    assert anonymous.get(f"/redactie{page}").location.startswith("/inloggen")


def test_who_may_write_finds_the_editor_under_the_title_of_the_course_and_nobody_else_does(sign_in):
    pages = {role: sign_in(role).get("/cursus").text for role in ("trainer", "participant", "admin")}

    assert {role: page.count('href="/redactie"') for role, page in pages.items()} == {
        "trainer": 1,
        "participant": 0,
        "admin": 0,
    }
    above = pages["trainer"].partition("</h1>")[2].partition("<h2")[0]
    assert re.search(r'<a class="[^"]*utrecht-button[^"]*" href="/redactie">Cursus bewerken</a>', above)


def test_a_saved_lesson_is_a_draft_that_cursisten_do_not_see(as_trainer, sign_in):
    response = save(as_trainer)

    assert response.status_code == 302
    assert "Een nieuwe zin." in work().text("01-begin.md")
    assert "Een nieuwe zin." in as_trainer.get(LESSON).text
    assert "Een nieuwe zin." not in sign_in("participant").get("/cursus/sterk/begin").text


def test_saving_without_a_change_makes_no_draft(as_trainer):
    page = as_trainer.get(LESSON).text
    typed = re.search(r'<textarea[^>]*id="text"[^>]*>\n(.*?)</textarea>', page, re.S)[1]

    save(as_trainer, title="beginnen", aim="Je kunt beginnen uitleggen.", text=typed.replace("\n", "\r\n"))

    assert work().draft is None


def test_two_trainers_never_overwrite_each_other_silently(sign_in):
    first, second = sign_in("trainer"), sign_in("trainer")
    old = seen(first, LESSON)
    save(second, text="Van de tweede.")

    answer = first.post(LESSON, data={"seen": old} | FIELDS | {"text": "Van de eerste."})
    assert answer.status_code == 409
    assert "Van de eerste.</textarea>" in answer.text
    assert "Van de tweede." in text_of(answer)
    assert "Van de tweede." in work().text("01-begin.md")

    again = re.search(r'name="seen" value="(\w*)"', answer.text)[1]
    assert first.post(LESSON, data={"seen": again} | FIELDS | {"text": "Van de eerste."}).status_code == 302
    assert "Van de eerste." in work().text("01-begin.md")


def test_a_draft_that_was_thrown_away_and_begun_again_is_another_one(sign_in):
    first, second = sign_in("trainer"), sign_in("trainer")
    save(first, text="Eerste tekst.")
    old = seen(first, LESSON)
    second.post("/redactie/sterk/concept-weg")
    save(second, text="Andere tekst.")

    assert fetch(first, LESSON, seen=old, **FIELDS).status_code == 409


def test_the_script_saves_too_and_hears_of_a_conflict(as_trainer):
    old = seen(as_trainer, LESSON)
    answer = fetch(as_trainer, LESSON, seen=old, **FIELDS)
    assert answer.json == {"seen": seen(as_trainer, LESSON), "conflict": False, "problems": {}}

    late = fetch(as_trainer, LESSON, seen=old, **FIELDS | {"text": "Te laat."})
    assert (late.status_code, late.json["conflict"], late.json["seen"]) == (409, True, answer.json["seen"])


def test_what_is_wrong_stands_beside_the_field_or_the_line_and_what_was_typed_stays(as_trainer):
    save(as_trainer, title="", minutes="tien", text="Een zin.\n\n/// scène | Titel\nZonder einde.")
    page = as_trainer.get(LESSON).text

    for field, words in {
        "title": "Dit veld is leeg",
        "minutes": "Dit veld moet een heel getal groter dan 0 zijn",
        "text": "Regel 3, &#39;/// scène | Titel&#39;: dit blok is niet gesloten",
    }.items():
        assert re.search(rf'id="{field}-error"[^>]*>.*?{words}', page)
    assert 'value="tien"' in page
    assert "Zonder einde.</textarea>" in page


def test_what_is_wrong_comes_in_the_order_of_the_text(as_trainer):
    text = "Zie [dit](les:sterk/weg), een zin die heel lang doorgaat en nog langer.\n\n/// scen | Een\n///\n\n[x](les:weg/weg)"
    save(as_trainer, text=text)
    page = as_trainer.get(LESSON).text

    found = re.search(r'id="text-error"[^>]*>(.*?)</div>', page, re.S)[1]
    assert re.findall(r"Regel (\d+)", found) == ["1", "3", "6"]
    assert "Regel 1, &#39;Zie [dit](les:sterk/weg), een zin die …&#39;: " in found
    assert f'href="{LESSON}#regel-6"' in as_trainer.get("/redactie/sterk").text


def test_a_link_that_leads_nowhere_stands_beside_the_text_while_it_is_typed_and_after(as_trainer):
    text = "## Kop\n\nZie [kapot](niet-bestaand), [goed](#kop) en [de lijst](/woordenlijst)."
    named = "Regel 3, 'Zie [kapot](niet-bestaand), …': de link 'niet-bestaand' gaat nergens heen."
    answer = as_trainer.post(f"{LESSON}/voorbeeld", data=FIELDS | {"text": text}).json
    assert [each.startswith(named) for each in answer["problems"]["text"]] == [True]
    assert 'href="#deel-kop"' in answer["html"]

    save(as_trainer, text=text)
    assert "de link &#39;niet-bestaand&#39; gaat nergens heen." in as_trainer.get(LESSON).text


def test_personal_data_in_a_question_is_named_by_its_question(as_trainer):
    checked(as_trainer, "", **{"1-text": "Bel 06-12345678?"})

    assert "Toets, vraag 2: dit lijkt op een telefoonnummer." in as_trainer.get(CHECK).text


def test_what_is_empty_lacks_something_and_what_is_wrong_is_wrong(as_trainer):
    save(as_trainer, title="", minutes="veel")
    page = as_trainer.get(LESSON).text
    assert 'class="editor__todo" id="title-error"' in page
    assert 'class="utrecht-form-field-error-message" id="minutes-error"' in page


def test_a_draft_that_is_kept_with_a_mistake_in_it_says_both(as_trainer):
    unfinished = "Opgeslagen als concept. Op deze pagina moet nog iets goed voordat je kunt publiceren."
    save(as_trainer, title="")
    assert unfinished in text_of(as_trainer.get(LESSON))
    save(as_trainer, title="Begin")
    page = text_of(as_trainer.get(LESSON))
    assert unfinished not in page and "Opgeslagen als concept. Cursisten zien het pas na publiceren." in page


def test_the_editor_explains_each_block_by_its_dutch_name(as_trainer):
    page = text_of(as_trainer.get(LESSON))

    for name, code in {
        "Scène": "scène",
        "Denkvraag": "denkvraag",
        "In een overleg": "overleg",
        "Omdraaikaart": "omdraaikaart",
    }.items():
        assert re.search(rf"{name} ?: [^.]+\. In de tekst: {code}\b", page)


def test_a_look_without_a_script_keeps_nothing(as_trainer):
    page = save(as_trainer, do="preview", text="## Kop\n\n<script>alert(1)</script>**vet**").text

    assert '<h2 id="deel-kop">Kop</h2>' in page
    assert "<strong>vet</strong>" in page and "<script>alert" not in page
    assert work().draft is None


def test_the_preview_is_made_by_the_site_itself_and_warns_of_personal_data(as_trainer):
    text = "![Een plant](figures/plant.svg)<img src=x onerror=alert(1)>\n\nBel 06-12345678.\n\n/// scen | Titel\n///"
    answer = as_trainer.post(f"{LESSON}/voorbeeld", data=FIELDS | {"text": text}).json

    assert 'src="/redactie/sterk/afbeeldingen/plant.svg"' in answer["html"]
    assert "onerror" not in answer["html"]
    assert answer["problems"]["text"] == ["Regel 5, '/// scen | Titel': onbekend blok 'scen'. Bedoel je 'scène'?"]
    assert answer["private"] == ["Regel 3, 'Bel 06-12345678.': dit lijkt op een telefoonnummer."]


def test_a_text_that_is_too_long_comes_back_to_its_writer(as_trainer):
    answer = save(as_trainer, text="woord " * 40_000)

    assert answer.status_code == 422
    assert "De tekst is te lang." in answer.text and "woord woord" in answer.text
    assert work().draft is None


def test_lessons_are_added_moved_removed_and_put_back(as_trainer):
    added = as_trainer.post("/redactie/sterk/lessen", data={"title": "Één láátste les"})
    assert added.location == "/redactie/sterk/lessen/03-een-laatste-les"
    as_trainer.post("/redactie/sterk/lessen/03-een-laatste-les/plaats", data={"to": "up"})
    assert work().lessons == ["01-begin", "03-een-laatste-les", "02-verder"]

    as_trainer.post("/redactie/sterk/lessen/02-verder/weg")
    assert work().lessons == ["01-begin", "03-een-laatste-les"]
    assert "doorgaan: verwijderd" in text_of(as_trainer.get("/redactie/sterk"))
    as_trainer.post("/redactie/sterk/lessen/02-verder/terug")
    assert work().lessons[-1] == "02-verder"


def test_the_data_of_a_module_are_no_conflict_with_its_list_of_lessons(as_trainer):
    address = "/redactie/sterk/gegevens"
    old = seen(as_trainer, address)
    as_trainer.post("/redactie/sterk/lessen", data={"title": "Nieuw"})
    data = {"title": "Krachten", "summary": "Kort.", "aim": "Je kunt kijken.", "sources": "Een boek"}

    assert as_trainer.post(address, data={"seen": old} | data).status_code == 302
    assert work().title == "Krachten" and work().lessons[-1] == "03-nieuw"
    late = as_trainer.post(address, data={"seen": old} | data | {"title": "Te laat"})
    assert late.status_code == 409 and 'value="Te laat"' in late.text


def checked(client, do="", **changed):
    """Send the form of the check as it stands, with a button and with other answers."""
    page = client.get(CHECK).text
    fields = dict(re.findall(r'<input type="hidden" name="(\d[\w-]*|seen)" value="([^"]*)"', page))
    fields |= dict(re.findall(r'<textarea[^>]*name="(\d[\w-]*)"[^>]*>\n(.*?)</textarea>', page, re.S))
    for name, inside in re.findall(r'<select[^>]*name="(\d+-lesson)"[^>]*>(.*?)</select>', page, re.S):
        fields[name] = re.search(r'value="([^"]*)" selected', inside)[1]
    fields |= dict(re.findall(r'<input type="radio" name="(\d+-right)" value="(\d)" checked', page))
    return client.post(CHECK, data=fields | changed | {"do": do})


def upload(client, content, alt="Een plant op het balkon", name="naam.svg", **fields):
    data = {"alt": alt, "picture": (io.BytesIO(content), name)} | fields
    return client.post("/redactie/sterk/afbeeldingen", data=data)


def test_a_picture_gets_a_name_from_its_words_and_can_go_under_a_lesson(as_trainer):
    assert upload(as_trainer, SVG, name="J. Jansen.svg", lesson="02-verder").status_code == 302

    assert "figures/een-plant-op-het-balkon.svg" in work().files
    assert work().text("02-verder.md").endswith("![Een plant op het balkon](figures/een-plant-op-het-balkon.svg)\n")
    sent = as_trainer.get("/redactie/sterk/afbeeldingen/een-plant-op-het-balkon.svg")
    assert sent.mimetype == "image/svg+xml" and "default-src 'none'" in sent.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("content", "alt", "words"),
    [
        (SVG, "", "Schrijf in één of twee zinnen wat er te zien is"),
        (b"", "Plant", "Kies eerst een bestand."),
        (
            b"MZ geen plaatje",
            "Plant",
            "Dit is geen svg, png of jpg, of het bestand is beschadigd. Kies een ander bestand.",
        ),
        (SVG.replace(b"<path", b"<script>1</script><path"), "Plant", "In de tekening staat &#39;script&#39;"),
        (SVG + b" " * 2 * 1024 * 1024, "Plant", "groter dan 2 MB"),
    ],
)
def test_a_picture_that_cannot_be_used_is_refused_with_what_was_typed(as_trainer, content, alt, words):
    answer = upload(as_trainer, content, alt)

    assert answer.status_code == 422
    assert words in answer.text and f"\n{alt}</textarea>" in answer.text
    assert work().draft is None


def test_a_new_module_begins_as_a_draft_that_only_trainers_see(as_trainer, sign_in):
    answer = as_trainer.post("/redactie/nieuw", data={"title": "Mijn module"})
    assert answer.location == "/redactie/mijn-module/gegevens"

    assert "nog niet gepubliceerd" in text_of(as_trainer.get("/redactie/mijn-module"))
    assert as_trainer.get("/redactie/mijn-module/lessen/01-begin").status_code == 200
    assert sign_in("participant").get("/cursus/mijn-module").status_code == 404


@pytest.mark.parametrize("title", ["", "!!!", "Sterk", "Methods", "Evaluation", "nieuw", "Praktijkboek"])
def test_a_new_module_needs_an_address_of_its_own(as_trainer, title):
    answer = as_trainer.post("/redactie/nieuw", data={"title": title})

    assert answer.status_code == 422 and f'value="{title}"' in answer.text


def take_in(client, content):
    return client.post("/redactie/importeren", data={"zip": (io.BytesIO(content), "module.zip")})


def test_the_list_of_modules_leads_to_the_place_where_a_zip_is_read(as_trainer):
    address = re.search(r'href="([^"]*)">Lees een zip in</a>', as_trainer.get("/redactie").text)[1]
    path, _, anchor = address.partition("#")

    place = as_trainer.get(path).text.partition(f'id="{anchor}"')[2]
    assert place.startswith(">Lees een zip in</h2>") and 'type="file"' in place


def test_an_export_can_be_taken_in_elsewhere_as_a_draft(as_trainer, course_dir):
    content = as_trainer.get("/redactie/sterk/export.zip").data
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert "sterk/figures/plant.svg" in archive.namelist()
    files = work().files
    (course_dir / "sterk" / "01-begin.md").write_text("+++\ntitle = 'x'\n+++\n")

    assert take_in(as_trainer, content).location == "/redactie/sterk"
    assert work().files == files and work().draft is not None
    assert "Er is al een concept" in take_in(as_trainer, content).text


def test_a_zip_with_what_is_there_already_says_that_nothing_changed(as_trainer):
    take_in(as_trainer, as_trainer.get("/redactie/sterk/export.zip").data)

    assert "Deze module is gelijk aan wat er al staat. Er is niets veranderd." in as_trainer.get("/redactie/sterk").text
    assert work().draft is None


def test_a_zip_that_the_check_refuses_is_not_taken_in(as_trainer):
    files = dict(work().files) | {"01-begin.md": b"+++\n+++\n"}
    answer = take_in(as_trainer, pack("sterk", files))

    assert answer.status_code == 422
    assert "sterk/01-begin.md, regel 1: de kop is niet gesloten" in answer.text
    assert work().draft is None


@pytest.mark.parametrize(
    ("content", "sentence"), [(b"", "Kies eerst een zip-bestand."), (b"geen zip", "Dit is geen zip-bestand")]
)
def test_something_else_than_a_zip_is_refused(as_trainer, content, sentence):
    assert sentence in take_in(as_trainer, content).text


def test_a_zip_cannot_take_the_place_of_another_folder_of_the_course(as_trainer):
    answer = take_in(as_trainer, pack("methods", work().files))

    assert answer.status_code == 422
    assert queries.find_draft("methods") is None


def test_a_file_that_no_form_can_show_is_put_right_as_text(as_trainer, course_dir):
    (course_dir / "sterk" / "01-begin.md").write_text("+++\ntitle = begin\n+++\nTekst.\n")

    answer = as_trainer.get(LESSON)
    assert answer.location == "/redactie/sterk/bestand/01-begin.md"
    assert "geen geldige waarde" in as_trainer.get(answer.location).text
    data = {"seen": seen(as_trainer, answer.location), "text": '+++\r\ntitle = "begin"\r\n+++\r\nTekst.'}
    assert as_trainer.post(answer.location, data=data).status_code == 302
    assert as_trainer.get(LESSON).status_code == 200


def test_everything_that_is_shipped_comes_out_of_the_forms_as_it_went_in(app):
    from modules.authoring import text_rules

    files = library.read_folder(library.CONTENT)
    for name, content in files.items():
        text = library.plain(content)
        if name.endswith(".md"):
            assert text_rules.lesson_file(text_rules.lesson_text(text), text) == text, name
