"""What all tests share: hypothesis judges what is found, never how long it took."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

# Machines are noisy: time is measured in bench/, as ratios. CI looks at the same examples each time, so that it fails
# for what a change did; a run by hand looks for new ones.
settings.register_profile("here", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", parent=settings.get_profile("here"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")
