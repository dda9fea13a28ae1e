"""Tries clients on the wire: requests that a validator reads, answers made from schemas."""
