"""What every generated SDK carries: decoding, encoding, and HTTP done right."""
