"""How much of what a text says: numbers, what they count, wholes and parts, tolls. Pure."""
