"""The parts of the history screen: pure pictures of plain data, and the widgets that show them.

`load_snapshot` and `load_recent_stats` ask the history, in a thread; everything else is made from what they return,
without reading.
"""
