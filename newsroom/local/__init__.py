"""The servers a bare machine runs for itself: PostgreSQL and Valkey from wheels, and who minds them."""
