"""What the program must survive: kills, faults, damage, crowds, hostile documents and terminals gone mad.

`python -m torture` (or `make torture`) runs them all, short (under five minutes) or `--long`, prints what it did and
how often, and ends with 1 if anything that must not happen did. All chance comes from `--seed`: what was found once is
found again.

    kills       SIGKILL at random moments               documents   random files through every reader
    faults      every file operation fails once         storms      resizes, keys, pastes, odd terminals
    damage      a history truncated, overwritten,       hostile     texts and file names that want to be obeyed
                and flipped bit by bit
    together    several programs on one history        strangers   attacks on the page for a phone
"""
