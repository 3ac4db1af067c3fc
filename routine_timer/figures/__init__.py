"""The figure that shows an exercise: poses as data, solved to a body that touches what it should, drawn as braille
dots.

The way through the package: `keyframes` (a pose's words become demands) → `solver` (a body that meets them) →
`motion`
(which picture at which second) → `rig` (all of one exercise, kept) → `picture`, `body`, `camera`, `canvas` (dots).
`check`
judges, `accents` knows where muscles are, `strip` is for print, and `widget` alone knows Textual.

Writing a figure
----------------
At the end of an exercise's file stand one `[figure]` table (what holds throughout) and `[[poses]]`, one per keyframe:

    [figure]
    view = "side"                     # or "front"; `turn` and `tilt` move the onlooker, in degrees
    turn = 35
    props = [{ kind = "mat" }]        # mat, wall, chair, table, support, cushion, towel, band
    accent = ["seat_r"]               # left out: from the muscles that the exercise names

    [[poses]]
    lie = "supine"                    # stand, supine, prone, side (on the left, facing the onlooker)
    joints = { hip = 50, knee = 90, hip_r = 70, hip_turn_r = 50 }
    contacts = { head = "floor", seat = "floor", foot_l = "floor", ankle_r = "thigh_l", hand = "floor" }

    [[poses]]                         # says only what changes; `contacts`, where given, are replaced whole
    joints = { hip_l = 100 }

- The **right** side works; it is the near one when the person stands or lies with the head to the left. The left
  side is
  the mirror image. `_r` and `_l` pick a limb, no ending means both.
- Angles are those of goniometry, 0 standing with the arms hanging. Flexion is positive: `hip`, `knee`, `elbow`,
  `shoulder`, `spine` (split over `lumbar` and `chest`), `neck`, `ankle` up, `toes` up, `wrist` back. `…_out` is
  away from
  the midline, `…_turn` is outward rotation; for the trunk `_side` bends and `_turn` turns to the right. `palm` is
  pronation, `shrug` and `reach` lift the shoulder and bring it forward. `lean`, `roll`, `yaw` (degrees) place the
  pelvis.
- Name the joints that make the pose and leave the rest: they follow from `contacts`. A named angle is kept within a
  few
  degrees unless a contact needs more. A hand, foot or knee is put on `floor`, `wall`, `seat_top`, `backrest`,
  `tabletop`,
  `support`, `cushion` or on another place of the body (`hand_r = "knee_r"`).
- What two neighbouring keyframes both touch stays in its place, unless `slides` names it.
- A rep goes from the first keyframe to the last and back in the exercise's tempo. `at = "high"` on the first says
  that it
  begins by lowering (a squat). `motion = "loop"` goes round instead. A hold moves through its keyframes once and then
  breathes in the last; `phase = 2` ties a keyframe to the second phase.
- `routine-timer show EXERCISE --figure` prints the keyframes; the checker says what no body can do.
"""
