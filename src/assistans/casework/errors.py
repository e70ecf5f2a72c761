"""What every refusal in casework has in common."""


class Hinder(ValueError):
    """A use case that cannot be carried out: the text says in plain Swedish what is wrong and what to do."""
