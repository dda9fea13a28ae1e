"""The config stage: which clients a repository has, and how each is made."""
