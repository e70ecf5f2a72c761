"""The checks: one file per rule group, each a function that takes minutes from the examination in progress."""
