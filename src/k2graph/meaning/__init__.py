"""From a parse tree to clauses: each rule of question.lark has its meaning here, as a method under its name."""

from __future__ import annotations

from k2graph.meaning.ages import Ages
from k2graph.meaning.base import Wrapped
from k2graph.meaning.evidence import EvidenceQuestions
from k2graph.meaning.forms import Forms
from k2graph.meaning.measures import Measures
from k2graph.meaning.order import WordOrder
from k2graph.meaning.questions import Questions


class Interpreter(WordOrder, Questions, Forms, EvidenceQuestions, Measures, Ages):
    """Computes what a parse tree means: `Clause` alternatives, or a `Describe` of one thing."""


__all__ = ["Interpreter", "Wrapped"]
