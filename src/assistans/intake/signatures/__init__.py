"""Strict verification of BankID-form XML signatures with their OCSP responses (interfaces 1.4). No network."""
