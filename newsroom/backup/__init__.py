"""A whole desk in a folder, and back: what is written down, how it is made, how it is brought back."""
