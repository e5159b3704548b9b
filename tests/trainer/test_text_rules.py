"""What is kept of a text, and words after each other."""

import pytest

from trainer.text_rules import file_name, listed, tidy


@pytest.mark.parametrize(
    ("typed", "kept"),
    [(None, ""), (" a \r\n b ", "a \n b"), ("a\x00b", "ab"), ("a\ud800b", "ab")],
)
def test_a_text_is_tidied(typed, kept):
    assert tidy(typed) == kept


@pytest.mark.parametrize(
    ("words", "line"), [(["Tess"], "Tess"), (["Tess", "Bo"], "Tess en Bo"), (["A", "B", "C"], "A, B en C"), ([], "")]
)
def test_words_after_each_other_read_as_a_sentence(words, line):
    assert listed(words) == line


@pytest.mark.parametrize(
    ("group", "name"),
    [
        ("Training najaar", "voortgang-training-najaar.csv"),
        ('Één/Twee: "2027"', "voortgang-een-twee-2027.csv"),
        ("🍂", "voortgang.csv"),
    ],
)
def test_a_file_is_called_after_what_it_is_and_the_group(group, name):
    assert file_name("voortgang", group, ".csv") == name


@pytest.mark.parametrize(
    ("group", "name"),
    [
        ("Training najaar 2026", "certificaat-training-najaar-2026-ABC.pdf"),
        ("Zuid/Oost: «één»", "certificaat-zuid-oost-een-ABC.pdf"),
        ("группа", "certificaat-ABC.pdf"),
    ],
)
def test_a_file_is_called_after_the_group_and_the_code(group, name):
    assert file_name("certificaat", group, ".pdf", "ABC") == name
