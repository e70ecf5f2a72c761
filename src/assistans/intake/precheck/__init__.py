"""The check before sending: what the doors and the assessment would say of reports that are still files. No database."""
