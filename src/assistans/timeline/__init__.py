"""Days, months, half-open periods, clock changes and exact quantities: no law, no clock, no input or output."""
