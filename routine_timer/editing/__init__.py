"""Changing a routine file without losing a byte that nobody meant to change.

Text in, text out, and pure, except for the modules that touch the disk. Doesn't know the terminal.

    step_edits         moves, duplicates, deletes and adds steps
    value_edits        changes one value of a step: its dose, its sides
    dose_increments    a little more or less of a dose, in the style of the person who wrote it
    step_commands      those, each refused where it would break a routine without errors
    text_diff          the smallest replacement that turns one text into another, for one history of undo
    outline            the content of a text: its steps with dose and time, the whole routine, its problems
    completion         what could be written at the cursor
    routine_file       the bytes of a file as text and back, and whether something else has changed it meanwhile
    own_routines       a bundled routine as the person's own copy
    copy_and_rename    copies and renames routine files
    deleted_routines   deletes them, and restores them
    external_editor    runs $VISUAL or $EDITOR
"""
