"""The command palette, opened over any screen."""
