"""The demo: a synthetic county played through the real doors, casework and pay runs, and checked against its own plan."""
