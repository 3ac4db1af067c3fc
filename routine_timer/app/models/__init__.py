"""What the screens show of the core: the routines, the person's progress, the plan, and the state of the history."""
