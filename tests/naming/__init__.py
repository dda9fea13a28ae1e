"""Tests of the naming stage."""
