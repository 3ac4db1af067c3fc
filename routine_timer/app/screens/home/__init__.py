"""The parts of the home screen. Each shows plain values that the screen hands down, and knows nothing else."""
