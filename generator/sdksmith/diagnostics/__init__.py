"""The diagnostics stage."""
