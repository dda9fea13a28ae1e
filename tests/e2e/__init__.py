"""The NetworkHQ SDK, used over real HTTP."""
