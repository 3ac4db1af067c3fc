"""What the editor screen is made of: the text, its outline, its problems, the pickers. `screens/editor.py` joins them.

source      the text, coloured, with what is wrong marked in it
writing     the text and the choices that come up while one writes
steps       the steps of the text, as a list
problems    what is wrong with it, as a list
asking      a question of a few answers, in one line
picker      an exercise out of the catalogue
fresh       a new routine
outside     the person's own editor
keeping     the file behind the text: saved, read again, never written over unasked
opening     the ways in
"""
