"""Side by side, the spreadsheet and the distributions on screen."""

import csv
import html
import io
import re

from observation.scoring import actions
from tests.conftest import text_of
from tests.observation.conftest import fill, start, submitted


def side_by_side(client, meeting):
    return client.get(f"/overleggen/{meeting.id}/naast-elkaar")


def sheet(client, meeting):
    response = client.get(f"/overleggen/{meeting.id}/naast-elkaar.csv")
    content = response.get_data(as_text=True)
    assert content.startswith("\ufeff")
    return response, list(csv.reader(io.StringIO(content.lstrip("\ufeff")), delimiter=";"))


def row_of(page, theme):
    """Return the three cells of a theme in the table of agreement: a percentage, or why there is none."""
    row = page.split('id="getallen"')[1].split(f'href="#thema-{theme}"')[1].split("</tr>")[0]
    cells = [re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(r"<td[^>]*>(.*?)</td>", row, re.S)]
    return [re.sub(r".*\((\d+)%\)", r"\1", cell) for cell in cells]


def test_who_is_first_reads_that_the_others_are_awaited(world, sign_in):
    submitted(world.meeting, world.ann)
    page = side_by_side(sign_in(world.ann), world.meeting)
    words = text_of(page)

    assert "Er valt nog niets te vergelijken. Hieronder staat alleen jouw formulier." in words
    assert re.findall(r">\s*X\s*<", page.text) == []
    assert "Waar zijn we het eens?" not in words


def test_agreement_is_shown_per_theme_with_nvt_apart(world, sign_in):
    submitted(world.meeting, world.ann, "vaak", but={"IPS01": "nooit", "IPS02": "nvt", "IPS03": "nvt"})
    submitted(world.meeting, world.bas, "vaak", but={"IPS01": "vaak", "IPS02": "soms", "IPS03": "nvt", "IPS15": "soms"})
    page = side_by_side(sign_in(world.ann), world.meeting).text

    assert row_of(page, "taakgerichtheid") == ["100", "100", "100"]
    assert row_of(page, "visie_doelen") == ["0", "0", "67"]
    assert row_of(page, "conflicten") == ["80", "100", "100"]


def test_the_conversation_comes_first_then_the_distribution_and_the_figures_last(world, sign_in):
    submitted(world.meeting, world.ann, "vaak", but={"WA02": "nooit", "WA05": "nvt", "WA06": "soms"})
    submitted(world.meeting, world.bas, "vaak")
    page = side_by_side(sign_in(world.ann), world.meeting)
    words = text_of(page)
    order = [page.text.index(f'id="{place}"') for place in ("eerst-kop", "eens-kop", "kop-aanvullend", "getallen")]

    assert order == sorted(order)
    before, figures = page.text.split('id="getallen"')
    assert "%" not in before and "Krippendorff" not in before
    assert re.match(r"[^>]*>\s*<details>", figures)
    assert "Bij 51 van de 54 indicatoren kozen jullie hetzelfde antwoord." in words
    assert "gelijk 4, één stap 1, meer stappen 1, n.v.t. naast een score 1" in words
    assert "Deze getallen gaan over het formulier en over dit overleg, niet over wie het goed zag." in words


def test_a_score_against_nvt_is_said_in_words_that_are_read_once(world, sign_in):
    submitted(world.meeting, world.ann, "vaak", but={"WA05": "nvt"})
    submitted(world.meeting, world.bas, "vaak")
    words = text_of(side_by_side(sign_in(world.ann), world.meeting))

    assert "Moeilijke zaken bespreken n.v.t. naast een score" in words
    assert "Allebei n.v.t. of allebei een score" in words
    assert "wel of niet n.v.t." not in words and "Eens over n.v.t." not in words


