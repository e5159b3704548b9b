"""The observatieformulier as data, and what a form may not hold."""

import csv
from pathlib import Path

import pytest

from observation.form import queries, rules
from observation.form.rules import InstrumentError

TRANSCRIPTION = Path(__file__).parent / "transcriptie.tsv"

SMALL = """
schema = 1
name = "proef"
version = "1.0"
title = "Proefformulier"
source = "Wij"
columns = ["onderwerp"]

[[header_fields]]
id = "datum"
label = "Datum"

[[scales]]
id = "frequentie"
kind = "ordinal"
options = [
  { id = "nooit", label = "nooit", key = "1", explanation = "niet" },
  { id = "nvt", label = "n.v.t.", key = "0", explanation = "geen gelegenheid" },
]

[[doubts]]
id = "R1"
items = ["A01"]
text = "Niet zeker."

[[parts]]
id = "A"
title = "Deel"

[[parts.themes]]
id = "thema"
title = "Thema"

[[parts.items]]
id = "A01"
text = "Vragen stellen"
theme = "thema"
scale = "frequentie"

[additional]
lead = "Verder:"

[[additional.questions]]
id = "MACRO"
heading = "Macro"
text = "Wat viel op?"
"""


@pytest.fixture(scope="module")
def form():
    return rules.parse(queries.current_text())


