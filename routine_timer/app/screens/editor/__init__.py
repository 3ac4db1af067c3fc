"""What the editor is made of; `screen` joins it.

editor_panes   the text, and beside it its steps, its figure and its problems
analysis       looks through the text in a thread
edit_queue     changes that keys ask for, one after the other
file_buffer    the file behind the text: saved, read again, never overwritten unasked
open_editor    the ways in
"""
