"""A miniature of a generated SDK, written by hand: the shape that is generated."""
