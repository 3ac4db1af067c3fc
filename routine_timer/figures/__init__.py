"""The figure that shows an exercise: poses as data, solved to a body that touches what it should, drawn in dots.

The way through the package: `keyframes` (a pose's words become demands) → `solver` (a body that meets them) → `motion`
(which picture at which second) → `rig` (all of one exercise, kept) → `picture`, `body`, `camera`, `canvas` (dots).
`check` judges, `accents` knows where muscles are, `strip` is for print, and `widget` alone knows Textual.

How a figure is written stands in `docs/routine-format.md`, "A figure of its own".
"""
