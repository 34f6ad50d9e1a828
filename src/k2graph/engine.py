"""The pipeline in one place, and the public API: a `KnowledgeGraph` that answers questions."""

from __future__ import annotations

import contextlib
import os
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from pyoxigraph import NamedNode, QueryBoolean, QuerySolutions, QueryTriples

from k2graph import lexicon as lexicons
from k2graph import vocab
from k2graph.algebra import Outline
from k2graph.answer import Answer, Problem
from k2graph.answering import Answerer
from k2graph.backends import Backend, connect
from k2graph.cache import load
from k2graph.complete import Completer, Completion
from k2graph.errors import AmbiguousQuestion, BackendError, QuestionError, UnknownWords
from k2graph.examples import Examples
from k2graph.explanation import Explanation, explain
from k2graph.grammar import Grammar, read_rules
from k2graph.joint import joint
from k2graph.lexicon import Lexicon
from k2graph.ontology import Ontology, read_own_rules
from k2graph.planner import Planner
from k2graph.reading import Reader
from k2graph.sparql import query
from k2graph.spelling import suggestions

if TYPE_CHECKING:
    import networkx
    import rdflib

    from k2graph.session import Session


class KnowledgeGraph:
    """An ontology that can be asked in English; safe to share between threads.

    >>> kg = KnowledgeGraph.open()
    >>> [item.label for item in kg.ask("what activates MGP").answers]
    ['vitamin K2']
    """

    def __init__(self, graph: rdflib.Graph | Ontology, *, backend: str = "oxigraph") -> None:
        self._reopened: Callable[[], KnowledgeGraph] = partial(KnowledgeGraph, graph, backend=backend)
        if not isinstance(graph, Ontology):
            from k2graph.backends.rdflib import to_ontology

            graph = to_ontology(graph)
        self.ontology = graph
        self._engine = backend
        self._backend = connect(backend, graph)
        self._lock = threading.RLock()
        self._adding = threading.Lock()

    @classmethod
    def open(
        cls,
        selector: str = "k2",
        *,
        backend: str = "oxigraph",
        cache: bool = True,
        rules: str | os.PathLike[str] | Iterable[str] = (),
        lexicon: str | os.PathLike[str] | Iterable[str | os.PathLike[str]] = (),
    ) -> KnowledgeGraph:
        """Open the shipped graph (``k2``), a file of RDF, or a folder of such files.

        The graph is compiled once into the user's cache folder, and opened from there; not with ``cache=False``.
        ``rules`` are run after the shipped ones: a folder of ``.rq`` files, or the texts of CONSTRUCT queries.
        ``lexicon`` is a file, or several, with the words for the graph, where they are not in it.

        Raises:
            OntologyError: a file is missing or broken; it names path and line.
            BackendError: there is no such engine.
        """
        own = read_own_rules(rules)
        files = [lexicon] if isinstance(lexicon, str | os.PathLike) else list(lexicon)
        more = [os.fspath(file) for file in files]
        if cache:
            compiled = load(selector, own, more)
            opened = cls(compiled.ontology, backend=backend)
            opened.lexicon, opened.grammar = compiled.lexicon, compiled.grammar
        else:
            opened = cls(Ontology.load(selector, own, more=more), backend=backend)
        opened._reopened = partial(cls.open, selector, backend=backend, cache=cache, rules=rules, lexicon=more)
        return opened

    def add(self, triples: str | Iterable[object]) -> int:
        """Add triples, and give how many of them are new.

        They are Turtle text, an ``rdflib.Graph``, or triples of rdflib's or pyoxigraph's terms. Facts, inferences and
        words are brought up to date with them. All are added or, on an error, none; questions that other threads ask
        meanwhile are answered from the graph as it was. Nothing is written to any file.

        Raises:
            OntologyError: it is not Turtle, or not triples.
        """
        from k2graph.triples import read_triples

        found = read_triples(triples)
        with self._adding:
            known = self.ontology.store
            new = {t for t in found if not any(True for _ in known.quads_for_pattern(t.subject, t.predicate, t.object))}
            if new:
                ontology = self.ontology.extended(new)
                backend, lexicon = connect(self._engine, ontology), lexicons.build(ontology)
                self._become(ontology, backend, lexicon)
        return len(new)

    def reload(self) -> None:
        """Read the files, or the ``rdflib.Graph``, again; what was added stays. On an error all is left as it was.

        Raises:
            OntologyError: as `open`.
        """
        added = [quad.triple for quad in self.ontology.store.quads_for_pattern(None, None, None, vocab.ADDED)]
        with self._adding:
            fresh = self._reopened()
            self._become(fresh.ontology, connect(self._engine, fresh.ontology), fresh.lexicon)
        if added:
            self.add(added)

    def _become(self, ontology: Ontology, backend: Backend, lexicon: Lexicon) -> None:
        """Answer from another ontology from now on."""
        with self._lock:
            self.ontology, self._backend, self.lexicon = ontology, backend, lexicon
            for made in ("_planner", "_reader", "_answerer", "_completer"):
                self.__dict__.pop(made, None)

    @cached_property
    def lexicon(self) -> Lexicon:
        """Every label and phrase that questions can use."""
        return lexicons.build(self.ontology)

    @cached_property
    def grammar(self) -> Grammar:
        """The grammar of questions."""
        return Grammar(read_rules())

    @cached_property
    def _planner(self) -> Planner:
        return Planner(self.ontology, self.lexicon, self.grammar, self._answerer.restater.says_all)

    @cached_property
    def _reader(self) -> Reader:
        return Reader(self.lexicon, self._planner, self._answerer.restater)

    @cached_property
    def _answerer(self) -> Answerer:
        return Answerer(self.ontology, self._backend)

    @cached_property
    def _completer(self) -> Completer:
        return Completer(self.ontology, self.lexicon, self._planner)

    def ask(self, question: str) -> Answer:
        """Answer a question; whatever is wrong with the question is told in the answer's status."""
        started = time.perf_counter()
        with self._lock:
            answer = self._answered(question)
        return replace(answer, elapsed_ms=round((time.perf_counter() - started) * 1000, 3))

    def _answered(self, question: str) -> Answer:
        """The answer to a question as one; where it is none that is plain, as several in one."""
        try:
            reading = self._reader.read(question)
            answer = self._answerer.answer(reading.plan, question)
            answer = replace(answer, notices=tuple(dict.fromkeys((*reading.notices, *answer.notices))))
            if isinstance(reading.plan, Outline) and answer.status == "answered":
                answer = self._with_examples(answer, reading.plan)
            plain = not reading.notices
        except QuestionError as error:
            answer, plain = self._refused(question, error), False
        return answer if plain else joint(question, self.ask, self._reader) or answer

    def _with_examples(self, answer: Answer, plan: Outline) -> Answer:
        """What the graph can tell, with questions that it answers."""
        examples = Examples(self._completer, self.ask)
        found = [q for term in plan.terms[:1] for q in examples.of_term(term)] if plan.terms else examples.of_graph()
        told = "; ".join(f'"{question}"' for question in found)
        return replace(answer, text=f"{answer.text} You can ask: {told}." if told else answer.text)

    def complete(self, text: str, *, most: int = 10) -> tuple[Completion, ...]:
        """The best ways to go on with a question that is being typed, the best first; each leads to a question.

        >>> [completion.text for completion in KnowledgeGraph.open().complete("which foods con", most=1)]
        ['contain']
        """
        with self._lock:
            return self._completer.complete(text, most)

    def examples(self, *, most: int = 8) -> tuple[str, ...]:
        """Questions that this graph answers, about what it says most of."""
        return Examples(self._completer, self.ask).of_graph(most)

    def session(self) -> Session:
        """A conversation, in which a question may go on from the one before: "and MK-4?"."""
        from k2graph.session import Session

        return Session(self.ask, self._reader)

    def _refused(self, question: str, error: QuestionError) -> Answer:
        if isinstance(error, AmbiguousQuestion):
            return Answer(
                question=question,
                status="ambiguous",
                text=error.message,
                interpretations=error.readings,
                suggestions=error.readings,
            )
        suggested = self._corrected(question, error) if isinstance(error, UnknownWords) else ()
        return Answer(
            question=question,
            status="not_understood",
            text=f"Not understood: {error.message}{'' if error.message.endswith('?') else '.'}",
            problem=Problem(error.message, error.start, error.end),
            suggestions=suggested,
        )

    def _corrected(self, question: str, error: UnknownWords) -> tuple[str, ...]:
        """The question with each word that may have been meant, as far as it can then be answered."""
        found = []
        for word in error.suggestions:
            corrected = question[: error.start] + word + question[error.end :]
            with contextlib.suppress(QuestionError):
                self._reader.read(corrected)
                found.append(corrected)
        return tuple(found)

    def sparql(self, question: str) -> str:
        """The SPARQL query of a question, self-contained.

        Raises:
            QuestionError: the question cannot be planned.
        """
        with self._lock:
            plan = self._reader.read(question).plan
            told = self._answerer.answer(plan, question).sparql  # the one that gives what was answered
            return told or query(plan, self.ontology.schema.narrower, question).text

    def explain(self, question: str) -> Explanation:
        """Every step that a question goes through."""
        with self._lock:
            return explain(question, self._reader, self._answerer)

    def describe(self, name: str) -> Answer:
        """Everything known of one thing, by its label or IRI, or of one claim, by its id."""
        from k2graph.algebra import Describe
        from k2graph.vocab import PREFIXES

        started = time.perf_counter()
        with self._lock:
            prefix, _, local = name.partition(":")
            iri = PREFIXES[prefix] + local if prefix in PREFIXES else name
            senses = self.lexicon[lexicons.key(name)]
            shared = len(senses) > 1 and any(s.form == lexicons.PART for s in senses)
            found = [s.iri for s in senses if s.kind in {"ENTITY", "CLASS"} and s.iri is not None and not shared]
            found += self._known(iri) or self._answerer.claims.called(name, iri)
            if not found:
                message = f"nothing is called {name!r} here"
                hints = suggestions(lexicons.key(name), self.lexicon)
                return Answer(
                    question=name,
                    status="not_understood",
                    form="describe",
                    text=message,
                    problem=Problem(message, 0, len(name)),
                    suggestions=hints,
                )
            answer = self._answerer.answer(Describe(found[0]), name)
        return replace(answer, elapsed_ms=round(_since(started), 3))

    def _known(self, iri: str) -> list[NamedNode]:
        """The term of an IRI, where the graph has it as a class or as a thing of some kind."""
        try:
            node = NamedNode(iri)
        except ValueError:
            return []
        schema = self.ontology.schema
        return [node] if node in schema.classes or node in schema.ancestors else []

    def query(self, sparql: str) -> list[dict[str, str]] | bool | list[tuple[str, str, str]]:
        """Run SPARQL of one's own: rows for SELECT, true or false for ASK, triples for CONSTRUCT.

        Raises:
            BackendError: it is not SPARQL that the engine can run.
        """
        try:
            result: Any = self.ontology.query(sparql)
        except (SyntaxError, ValueError, OSError) as error:
            raise BackendError(f"the query cannot be run: {error}", backend="oxigraph") from error
        if isinstance(result, QueryBoolean):
            return bool(result)
        if isinstance(result, QueryTriples):
            return [(str(t.subject), str(t.predicate), str(t.object)) for t in result]
        assert isinstance(result, QuerySolutions)
        names = [variable.value for variable in result.variables]
        return [{name: term.value for name, term in zip(names, row, strict=True) if term is not None} for row in result]

    def to_rdflib(self) -> rdflib.Graph:
        """All triples as an ``rdflib.Graph``."""
        from k2graph.backends.rdflib import RdflibBackend

        return RdflibBackend(self.ontology).graph

    def to_networkx(self) -> networkx.MultiDiGraph:
        """The facts as a graph of labelled nodes and edges."""
        from k2graph.exports import facts_graph

        return facts_graph(self.ontology)


def _since(started: float) -> float:
    return (time.perf_counter() - started) * 1000
