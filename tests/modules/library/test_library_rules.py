"""The one validator: every mistake of an author gives one sentence, with the file and the line."""

import pytest

from modules.library.rules import read_course

FIRST = "sterk/01-begin.md"
CHECK = "sterk/check.toml"
MODULE = "sterk/module.toml"

# Which file, what stands there, what the author made of it, and every problem that must come out.
MISTAKES = {
    "typo_in_header": (
        FIRST,
        'title = "beginnen"',
        'titel = "beginnen"',
        ["sterk/01-begin.md, regel 2: onbekend veld 'titel'. Bedoel je 'title'?"],
    ),
    "unknown_field_that_looks_like_nothing": (
        FIRST,
        "minutes = 7",
        'minutes = 7\nkleur = "rood"',
        ["sterk/01-begin.md, regel 5: onbekend veld 'kleur'."],
    ),
    "missing_field": (
        FIRST,
        "minutes = 7\n",
        "",
        ["sterk/01-begin.md, regel 2: veld 'minutes' ontbreekt."],
    ),
    "empty_text": (
        FIRST,
        'title = "beginnen"',
        'title = " "',
        ["sterk/01-begin.md, regel 2: veld 'title' is leeg."],
    ),
    "minutes_as_text": (
        FIRST,
        "minutes = 7",
        'minutes = "7"',
        ["sterk/01-begin.md, regel 4: veld 'minutes' moet een heel getal groter dan 0 zijn."],
    ),
    "minutes_as_yes": (
        FIRST,
        "minutes = 7",
        "minutes = true",
        ["sterk/01-begin.md, regel 4: veld 'minutes' moet een heel getal groter dan 0 zijn."],
    ),
    "list_that_is_a_text": (
        FIRST,
        'sources = ["Een boek"]',
        'sources = "Een boek"',
        ["sterk/01-begin.md, regel 6: veld 'sources' moet een lijst van teksten zijn."],
    ),
    "empty_text_in_list": (
        FIRST,
        'sources = ["Een boek"]',
        'sources = [""]',
        ["sterk/01-begin.md, regel 6: veld 'sources' heeft een lege tekst in de lijst."],
    ),
    "wrong_indicator": (
        FIRST,
        '"IPS18"',
        '"IP18"',
        ["sterk/01-begin.md, regel 5: 'IP18' is geen code van een indicator, zoals WA07 of IPS18."],
    ),
    "text_without_quotes": (
        FIRST,
        'title = "beginnen"',
        "title = beginnen",
        ["sterk/01-begin.md, regel 2: hier staat geen geldige waarde. Zet tekst tussen aanhalingstekens (teken 9)."],
    ),
    "field_twice": (
        FIRST,
        "minutes = 7",
        "minutes = 7\nminutes = 8",
        ["sterk/01-begin.md, regel 5: dit veld staat er twee keer (teken 12)."],
    ),
    "no_header": (
        FIRST,
        "+++\ntitle",
        "title",
        ["sterk/01-begin.md, regel 1: de kop ontbreekt. Zet boven en onder de kop een regel +++."],
    ),
    "open_header": (
        FIRST,
        '["Een boek"]\n+++\n',
        '["Een boek"]\n',
        ["sterk/01-begin.md, regel 1: de kop is niet gesloten. Zet onder de kop een regel +++."],
    ),
    "top_heading_in_text": (
        FIRST,
        "## Het begin",
        "# Het begin",
        ["sterk/01-begin.md, regel 9: een kop in de tekst begint met ##; de titel staat al in de kop."],
    ),
    "image_without_description": (
        FIRST,
        "![Een plant in een pot]",
        "![]",
        [
            "sterk/01-begin.md, regel 13: de afbeelding 'figures/plant.svg' heeft geen beschrijving. "
            "Schrijf tussen [ en ] wat er te zien is."
        ],
    ),
    "image_that_is_not_there": (
        FIRST,
        "figures/plant.svg",
        "figures/plnt.svg",
        ["sterk/01-begin.md, regel 13: de afbeelding 'figures/plnt.svg' bestaat niet. Bedoel je 'plant.svg'?"],
    ),
    "image_from_elsewhere": (
        FIRST,
        "figures/plant.svg",
        "https://elders.nl/plant.svg",
        [
            "sterk/01-begin.md, regel 13: de afbeelding 'https://elders.nl/plant.svg' "
            "hoort niet bij deze module. Voeg die toe bij Afbeeldingen, als svg, png of jpg."
        ],
    ),
    "unknown_block": (
        FIRST,
        "/// scène",
        "/// scen",
        ["sterk/01-begin.md, regel 15: onbekend blok 'scen'. Bedoel je 'scène'?"],
    ),
    "block_that_looks_like_none": (
        FIRST,
        "/// scène",
        "/// weetje",
        ["sterk/01-begin.md, regel 15: onbekend blok 'weetje'. Kies uit: scène, denkvraag, overleg, omdraaikaart."],
    ),
    "block_without_title": (
        FIRST,
        "/// scène | Op de galerij",
        "/// scène",
        ["sterk/01-begin.md, regel 15: dit blok heeft geen titel. Schrijf bijvoorbeeld: /// scène | Titel"],
    ),
    "question_to_oneself_without_title": (
        FIRST,
        "/// scène | Op de galerij",
        "/// denkvraag |",
        ["sterk/01-begin.md, regel 15: dit blok heeft geen titel. Schrijf bijvoorbeeld: /// denkvraag | Titel"],
    ),
    "unknown_block_without_title": (
        FIRST,
        "/// scène | Op de galerij",
        "/// scen",
        ["sterk/01-begin.md, regel 15: onbekend blok 'scen'. Bedoel je 'scène'?"],
    ),
    "open_block": (
        FIRST,
        "water.\n///\n",
        "water.\n",
        ["sterk/01-begin.md, regel 15: dit blok is niet gesloten met een regel ///."],
    ),
    "lesson_without_file": (
        MODULE,
        '"02-verder"',
        '"02-verderr"',
        [
            "sterk/module.toml, regel 6: les '02-verderr' heeft geen bestand 02-verderr.md. Bedoel je '02-verder'?",
            "sterk/02-verder.md: deze les staat niet in de lijst 'lessons' van module.toml.",
            "sterk/check.toml, regel 21: les '02-verder' bestaat niet in deze module. Bedoel je '02-verderr'?",
        ],
    ),
    "lesson_twice": (
        MODULE,
        '"02-verder",',
        '"02-verder",\n  "02-verder",',
        ["sterk/module.toml, regel 7: les '02-verder' staat er twee keer."],
    ),
    "lesson_called_like_an_address": (
        MODULE,
        '"02-verder",',
        '"02-verder",\n  "03-toets",',
        ["sterk/module.toml, regel 7: les '03-toets' kan niet 'toets' heten: dat woord is al een adres van de site."],
    ),
    "lesson_with_the_address_of_another": (
        MODULE,
        '"02-verder",',
        '"02-verder",\n  "03-begin",',
        ["sterk/module.toml, regel 7: les '03-begin' krijgt hetzelfde adres als les '01-begin'."],
    ),
    "typo_in_module": (
        MODULE,
        "summary =",
        "sumary =",
        ["sterk/module.toml, regel 2: onbekend veld 'sumary'. Bedoel je 'summary'?"],
    ),
    "module_without_folder": (
        "course.toml",
        '"sterk"',
        '"sterkk"',
        ["course.toml, regel 1: de map 'sterkk' met module.toml ontbreekt. Bedoel je 'sterk'?"],
    ),
    "two_right_options": (
        CHECK,
        "correct = false",
        "correct = true",
        [
            "sterk/check.toml, regel 1: vraag 'q1' heeft 2 goede antwoorden. "
            "Zet bij precies één antwoord correct = true."
        ],
    ),
    "no_right_option": (
        CHECK,
        "correct = true",
        "correct = false",
        [
            "sterk/check.toml, regel 1: vraag 'q1' heeft geen goed antwoord. "
            "Zet bij precies één antwoord correct = true."
        ],
    ),
    "right_as_text": (
        CHECK,
        "correct = true",
        'correct = "ja"',
        ["sterk/check.toml, regel 9: veld 'correct' moet true of false zijn."],
    ),
    "question_of_no_lesson": (
        CHECK,
        'lesson = "01-begin"',
        'lesson = "01-begn"',
        ["sterk/check.toml, regel 4: les '01-begn' bestaat niet in deze module. Bedoel je '01-begin'?"],
    ),
    "question_id_twice": (
        CHECK,
        'id = "q2"',
        'id = "q1"',
        ["sterk/check.toml, regel 19: id 'q1' is al van een andere vraag."],
    ),
    "option_id_twice": (
        CHECK,
        'id = "b"',
        'id = "a"',
        ["sterk/check.toml, regel 13: id 'a' is al van een ander antwoord in vraag 'q1'."],
    ),
    "id_with_a_space": (
        CHECK,
        'id = "q1"',
        'id = "q 1"',
        ["sterk/check.toml, regel 2: id 'q 1' mag alleen kleine letters, cijfers en streepjes hebben."],
    ),
    "option_without_explanation": (
        CHECK,
        'explanation = "Uitleg q2 a."\n',
        "",
        ["sterk/check.toml, regel 23: veld 'explanation' ontbreekt."],
    ),
    "one_option": (
        CHECK,
        '[[questions.options]]\nid = "b"\ntext = "Antwoord q1 b"\ncorrect = false\nexplanation = "Uitleg q1 b."\n',
        "",
        ["sterk/check.toml, regel 1: vraag 'q1' heeft minstens twee antwoorden nodig."],
    ),
    "unreadable_bytes": (
        FIRST,
        "nadruk",
        "nadr\ufffdk",
        ["sterk/01-begin.md, regel 11: hier staat een onleesbaar teken. Sla het bestand op als UTF-8."],
    ),
}


