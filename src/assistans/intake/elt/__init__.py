"""The ELT door: signed time reports over SOAP 1.1 and mutual TLS, wire-exact by interfaces section 1."""
