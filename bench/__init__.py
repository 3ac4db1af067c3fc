"""What the program costs, side by side with others in the same run.

`python -m bench` (or `make bench`) measures, prints one table, and writes it as JSON and into `docs/performance.md`.
Every figure is a median of runs that take turns with those of what it is compared with, so that a machine that is busy
or slow is so for both. What runs in a terminal runs in a real pseudo-terminal of 120×40 that is read and thrown away.

    measure/    one module for each group of rows: start, hold, lateness, history, files, figures
    programs/   small programs that are measured: the bare ones to compare with, and ours with a probe in it
    rows        a row, its target and whether it is met      terminal    programs in a pseudo-terminal
    report      the table, the JSON, the page                homes       histories and routines to measure with
    misses      why a row misses its target                  peers       other timers, in an environment of their own
"""