def test_what_cannot_be_computed_says_so(world, sign_in):
    nothing = {"IPS01": "nvt", "IPS02": "nvt", "IPS03": "nvt"}
    submitted(world.meeting, world.ann, but=nothing)
    submitted(world.meeting, world.bas, but=nothing)
    page = side_by_side(sign_in(world.ann), world.meeting)

    equal, within_one, scorable = row_of(page.text, "visie_doelen")
    assert (equal, within_one, scorable) == ("niet te berekenen", "niet te berekenen", "100")
    assert (
        "nog niet in één getal te zeggen. Een getal daarvoor (de alfa van Krippendorff) zegt pas iets vanaf 10 overleggen"
        in text_of(page)
    )
    assert "Nu is dat er 1." in text_of(page)


def test_the_page_says_that_the_numbers_are_ours_and_what_guessing_gives(world, sign_in):
    submitted(world.meeting, world.ann)
    submitted(world.meeting, world.bas)
    words = text_of(side_by_side(sign_in(world.ann), world.meeting))

    assert "deze telling is van Krachtspiegel, niet van de auteurs" in words
    assert re.search(r"gokt[^.]* ruim 60%[^.]* binnen één stap", words)


def test_differences_come_first_and_scored_against_nvt_before_all(world, sign_in):
    submitted(world.meeting, world.ann, "vaak", but={"WA02": "nooit", "WA05": "nvt", "WA06": "soms"})
    submitted(world.meeting, world.bas, "vaak")
    page = side_by_side(sign_in(world.ann), world.meeting).text

    theme = page.split('id="thema-taakgerichtheid"')[1].split('id="thema-doelgerichtheid"')[0]
    assert re.findall(r'class="compared" id="(\w+)"', theme) == ["WA05", "WA02", "WA06", "WA01", "WA03", "WA04", "WA07"]
    assert "4 indicatoren gelijk gescoord" in theme
    first = page.split('id="eerst-kop"')[1].split("</ol>")[0]
    assert re.findall(r'href="#(\w+)"', first) == ["WA05", "WA02"]


def test_a_theme_says_how_many_differences_it_holds_and_is_open_when_there_is_much_to_say(world, sign_in):
    submitted(world.meeting, world.ann, "vaak", but={"WA02": "nooit", "WA06": "soms", "IPS15": "soms"})
    submitted(world.meeting, world.bas, "vaak")
    page = side_by_side(sign_in(world.ann), world.meeting)
    folds = re.findall(r'id="thema-(\w+)"[^>]*>\s*<details( open)?>', page.text)

    assert folds[:3] == [("taakgerichtheid", " open"), ("conflicten", ""), ("doelgerichtheid", "")]
    assert {fold for _, fold in folds[1:]} == {""}
    assert "Taakgerichtheid / werkwijze 2 verschillen, 5 gelijk" in text_of(page)
    assert "Doelgerichtheid alles gelijk" in text_of(page)


def test_small_differences_are_open_when_there_are_no_larger_ones(world, sign_in):
    submitted(world.meeting, world.ann, "vaak", but={"WA02": "soms"})
    submitted(world.meeting, world.bas, "vaak")
    page = side_by_side(sign_in(world.ann), world.meeting).text

    assert re.findall(r'id="thema-(\w+)"[^>]*>\s*<details open>', page) == ["taakgerichtheid"]


def test_what_is_printed_says_of_which_day_the_overleg_was(world, sign_in):
    submitted(world.meeting, world.ann)
    ann = sign_in(world.ann)

    assert "<title>Naast elkaar, C7, overleg 1, 2 maart 2026" in side_by_side(ann, world.meeting).text
    for page in ("naast-elkaar", "terugkoppeling"):
        assert "Overleg van 2 maart 2026" in text_of(ann.get(f"/overleggen/{world.meeting.id}/{page}"))


def test_the_negative_theme_is_shown_as_scored_and_says_that_lower_is_better(world, sign_in):
    submitted(world.meeting, world.ann, "altijd")
    page = side_by_side(sign_in(world.ann), world.meeting).text
    theme = page.split('id="thema-conflicten"')[1].split("</section>")[0]

    assert "lager is gunstiger" in theme
    assert theme.count("given--altijd") == 5


