"""A template's HTML, as text and as a tree to ask questions of."""

from django.template import engines
from lxml import html


def written(source, **values):
    """What a template with our tags writes."""
    return engines["django"].from_string("{% load components %}" + source).render(values)


def tree(source, **values):
    """The same as a tree; only what lies in <body> counts."""
    return html.document_fromstring(f"<body>{written(source, **values)}</body>").body


def only(found):
    """The one element that there must be."""
    assert len(found) == 1, [html.tostring(one) for one in found]
    return found[0]


def said(element):
    """The text of an element with single spaces, as it is read."""
    return " ".join(element.text_content().replace("\N{NO-BREAK SPACE}", " ").split())
