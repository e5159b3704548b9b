"""A small course of two lessons and two questions, so that these tests do not depend on authors."""

from pathlib import Path

import pytest
from flask import Flask

LESSON = """+++
title = "{title}"
aim = "Je kunt {title} uitleggen."
minutes = 7
indicators = ["WA07", "IPS18"]
sources = ["Een boek"]
+++

## Het begin

Een zin met **nadruk**.

![Een plant in een pot](figures/plant.svg)

/// scène | Op de galerij
Mirla geeft de planten water.
///

## Het vervolg

| Wat | Waar |
|---|---|
| Tomaat | Balkon |
"""
QUESTION = """[[questions]]
id = "{id}"
text = "Vraag {id}?"
lesson = "{lesson}"

[[questions.options]]
id = "a"
text = "Antwoord {id} a"
correct = true
explanation = "Uitleg {id} a."

[[questions.options]]
id = "b"
text = "Antwoord {id} b"
correct = false
explanation = "Uitleg {id} b."
"""
MODULE = """title = "Kijken naar krachten"
summary = "Kort."
aim = "Je kunt kijken."
lessons = [
  "01-begin",
  "02-verder",
]
sources = ["Een boek"]
"""


@pytest.fixture
def texts() -> dict[str, str]:
    """The texts of a course without problems."""
    return {
        "course.toml": 'modules = ["sterk"]\n',
        "sterk/module.toml": MODULE,
        "sterk/01-begin.md": LESSON.format(title="beginnen"),
        "sterk/02-verder.md": LESSON.format(title="doorgaan"),
        "sterk/check.toml": QUESTION.format(id="q1", lesson="01-begin")
        + "\n"
        + QUESTION.format(id="q2", lesson="02-verder"),
    }


@pytest.fixture
def figures() -> dict[str, bytes]:
    """The drawings of that course."""
    return {"sterk/figures/plant.svg": b'<svg xmlns="http://www.w3.org/2000/svg"/>'}


@pytest.fixture
def course_dir(
    app: Flask,
    tmp_path: Path,
    texts: dict[str, str],
    figures: dict[str, bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> Path:
    """The folder of that course, which the application reads in place of the shipped one."""
    folder = tmp_path / "content"
    for name, content in ({name: text.encode() for name, text in texts.items()} | figures).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    monkeypatch.setitem(app.config, "COURSE_DIR", str(folder))
    return folder
