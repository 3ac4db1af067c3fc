"""Small programs that are measured, each run as `python -m bench.programs.NAME`."""
