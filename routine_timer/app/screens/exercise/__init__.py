"""One exercise out of the catalogue, over any screen."""
