"""What an operator can mend, told without a stack trace."""


class OperatorError(RuntimeError):
    """Something outside the program is not as it must be; the text says what, where and what to do."""
