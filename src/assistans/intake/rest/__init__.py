"""The REST interface for suppliers (interfaces 4): JSON in and out, problem+json for errors."""

TRUST = "assistans.trust"  # in the ASGI scope's extensions: the TrustFolder with the roots of signatures
