"""The räkning (form FK 3057): the person's signed claim for a month."""
