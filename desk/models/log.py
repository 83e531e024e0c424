"""The log: who did what, when and why."""

from datetime import datetime
from typing import Any

from django.db import models

from desk.models.person import Person
from desk.models.story import Story


class Verb(models.TextChoices):
    """The desk's verbs; each has a module in desk.copyflow."""

    START = "start", "started the story"
    DETAILS = "details", "changed the details"
    ASSIGN = "assign", "gave the story to"
    SUBMIT = "submit", "submitted"
    RETURN = "return", "returned"
    SUGGEST = "suggest", "suggested"
    TAKE = "take", "took a suggestion"
    DECLINE = "decline", "declined a suggestion"
    APPROVE = "approve", "approved"
    REFUSED = "refused", "was refused"
    PUBLISH = "publish", "published"
    HOLD_PAGE = "hold-page", "put the page on hold"
    LIFT_HOLD = "lift-hold", "lifted the hold"
    CORRECT = "correct", "corrected"
    RETRACT = "retract", "retracted"
    SPIKE = "spike", "spiked"
    REOPEN = "reopen", "opened it again"
    ATTACH = "attach", "attached an item"
    DETACH = "detach", "detached an item"
    LOOK = "look", "looked at a changed item"
    OVERRIDE = "override", "let a finding pass"
    DISMISS = "dismiss", "answered a finding"
    LOWER = "lower", "lowered a rule"
    WATCH = "watch", "set a watch"
    ASK = "ask", "asked an open question"
    ASK_COMMENT = "ask-comment", "asked for comment"
    NOTE_REPLY = "note-reply", "noted an answer"
    SETTLE = "settle", "settled a question"
    RESTORE = "restore", "restored a version"
    PROPOSE = "propose", "proposed a note"
    APPROVE_NOTE = "approve-note", "approved a note"
    AGREE_NOTE = "agree-note", "agreed that a rule is relaxed"
    RETURN_NOTE = "return-note", "returned a note"
    DRAFT_NOTE = "draft-note", "wrote in a note"
    RETIRE_NOTE = "retire-note", "retired a note"
    RENEW_NOTE = "renew-note", "read a note again"
    OWN_NOTE = "own-note", "gave a note an owner"
    ADD_EXAMPLE = "add-example", "added an example"
    BACKTEST = "backtest", "back-tested a note"
    JUDGE_HIT = "judge-hit", "judged a hit"
    ASK_PROMOTION = "ask-promotion", "asked to raise a rule"
    PROMOTE = "promote", "raised a rule"
    KEEP_DOWN = "keep-down", "left a rule as it was"
    CHALLENGE = "challenge", "contested a rule"
    ANSWER_RULE = "answer-rule", "answered for a rule"
    CLASSIFY = "classify", "classed a source"
    REPORT = "report", "filed own reporting"
    PASTE = "paste", "pasted an item"
    LABEL = "label", "labelled a version"
    ADD_SOURCE = "add-source", "added a source"
    LEGAL_HOLD = "legal-hold", "put on a legal hold"
    LIFT_LEGAL = "lift-legal", "lifted a legal hold"
    SCHEDULE = "schedule", "scheduled"
    UNSCHEDULE = "unschedule", "took off the schedule"
    HELD = "held", "had it held at its hour"
    CALL = "call", "was called"
    ANSWER_CALL = "answer-call", "answered a call"
    ON_CALL = "on-call", "is on call"
    SEE_POLICY = "see-policy", "saw what policy changed"
    CLOSE_PASS = "close-pass", "closed an override"
    RAISE = "raise", "put a rule in force again"
    MEND = "mend", "mended a slip"
    EXPORT = "export", "brought out the evidence"
    SECOND_LOOK = "second-look", "gave the second look"
    JUDGE = "judge", "answered a question of policy"
    RECHECK = "recheck", "answered a recheck"
    SNAP = "snap", "put out a first word"
    SNAP_SWITCH = "snap-switch", "switched first words"
    MERGE = "merge", "made items one event"
    SPLIT = "split", "parted items of an event"
    TRANSLATE = "translate", "translated an item"
    REMOVE = "remove", "removed an item"
    ADVISE = "advise", "answered a notice of an agency"
    VERDICT = "verdict", "said of a finding"
    MAKE_JUDGE = "make-judge", "made a judge of the lead"
    TAKE_JUDGE = "take-judge", "put a judge in force"


class LogEntry(models.Model):
    """One act with a name and an hour; appended, never changed.

    Confidential items are never named here: `words` and `data` hold no item text.
    """

    story = models.ForeignKey(
        Story, on_delete=models.PROTECT, null=True, blank=True, related_name="log"
    )
    verb = models.CharField(max_length=15, choices=Verb)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_index=True)
    words = models.TextField(blank=True, default="")
    data = models.JSONField(default=dict)

    class Meta:
        ordering = ["-at", "-id"]
        verbose_name_plural = "log entries"

    def __str__(self) -> str:
        return f"{self.by_id} {self.verb}"

    @classmethod
    def record(
        cls,
        story: Story | None,
        verb: Verb,
        by: Person,
        at: datetime,
        words: str = "",
        **data: Any,
    ) -> "LogEntry":
        """Append one line."""
        return cls.objects.create(story=story, verb=verb, by=by, at=at, words=words, data=data)
