"""The engine of the testing kit: a fake transport, its routes, and made-up values."""
