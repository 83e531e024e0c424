"""The servers a bare machine runs for itself, and who minds them."""
