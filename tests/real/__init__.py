"""Pinned documents of real APIs: their clients, used as a whole."""
