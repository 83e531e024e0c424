"""What cannot be read, as a sentence for the desk."""


class Unreadable(ValueError):
    """Why a document gives no items; `words` is a sentence."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words
