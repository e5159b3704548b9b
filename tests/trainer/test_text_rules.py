"""What is kept of a text."""

import pytest

from trainer.text_rules import tidy


@pytest.mark.parametrize(
    ("typed", "kept"),
    [(None, ""), (" a \r\n b ", "a \n b"), ("a\x00b", "ab"), ("a\ud800b", "ab")],
)
def test_a_text_is_tidied(typed, kept):
    assert tidy(typed) == kept
