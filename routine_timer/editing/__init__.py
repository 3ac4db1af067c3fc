"""Changing a routine file without losing a byte that nobody meant to change.

Pure text in, text out, but for the one module that touches the disk. Knows nothing of the terminal.

    layout       where each step stands in the text: its lines, its keys, the comments that belong to it
    written      a dose as a person wrote it, and a little more or less of it in the same style
    steps        move, duplicate, delete, add a step
    change       one value of a step: its dose, its sides
    commands     those, each refused where it would break a routine that was well
    difference   the smallest replacement that turns one text into another, for one history of undo
    disk         the bytes of a file as text and back, and whether somebody else has changed it meanwhile
    outline      what a text comes to: its steps with dose and time, the whole of it, its problems
    completion   what could stand at the cursor
    colours      the parts of one line, for colouring
    own          a bundled routine as the person's own copy
"""
