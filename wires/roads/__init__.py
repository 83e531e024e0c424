"""Roads by which documents come, other than a plain address that is asked: platforms, mail, folders."""
