"""The newsroom's mail server, as letters are handed to it: it answers soon, and has time to say that it took one."""

from collections.abc import Sequence
from contextlib import suppress
from smtplib import SMTPException

from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend

PATIENCE = (
    100.0  # seconds: servers read a letter, and look for what is wrong with it, before they say so
)
FAREWELL = 1.0


class Patient(EmailBackend):
    """Django's, which waits for every answer alike, and takes a letter for refused whose server thinks for longer
    than it may take to say hello: such a server has the letter, and would get it again."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Hand letters over; how many were taken."""
        self.open()
        try:
            self.wait(PATIENCE)
            return int(super().send_messages(email_messages) or 0)
        finally:
            self.wait(FAREWELL)
            with suppress(OSError, SMTPException):
                self.close()

    def wait(self, seconds: float) -> None:
        """Wait so long for each answer from now on."""
        if self.connection and self.connection.sock:
            self.connection.sock.settimeout(seconds)
