"""Values of schemas that ask for more than types can say, found by trial."""
