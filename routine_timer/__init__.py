"""Be led through a routine of stretches and corrective exercises, in the terminal."""

__version__ = "0.2.0"
