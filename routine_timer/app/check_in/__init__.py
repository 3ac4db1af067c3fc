"""The parts of the check-in screen: rows and pictures made of plain values."""
