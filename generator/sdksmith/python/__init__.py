"""The python stage."""