def test_texts_and_moments_of_both_stand_beside_the_answers(world, sign_in):
    for person, text in ((world.ann, "zij knikte"), (world.bas, "hij keek weg")):
        observation = start(world.meeting, person)
        fill(observation)
        actions.save(observation, "WA01", "soms", text, 1)
        actions.save(observation, "MACRO", None, f"wet: {text}", 0)
        actions.add_evidence(observation, "WA01", 187, f"moment: {text}")
        actions.submit(observation)
    words = text_of(side_by_side(sign_in(world.ann), world.meeting))

    for text in ("zij knikte", "hij keek weg"):
        assert f"{text} 3:07 moment: {text}" in words
        assert f"wet: {text}" in words


def test_the_sheet_has_a_column_per_form_and_a_row_per_indicator(world, sign_in):
    submitted(world.meeting, world.ann, "vaak", but={"WA01": "nvt"}, note="zag; ik")
    submitted(world.meeting, world.bas, "nooit")
    response, rows = sheet(sign_in(world.bas), world.meeting)

    assert (
        response.headers["Content-Disposition"] == f"attachment; filename=naast-elkaar-overleg-{world.meeting.id}.csv"
    )
    assert response.mimetype == "text/csv"
    assert rows[0] == [
        "code", "indicator", "Bas Cursist", "Ann Cursist", "Bas Cursist: observatie", "Ann Cursist: observatie"
    ]  # fmt: skip
    assert [row[0] for row in rows[1:55]][::53] == ["WA01", "IPS32"]
    assert rows[1] == ["WA01", "Dialoog voeren voor oplossing/plan", "nooit", "n.v.t.", "", "zag; ik"]
    assert all(len(row) == 6 for row in rows)


def test_the_sheet_holds_the_texts_of_the_open_questions_too(world, sign_in):
    observation = start(world.meeting, world.ann)
    fill(observation)
    actions.save(observation, "MESO", None, "Twee systemen.", 0)
    actions.submit(observation)

    rows = sheet(sign_in(world.ann), world.meeting)[1]
    assert [(row[0], row[2], row[3]) for row in rows[55:]] == [("MACRO", "", ""), ("MESO", "", "Twee systemen.")]


def test_a_text_that_looks_like_a_formula_is_none_in_the_sheet(world, sign_in):
    observation = start(world.meeting, world.ann)
    fill(observation)
    for item, text in (
        ("WA01", "=1+1"),
        ("WA02", "@SUM(A1)"),
        ("WA03", "-2"),
        ("WA04", "+31"),
        ("WA05", "gewoon = zo"),
    ):
        actions.save(observation, item, "vaak", text, 1)
    actions.submit(observation)
    rows = sheet(sign_in(world.ann), world.meeting)[1]

    assert [row[3] for row in rows[1:6]] == ["'=1+1", "'@SUM(A1)", "'-2", "'+31", "gewoon = zo"]


def test_the_feedback_of_an_overleg_counts_answers_and_names_who_looked(world, sign_in):
    submitted(world.meeting, world.ann, "altijd", but={"WA01": "nvt"})
    submitted(world.meeting, world.bas, "soms", but={"WA02": "vaak"})
    words = text_of(sign_in(world.ann).get(f"/overleggen/{world.meeting.id}/terugkoppeling"))

    assert "2 observatoren: Ann Cursist, Bas Cursist." in words
    assert "7 van 13 scores zijn 'vaak' of 'altijd'." in words
    assert (
        "5 van 10 scores zijn 'vaak' of 'altijd'. Dit thema is negatief geformuleerd, dus minder is gunstiger." in words
    )
    assert "De ja/nee-vraag telt niet mee in de verdeling" in words
    assert "deze telling is van Krachtspiegel, niet van de auteurs" in words


def test_strengths_open_the_feedback_and_conflicten_closes_it(world, sign_in):
    submitted(world.meeting, world.ann, "soms", but={"IPS22": "altijd", "WA07": "vaak", "IPS15": "altijd"})
    page = sign_in(world.ann).get(f"/overleggen/{world.meeting.id}/terugkoppeling")
    words = text_of(page)

    strengths = words.split("Dit lukte vaak of altijd")[1].split("Legenda")[0]
    assert strengths.index("Luisteren naar elkaar") < strengths.index("Taal aansluiten op cliënt")
    assert "Elkaar niet uit laten praten" not in strengths.split("Ondersteuning team")[0]
    themes = re.findall(r'<div class="card theme-feedback">\s*<h3[^>]*>([^<]*)', page.text)
    assert len(themes) == 8
    assert themes[-1].strip() == "Conflicten"


