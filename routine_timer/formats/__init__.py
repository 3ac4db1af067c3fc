"""Import from other programs and export to them, without the terminal.

Import: `importer` recognises a file (`bounded_json`, `json_node`: JSON within bounds, every value with its path), one
module per program reads it into a sequence, `routine_from_sequence` turns that into a routine, and `import_writer`
saves it under a free name.
Export: `sequence_from_routine` makes a sequence, and the same modules write it; `icalendar` and `printed_sheet` make a
calendar event and a page to print.
"""
