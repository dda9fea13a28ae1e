"""Takes a part of an API, as the config says which; what stays is left as it is."""
