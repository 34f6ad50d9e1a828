"""Answers as JSON: one object, indented for people or on one line."""

from __future__ import annotations

from k2graph.answer import Answer
from k2graph.render.look import Look


def render_json(answer: Answer, look: Look) -> str:
    """Render an answer as one indented JSON object."""
    return answer.to_json(indent=2)


def render_jsonl(answer: Answer, look: Look) -> str:
    """Render an answer as one JSON object on one line."""
    return answer.to_json()