@pytest.mark.parametrize(("file", "found", "put", "expected"), MISTAKES.values(), ids=MISTAKES.keys())
def test_a_mistake_gives_its_sentence_and_holds_the_module_back(texts, figures, file, found, put, expected):
    assert found in texts[file]
    texts[file] = texts[file].replace(found, put, 1)

    course = read_course(texts, figures)

    assert [str(problem) for problem in course.problems] == expected
    assert course.modules == ()


def test_a_course_without_mistakes_is_read_whole(texts, figures):
    course = read_course(texts, figures)

    assert course.problems == ()
    (module,) = course.modules
    assert [(lesson.slug, lesson.number, lesson.minutes) for lesson in module.lessons] == [
        ("begin", 1, 7),
        ("verder", 2, 7),
    ]
    assert module.lessons[0].indicators == ("WA07", "IPS18")
    assert [question.lesson for question in module.check.questions] == ["begin", "verder"]
    assert [option.correct for option in module.check.questions[0].options] == [True, False]


def test_all_mistakes_come_out_at_once(texts, figures):
    texts[FIRST] = texts[FIRST].replace("minutes = 7", "minutes = 0").replace("/// scène", "/// denkvrag")
    del texts[CHECK]

    problems = read_course(texts, figures).problems

    assert [str(problem) for problem in problems] == [
        "sterk/01-begin.md, regel 4: veld 'minutes' moet een heel getal groter dan 0 zijn.",
        "sterk/01-begin.md, regel 15: onbekend blok 'denkvrag'. Bedoel je 'denkvraag'?",
        "sterk/check.toml: dit bestand ontbreekt.",
    ]


