"""What the screens show of the core: the routines, where the person stands, the plan, and the state of the history."""
