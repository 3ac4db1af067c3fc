"""`python -m routine_timer`."""

import sys

from routine_timer.cli import main

sys.exit(main())
