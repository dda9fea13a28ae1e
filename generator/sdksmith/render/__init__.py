"""The render stage: Jinja places what the Python stage decided, and decides nothing."""
