"""Links that lead nowhere: which they are, and that they are named with their file and line."""

import pytest

from modules.authoring.link_rules import Targets, dead_links

FILE = "sterk/01-begin.md"
TARGETS = Targets(
    lessons=frozenset({"sterk/begin", "sterk/verder"}),
    methods=frozenset({"rups"}),
    assignments=frozenset({"profiel"}),
    figures=frozenset({"sterk/figures/plant.svg"}),
    indicators=frozenset({"WA07"}),
    is_page=lambda path: path in ("/woordenlijst", "/cursus/sterk/toets") or path.count("/") == 3,
    anchors=lambda text: frozenset({"deel-het-begin", "het-begin"}),
)


def found(text):
    return [str(problem) for problem in dead_links({FILE: f"+++\ntitle = 'x'\n+++\n\n{text}\n"}, TARGETS)]


@pytest.mark.parametrize(
    "link",
    [
        "[a](les:sterk/verder)",
        "[a](methode:rups)",
        "[a](opdracht:profiel)",
        "[a](figuren/plant.svg)",
        "[a](#het-begin)",
        "[a](#deel-het-begin)",
        "[a](/woordenlijst?q=kracht#k)",
        "[a](/cursus/sterk/verder)",
        "[a](/cursus/sterk/toets)",
        "[a](https://voorbeeld.nl/een_(twee))",
        '[a](<https://voorbeeld.nl> "Een titel")',
        "[a](mailto:post@voorbeeld.nl)",
        "[a](tel:0800-1234)",
        "[a][b]\n\n[b]: https://voorbeeld.nl",
        "![Een plant](figures/plant.svg)",
        "[![Een plant](figures/plant.svg)](les:sterk/verder)",
        "`[a](weg)`",
        "```\n[a](weg)\n```",
        r"\[a\](weg)",
    ],
)
def test_a_link_that_leads_somewhere_is_no_problem(link):
    assert found(link) == []


@pytest.mark.parametrize(
    ("link", "named"),
    [
        ("[kapot](niet-bestaand)", "'niet-bestaand' gaat nergens heen."),
        ("[a](verder)", "'verder' gaat nergens heen."),
        ("[a]()", "'' gaat nergens heen."),
        ("[a](www.voorbeeld.nl)", "'www.voorbeeld.nl' gaat nergens heen."),
        ("[a](https://)", "'https://' gaat nergens heen."),
        ("[a](http://[)", "'http://[' gaat nergens heen."),
        ("[a](javascript:alert)", "'javascript:alert' gaat nergens heen."),
        ("[a](figures/plant.svg)", "'figures/plant.svg' gaat nergens heen."),
        ("[a](figuren/weg.svg)", "'figuren/weg.svg' gaat nergens heen."),
        ("[a](/weg)", "'/weg' gaat nergens heen."),
        ("[a](/cursus/sterk/weg)", "'/cursus/sterk/weg' gaat nergens heen."),
        ("[a](#weg)", "'#weg' gaat naar een kop die er niet is."),
        ("[a](les:sterk/weg)", "les:sterk/weg gaat naar een les die er niet is."),
        ("[a](les:sterk/begin#deel)", "les:sterk/begin#deel gaat naar een les die er niet is."),
        ("[a](methode:weg)", "methode:weg gaat naar een methode die er niet is."),
        ("[a](opdracht:weg)", "opdracht:weg gaat naar een opdracht die er niet is."),
        ("[a][b] en [b]\n\n[b]: weg", "'weg' gaat nergens heen."),
        ('<a class="x" href="weg">a</a>', "'weg' gaat nergens heen."),
    ],
)
def test_a_link_that_leads_nowhere_is_named_with_its_file_and_line(link, named):
    line = 5 + link.count("\n")
    (problem,) = found(link)

    assert problem.startswith(f"{FILE}, regel {line}: de link {named}")


def test_a_file_that_is_no_lesson_has_no_links():
    assert dead_links({"sterk/check.toml": 'text = "[a](weg)"'}, TARGETS) == []


def test_the_code_of_an_indicator_that_is_none_is_named():
    file = '+++\ntitle = "x"\nindicators = ["WA07", "WA99", "BANAAN"]\n+++\n\nTekst.\n'
    assert [str(problem) for problem in dead_links({FILE: file}, TARGETS)] == [
        "sterk/01-begin.md, regel 3: WA99 staat niet op het observatieformulier."
    ]
