"""How far a human joint goes. The one place with numbers about range; the solver obeys it, the checker quotes it.

`low` and `high` are the norms of goniometry: American Academy of Orthopaedic Surgeons, "Joint Motion: Method of
Measuring and Recording" (1965), as tabled by Norkin & White, "Measurement of Joint Motion". They are for *active*
movement. A stretch goes further, because weight or a hand does the work: `passive_low` and `passive_high` add that
(heel to seat when kneeling, a wrist under a plank, the weight-bearing lunge of Bennell et al. 1998 for the ankle). A
pose is refused beyond the passive range. The split of the trunk into lumbar and thoracic spine is after White &
Panjabi, "Clinical Biomechanics of the Spine".

Degrees; 0 is standing straight with the arms hanging and the palms to the thighs.
"""

from __future__ import annotations

from typing import NamedTuple


class Range(NamedTuple):
    low: float
    high: float
    passive_low: float
    passive_high: float


NORMS: dict[str, Range] = {
    "hip": Range(-30, 120, -35, 135),  # flexion; extension is negative
    "hip_out": Range(-30, 45, -35, 60),  # abduction; adduction is negative
    "hip_turn": Range(-45, 45, -50, 75),  # external rotation; the figure-four adds to it in a flexed hip
    "knee": Range(-5, 135, -8, 160),  # flexion; AAOS allows 10 of hyperextension
    "ankle": Range(-50, 20, -65, 42),  # dorsiflexion; plantar flexion is negative
    "toes": Range(-30, 70, -40, 92),  # extension of the big toe's base joint
    "shoulder": Range(-60, 180, -65, 185),  # flexion; extension is negative
    "shoulder_out": Range(-45, 180, -55, 185),  # abduction; across the body is negative
    "shoulder_turn": Range(-70, 90, -90, 100),  # external rotation
    "shrug": Range(-10, 40, -12, 45),  # elevation of the shoulder girdle
    "reach": Range(-25, 30, -30, 35),  # protraction; retraction is negative
    "elbow": Range(0, 150, -5, 158),  # flexion
    "palm": Range(-80, 80, -95, 95),  # pronation; supination is negative
    "wrist": Range(-80, 70, -85, 95),  # extension; the hand under the body's weight
    "lumbar": Range(-25, 50, -38, 55),  # flexion; extension is negative
    "lumbar_side": Range(-25, 25, -28, 28),
    "lumbar_turn": Range(-10, 10, -15, 15),
    "chest": Range(-20, 40, -28, 45),
    "chest_side": Range(-25, 25, -30, 30),
    "chest_turn": Range(-40, 40, -50, 50),
    "neck": Range(-45, 45, -60, 55),
    "neck_side": Range(-45, 45, -50, 50),
    "neck_turn": Range(-60, 60, -85, 85),
    "head": Range(-25, 20, -30, 25),  # nodding on the topmost joint
}
