"""The difference between two texts."""

from modules.publishing.diff_rules import Line, difference


def test_equal_texts_differ_in_nothing():
    assert difference("a\nb", "a\nb") == []


def test_a_changed_word_is_marked_inside_its_line_with_two_lines_around_it():
    old, new = "1\n2\n3\nEen volle agenda.\n4\n5\n6", "1\n2\n3\nEen lege agenda.\n4\n5\n6"

    assert difference(old, new) == [
        Line("same", ((False, "2"),)),
        Line("same", ((False, "3"),)),
        Line("gone", ((False, "Een "), (True, "volle"), (False, " agenda."))),
        Line("added", ((False, "Een "), (True, "lege"), (False, " agenda."))),
        Line("same", ((False, "4"),)),
        Line("same", ((False, "5"),)),
    ]


def test_a_line_that_became_another_one_is_marked_whole():
    assert difference("Kat", "Iets heel anders") == [
        Line("gone", ((True, "Kat"),)),
        Line("added", ((True, "Iets heel anders"),)),
    ]


def test_between_two_changes_far_apart_is_a_gap():
    lines = [str(number) for number in range(30)]
    found = difference("\n".join(lines), "\n".join(["x", *lines[1:29], "y"]))

    assert [line.kind for line in found].count("gap") == 1


def test_empty_lines_are_no_difference():
    assert difference("a\n\nb", "a\nb\n\n\n") == []
    assert difference("a\n\nb", "a\n\nb\n\nc")[-1] == Line("added", ((True, "c"),))
