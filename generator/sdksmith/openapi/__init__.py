"""The openapi stage."""
