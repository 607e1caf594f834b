"""Reads a finished file back and judges whether it is true in print: the room, the sizes, the colours and the tags."""
