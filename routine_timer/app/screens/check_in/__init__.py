"""The parts of the check-in screen: its three pages, and the rows and pictures made of plain values."""
