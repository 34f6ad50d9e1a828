# %% [markdown]
# # Questions to a graph, cell by cell
# Each cell ends in what a notebook shows. Jupyter, VS Code and Spyder read this form; Jupytext makes an `.ipynb` of it.

# %%
from k2graph import KnowledgeGraph

office = KnowledgeGraph.open("office.ttl")
answer = office.ask("who works for Acme?")
[item.label for item in answer.answers]

# %% What it rests on: the triples, and the query that any other engine answers in the same way.
[(fact.subject, fact.predicate, fact.object) for fact in answer.evidence]

# %%
print(answer.sparql)

# %% As a table: one row for each answer.
table = answer.to_dataframe()
table[["label", "iri"]]

# %% What is not known is told, not guessed.
unknown = office.ask("does Bob Jones work for Globex?")
unknown.verdict, unknown.text

# %% More triples, at once part of what is asked.
office.add("<http://office.example/dora> <http://office.example/worksFor> <http://office.example/acme> .")
[item.label for item in office.ask("who works for Acme?").answers]

# %% A rule of one's own.
colleagues = """
PREFIX : <http://office.example/>
CONSTRUCT { ?a :isColleagueOf ?b } WHERE { ?a :worksFor ?firm . ?b :worksFor ?firm FILTER (?a != ?b) }
"""
ruled = KnowledgeGraph.open("office.ttl", rules=[colleagues])
[(item.label, item.inferred) for item in ruled.ask("who is a colleague of Ann Smith?").answers]

# %% Several questions on one thing: how it is known of each.
for question in ("who is the manager of Bob?", "how many employees does Globex have?"):
    print(question, "->", office.ask(question).text)
