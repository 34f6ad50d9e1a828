"""A small web service that answers questions about a graph: one page, and the same as JSON.

Run it with ``flask --app "service:create_app('office.ttl')" run``.
"""

from __future__ import annotations

from flask import Flask, Response, render_template_string, request

from k2graph import KnowledgeGraph

MOST = 500  # characters of a question that the service takes

# Flask escapes everything that is put in braces here: a question, and a label of the graph, is text and never HTML.
PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Ask</title>
<form>
<input name="q" value="{{ question }}" maxlength="{{ most }}" aria-label="Question" size="60"> <button>Ask</button>
</form>
{% if answer %}
<p>{{ answer.restated or "" }}</p>
<p><strong>{{ answer.text }}</strong></p>
<ul>{% for item in answer.answers %}<li>{{ item.label }}</li>{% endfor %}</ul>
{% if answer.evidence %}<h2>It rests on</h2>
<ul>{% for fact in answer.evidence %}<li>{{ fact.statement }} ({{ fact.source }})</li>{% endfor %}</ul>{% endif %}
{% if answer.suggestions %}<p>You may have meant:</p>
<ul>{% for other in answer.suggestions %}
<li><a href="{{ url_for('page', q=other) }}">{{ other }}</a></li>{% endfor %}</ul>{% endif %}
{% endif %}
</html>
"""


def create_app(graph: str) -> Flask:
    """Make the service for one graph; it is opened once, and asked by every thread."""
    app = Flask(__name__)
    kg = KnowledgeGraph.open(graph)

    @app.get("/")
    def page() -> str:
        """The page: a form, and the answer to what was asked with it."""
        question = request.args.get("q", "")[:MOST]
        answer = kg.ask(question) if question.strip() else None
        return render_template_string(PAGE, question=question, answer=answer, most=MOST)

    @app.get("/api/ask")
    def api() -> Response | tuple[dict[str, str], int]:
        """An answer as JSON, in the form that answer.schema.json describes."""
        question = request.args.get("q", "")
        if not question.strip() or len(question) > MOST:
            return {"error": f"give a question of at most {MOST} characters as q"}, 400
        return Response(kg.ask(question).to_json(), mimetype="application/json")

    return app