def test_a_mistake_in_one_module_leaves_the_other_standing(texts, figures):
    texts["course.toml"] = 'modules = ["sterk", "zwak"]'
    texts |= {name.replace("sterk", "zwak"): text for name, text in texts.items() if "/" in name}
    figures["zwak/figures/plant.svg"] = b"<svg/>"
    texts["zwak/module.toml"] = texts["zwak/module.toml"].replace("aim", "doel")

    course = read_course(texts, figures)

    assert [module.slug for module in course.modules] == ["sterk"]
    assert {problem.file for problem in course.problems} == {"zwak/module.toml"}


def test_every_change_in_a_module_changes_its_fingerprint(texts, figures):
    def fingerprint() -> str:
        return read_course(texts, figures).modules[0].content_hash

    seen = [fingerprint()]
    texts[FIRST] += "\nNog een zin."
    seen.append(fingerprint())
    figures["sterk/figures/plant.svg"] += b" "
    seen.append(fingerprint())

    assert len(set(seen)) == 3
    assert fingerprint() == seen[-1]


def test_marks_inside_code_are_not_read_as_headings_or_images(texts, figures):
    texts[FIRST] += "\n```\n# geen kop\n![](nergens.png)\n/// niets\n```\n"

    assert read_course(texts, figures).problems == ()
