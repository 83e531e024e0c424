"""The forms in which a note is written: stored form to fields and back, with what is wrong at each. Pure."""
