"""Assistans: an open system for Sweden's assistansersättning."""

__version__ = "0.1.0"
