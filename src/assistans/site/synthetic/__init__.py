"""Invented counties: persons, anordnare, assistants, their months, documents and planned mistakes. Nobody in them exists."""
