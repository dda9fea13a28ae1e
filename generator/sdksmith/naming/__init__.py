"""The naming stage."""
