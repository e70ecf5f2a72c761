"""Whom the doors trust: roots of client certificates and of signatures, as folders of PEM files."""