def test_counts_in_words_leave_out_the_answers_that_nobody_gave(world, sign_in):
    submitted(world.meeting, world.ann, "soms", but={"IPS22": "altijd"})
    submitted(world.meeting, world.bas, "soms", but={"IPS22": "vaak", "WA01": "nvt"})
    page = sign_in(world.ann).get(f"/overleggen/{world.meeting.id}/terugkoppeling")

    assert "Luisteren naar elkaar (vaak 1, altijd 1)" in text_of(page)
    themes = re.findall(r'<p class="counts">\s*(.*?)\s*</p>', page.text)
    assert "soms 13, n.v.t. 1" in themes
    assert not [words for words in themes if re.search(r"\b0\b", words)]


def test_a_theme_that_nobody_could_score_says_so(world, sign_in):
    submitted(world.meeting, world.ann, "nvt")
    words = text_of(sign_in(world.ann).get(f"/overleggen/{world.meeting.id}/terugkoppeling"))

    assert words.count("Niet te berekenen: niemand gaf hier een score.") == 8
    assert "Dit lukte vaak of altijd" not in words


def test_a_traject_tells_how_the_distribution_shifted(world, sign_in):
    second = world.next_meeting()
    submitted(world.meeting, world.ann, "soms", but={"IPS01": "nvt", "IPS02": "nvt", "IPS03": "nvt"})
    submitted(second, world.ann, "vaak")
    words = html.unescape(text_of(sign_in(world.ann).get(f"/trajecten/{world.trajectory.id}/terugkoppeling")))

    assert (
        "Het middelste antwoord schoof van 'soms' naar 'vaak' ('vaak' of 'altijd' bij 0 van 7 antwoorden, "
        "daarna bij 7 van 7)."
    ) in words
    assert words.count("Niet te vergelijken: in een van de overleggen is hier niets gescoord.") == 1
    assert "Niet elk overleg is door dezelfde mensen gescoord." not in words


def test_a_traject_says_when_others_looked_than_before(world, sign_in):
    second = world.next_meeting()
    for meeting, person in ((world.meeting, world.ann), (second, world.ann), (second, world.bas)):
        submitted(meeting, person)

    words = text_of(sign_in(world.ann).get(f"/trajecten/{world.trajectory.id}/terugkoppeling"))
    assert "Niet elk overleg is door dezelfde mensen gescoord." in words


def test_an_overleg_that_the_reader_did_not_score_is_said_not_to_count(world, sign_in):
    world.next_meeting()
    submitted(world.meeting, world.ann)
    ann = sign_in(world.ann)

    for address in (f"/trajecten/{world.trajectory.id}/terugkoppeling", f"/groepen/{world.group.id}/terugkoppeling"):
        assert "1 overleg telt hier niet mee" in text_of(ann.get(address))


def test_the_feedback_of_a_group_is_over_its_overleggen_and_its_members(world, sign_in):
    second, not_brought = world.next_meeting(), world.next_meeting(brought=False)
    for meeting in (world.meeting, second, not_brought):
        for person in (world.ann, world.trainer):
            submitted(meeting, person)
    submitted(world.meeting, world.bas)
    words = text_of(sign_in(world.ann).get(f"/groepen/{world.group.id}/terugkoppeling"))

    assert "2 observatoren, 2 overleggen: Ann Cursist, Bas Cursist." in words


def test_nothing_can_be_told_yet_is_said_in_words(world, sign_in):
    ann = sign_in(world.ann)

    assert "zodra je je eigen formulier hebt ingeleverd" in text_of(
        ann.get(f"/overleggen/{world.meeting.id}/terugkoppeling")
    )
    assert "zodra je je eigen formulier van een overleg hebt ingeleverd" in text_of(
        ann.get(f"/trajecten/{world.trajectory.id}/terugkoppeling")
    )
