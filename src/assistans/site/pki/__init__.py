"""A test PKI of our own: supplier certificates and BankID-form signatures for tests and the demo.

Nothing here is trusted by a system in production: its trust anchors are given by configuration.
"""
