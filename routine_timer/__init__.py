"""A guided timer for stretching and corrective exercise, in the terminal."""

__version__ = "0.2.0"
