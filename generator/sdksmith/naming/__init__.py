"""The naming stage: every name at once, and stable over time."""
