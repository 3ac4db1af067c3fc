"""A new routine from the catalogue: exercises to stretch and strengthen for a muscle, chosen, ordered, and fitted to
the time.

Pure: the catalogue comes in, the text of a file goes out. Stretch what is tight first, then strengthen what is weak,
going through the positions of the body one way, with both sides equal, in the time you have.

muscle_words    the muscles that a person's words mean
aims            from muscles to what is stretched and what is strengthened
body_positions  the positions of the body, in the order one gets from one to the next
families        which exercises are variants of one another, and how hard each is
candidates      the exercises that an aim may have
draft_length    how long they take in a routine
choice_scores   how good a choice of them is
draft_search    choices for an aim and a time, the best first
routine_text    a draft as a commented file
composer        all of it: from a wish to the text that `check` has the least to say about
"""
