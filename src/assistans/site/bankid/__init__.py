"""A simulator of BankID for demo and test databases: the RP API over mutual TLS, and "the app" as pages on loopback.

Its signatures and OCSP responses are real, under the test PKI that nothing in production trusts.
"""
