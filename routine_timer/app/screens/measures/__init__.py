"""The parts of the screen on which one measures, and scores activities of one's own."""
