"""The document stage."""
