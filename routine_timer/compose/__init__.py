"""A new routine out of the catalogue: what to stretch and strengthen for a muscle, chosen, ordered, fitted, written.

Pure: the catalogue comes in, the text of a file goes out. What the pairs are stands in `balance`, what an exercise does
in the catalogue; here is only how a sensible routine is made of them: the tight half first, then the weak one, one way
through the positions of the body, both sides, no longer than asked.

    asking     the muscles that a person's words mean
    aims       from muscles to what is stretched and what is strengthened
    places     the positions of the body, in the order one gets from one to the next
    choosing   exercises for an aim and a time: drafts, the best first
    writing    a draft as a commented file
    best       all of it: from a wish to the text that the checker has the least to say about
"""
