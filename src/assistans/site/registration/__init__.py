"""Registers loaded from one readable YAML file: what `assistans register FILE` does (docs/registers.md)."""
