"""What the editor is made of; `screen` joins it.

editor_panes   the text and what is beside it: `source_view`, `step_list`, `problem_list`, `editor_question_bar`, `cursor_strip`
analysis       looks through the text in a thread
edit_queue     changes that keys ask for, one after the other
file_buffer    the file behind the text: saved, read again, never overwritten unasked
open_editor    the ways in
"""
