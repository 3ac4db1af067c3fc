"""Routines of other programs, brought in and handed out, without the terminal.

In: `importer` recognises a file (`bounded`, `node`: JSON within bounds, every value with its path), one module per
program reads it into a `sequence`, `document` makes a routine of that, `writing` puts it where nothing stands yet.
Out: `from_routine` makes a sequence, the same modules write it; `calendar` and `sheet` make a date and a page to print.
"""
