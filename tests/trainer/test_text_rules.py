"""What is kept of a text, and words after each other."""

import pytest

from trainer.text_rules import listed, tidy


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
