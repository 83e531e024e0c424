"""Log lines that stay one line, whatever a wire or a visitor put in a name."""

import logging

CONTROL = {number: f"\\x{number:02x}" for number in (*range(32), 127, 0x85, 0x2028, 0x2029)}


class OneLine(logging.Formatter):
    """Write control characters of a message out, so that nobody forges a second line.

    A traceback is ours and keeps its lines; they are indented and so begin no entry.
    """

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 (logging's own name)
        """Lay out one record's first line."""
        return super().formatMessage(record).translate(CONTROL)

    def formatException(self, ei: object) -> str:  # noqa: N802
        """Lay out a traceback below it."""
        return "  " + super().formatException(ei).replace("\n", "\n  ")  # type: ignore[arg-type]
