"""BankID as a relying party uses it: RP API v6.0, JSON over mutual TLS (developers.bankid.com, OpenAPI 6.1.9)."""
