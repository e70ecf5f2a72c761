"""The house keeps itself: layout, lock, words and relations."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "assistans"
ROOMS = [
    "timeline",
    "law",
    "facts",
    "assessment",
    "base",
    "registers",
    "identity",
    "intake",
    "casework",
    "payments",
    "municipalities",
    "insight",
    "desks",
    "site",
]
WORDS = re.compile(r"[A-ZÅÄÖ]?[a-zåäö]+|[A-Z]+(?![a-z])")


def python_files():
    return [path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts]


def class_names():
    for path in python_files():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                yield node.name


def glossary():
    rows = (ROOT / "docs" / "glossary.md").read_text().splitlines()
    return {match[1].casefold(): row for row in rows if (match := re.match(r"\| `(\w+)` \|", row))}


def test_a_model_relates_only_to_rooms_above_its_own():
    wrong = [
        f"{model._meta.label} -> {field.related_model._meta.label}"
        for model in apps.get_models()
        if model._meta.app_label in ROOMS
        for field in model._meta.concrete_fields
        if field.related_model is not None
        and ROOMS.index(field.related_model._meta.app_label) > ROOMS.index(model._meta.app_label)
    ]
    assert wrong == []


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-bench.lock", "requirements-node.lock"])
def test_a_lock_has_a_hash_for_every_file_and_no_address(name):
    lock = (ROOT / name).read_text()
    assert "://" not in lock
    assert "--index-url" not in lock
    requirements = re.split(r"\n(?=\S)", lock.strip())
    assert [r.split()[0] for r in requirements if "--hash=sha256:" not in r] == []


def test_the_peer_of_the_benchmark_is_imported_by_nothing_that_is_delivered():
    importing = [str(path) for path in (ROOT / "src").rglob("*.py") if "openfisca" in path.read_text()]
    assert importing == []


def test_every_word_of_a_class_name_is_in_the_glossary_or_plain_english():
    english = set((ROOT / "tests" / "english_words.txt").read_text().split())
    known = english | set(glossary())
    unknown = {
        name: sorted(word for word in (w.casefold() for w in WORDS.findall(name)) if word not in known)
        for name in class_names()
    }
    assert {name: words for name, words in unknown.items() if words} == {}


def test_every_word_of_the_glossary_is_used_in_the_code():
    code = "\n".join(
        path.read_text().casefold() for path in SOURCE.rglob("*") if path.suffix in {".py", ".yaml", ".xsd"}
    )
    assert [word for word in glossary() if word not in code] == []


@pytest.mark.parametrize("words", [(ROOT / "tests" / "english_words.txt").read_text().split()])
def test_the_list_of_english_words_is_sorted_and_shares_nothing_with_the_glossary(words):
    assert words == sorted(set(words))
    assert set(words) & set(glossary()) == set()


def test_the_rooms_are_those_of_the_design():
    folders = {path.name for path in SOURCE.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert folders <= set(ROOMS)
