"""Judges the clients that a folder of documents gives."""
