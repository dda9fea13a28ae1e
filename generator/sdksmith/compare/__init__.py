"""The compare stage: what differs between a client and its sources, and why."""
