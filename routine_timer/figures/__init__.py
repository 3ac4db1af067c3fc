"""The figure that shows an exercise: poses as data, solved to a body that touches what it should, drawn in cells.

The way through the package: `solved_keyframes` (a pose as demands) → `solver` (a body that meets them) → `motion`
(which picture at which time) → `rig` (everything for one exercise, cached) → `drawing`, `body`, `camera`, `canvas`,
`antialiasing` (cells).
`muscle_areas` knows where muscles are, `text_strip` and `svg` draw it without a screen.

`docs/routine-format.md` explains how to write a figure.
"""