def test_all_indicators_are_those_of_the_transcription_to_the_letter(form):
    rows = list(csv.reader(TRANSCRIPTION.open(encoding="utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE))
    ours = [
        [item.id, item.theme, item.scale, "omgekeerd" if item.reverse else "-", item.text]
        for item in form.items.values()
    ]

    assert len(rows) == 54
    assert ours == rows


def test_the_form_has_two_parts_and_eight_themes_in_printed_order(form):
    assert [(part.title, [theme.title for theme in part.themes]) for part in form.parts] == [
        (
            "Werkalliantie cliënt - professional",
            ["Taakgerichtheid / werkwijze", "Doelgerichtheid", "Persoonlijke, emotionele band"],
        ),
        (
            "Interprofessionele samenwerking",
            ["Team visie/doelen", "Gedeelde besluitvorming", "Conflicten", "Ondersteuning team", "Open communicatie"],
        ),
    ]
    assert {theme: len(items) for theme, items in form.items_by_theme.items()} == {
        "taakgerichtheid": 7,
        "doelgerichtheid": 4,
        "band": 11,
        "visie_doelen": 3,
        "besluitvorming": 11,
        "conflicten": 5,
        "ondersteuning_team": 7,
        "open_communicatie": 6,
    }


def test_53_indicators_are_on_frequency_and_one_is_yes_or_no(form):
    scales = [item.scale for item in form.items.values()]

    assert (scales.count("frequentie"), scales.count("ja_nee")) == (53, 1)
    assert form.items["WA22"].scale == "ja_nee"
    assert [option.label for option in form.scale_by_id["frequentie"].options] == [
        "nooit",
        "soms",
        "vaak",
        "altijd",
        "n.v.t.",
    ]
    assert form.scale_by_id["frequentie"].steps == ("nooit", "soms", "vaak", "altijd")
    assert form.scale_by_id["ja_nee"].answers == {"ja", "nee"}


def test_only_the_five_indicators_of_conflicten_are_worded_negatively(form):
    reversed_items = [item.id for item in form.items.values() if item.reverse]

    assert reversed_items == ["IPS15", "IPS16", "IPS17", "IPS18", "IPS19"]
    assert [theme.id for theme in form.themes.values() if theme.polarity == "negative"] == ["conflicten"]


def test_the_head_and_the_end_of_the_form_stand_as_printed(form):
    assert [field.label for field in form.header_fields] == [
        "Cliëntnummer (C)",
        "Gezamenlijk cliëntoverleg-nummer",
        "Aanwezige professionals",
        "Datum",
        "Ingevuld door",
    ]
    assert form.columns == ("onderwerp", "gedragsindicator", "score", "observatie")
    assert form.additional.lead == "Aanvullende observatie indien van toepassing:"
    assert [(question.id, question.heading, question.text) for question in form.additional.questions] == [
        (
            "MACRO",
            "Macroniveau: uitgangspunten transformatie (Wmo, Participatiewet)",
            "Wat is opgevallen t.a.v. maatschappelijke thema's of ontwikkelingen?",
        ),
        (
            "MESO",
            "Mesoniveau: organisatiecultuur en informatiesystemen",
            "Wat is opgevallen t.a.v. de organisatiestructuur, organisatiecultuur, organisatievisie en informatiesystemen?",
        ),
    ]


def test_the_two_uncertain_readings_name_their_indicators(form):
    assert {doubt.id: doubt.items for doubt in form.doubts} == {
        "R5": ("WA12", "WA13", "WA14", "WA15"),
        "R6": ("IPS32",),
    }


@pytest.mark.parametrize(
    ("item", "answer", "accepted"),
    [
        ("WA01", "nooit", True),
        ("WA01", "nvt", True),
        ("WA01", None, True),
        ("WA01", "ja", False),
        ("WA01", "Nooit", False),
        ("WA01", "", False),
        ("WA22", "ja", True),
        ("WA22", "nvt", False),
        ("WA22", "vaak", False),
        ("MACRO", None, True),
        ("MACRO", "vaak", False),
        ("WA23", "vaak", False),
        ("WA23", None, False),
    ],
)
def test_an_indicator_accepts_the_answers_of_its_own_scale(form, item, answer, accepted):
    assert form.accepts(item, answer) is accepted


def test_a_small_form_is_read():
    form = rules.parse(SMALL)

    assert list(form.items) == ["A01"]
    assert form.doubt_by_item["A01"].text == "Niet zeker."
    assert form.themes["thema"].name == "Thema"


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('title = "Proefformulier"', "", "In het formulier ontbreekt: title."),
        ("schema = 1", 'schema = 1\nkleur = "rood"', "Onbekend veld in het formulier: kleur."),
        ('text = "Vragen stellen"', "", "In het formulier, proef, A ontbreekt: text."),
        (
            'text = "Vragen stellen"',
            'text = "Vragen stellen"\ngewicht = 2',
            "Onbekend veld in het formulier, proef, A: gewicht.",
        ),
        ('theme = "thema"', 'theme = "sfeer"', "A01 noemt een thema dat er niet is: sfeer."),
        ('scale = "frequentie"', 'scale = "cijfer"', "A01 noemt een schaal die er niet is: cijfer."),
        ('items = ["A01"]', 'items = ["A09"]', "Twijfel R1 noemt een indicator die er niet is: A09."),
        ('id = "MACRO"', 'id = "A01"', "Deze code staat er dubbel in: A01."),
        ("schema = 1", 'schema = "1"', "In het formulier, proef staat een waarde van de verkeerde soort: '1'."),
        ('columns = ["onderwerp"]', 'columns = "onderwerp"', "In het formulier, proef moet een lijst staan."),
        ("[additional]\nlead", "[aanvullend]\nlead", "Onbekend veld in het formulier: aanvullend."),
    ],
)
def test_a_form_that_is_not_right_is_refused_with_the_place(old, new, sentence):
    assert old in SMALL

    with pytest.raises(InstrumentError) as refused:
        rules.parse(SMALL.replace(old, new))

    assert str(refused.value) == sentence


def test_two_indicators_with_one_code_are_refused():
    again = '[[parts.items]]\nid = "A01"\ntext = "Nog eens"\ntheme = "thema"\nscale = "frequentie"\n\n[additional]'

    with pytest.raises(InstrumentError, match=r"^Deze code staat er dubbel in: A01\.$"):
        rules.parse(SMALL.replace("[additional]", again))


def test_what_is_no_toml_is_refused_with_a_sentence():
    with pytest.raises(InstrumentError, match=r"^Dit is geen geldige TOML: "):
        rules.parse("dit = is = niets")
