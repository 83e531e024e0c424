"""Rows of the desk: people, stories, what they rest on, who signed, what readers got."""

from desk.models.backtest import BacktestHit, BacktestLook, BacktestRun, BacktestState, HitState
from desk.models.call import Call, CallKind, OnCall
from desk.models.digest import Digest, WatchHit
from desk.models.legal import LegalHold
from desk.models.log import LogEntry, Verb
from desk.models.material import (
    Attachment,
    Citation,
    ConfidentialReader,
    Display,
    OpenQuestion,
    Watch,
)
from desk.models.person import Desk, Person, Role, RoleName, SignInLink
from desk.models.policy import (
    AddedExample,
    Lowering,
    NoteHand,
    NoteReturn,
    NoteState,
    PolicyNote,
    PolicyVersion,
)
from desk.models.publication import (
    Correction,
    PageHold,
    Publication,
    PublicationKind,
    PublicPage,
    Retraction,
)
from desk.models.recheck import PieceState, Recheck, RecheckedPiece
from desk.models.release import Cause, DryRun, Release, ReleaseState
from desk.models.review import (
    Approval,
    Dismissal,
    Evaluation,
    Hand,
    Judgement,
    LookKind,
    Override,
    Part,
    PolicySeen,
    Return,
    SecondLook,
    Suggestion,
    SuggestionState,
)
from desk.models.rollout import Challenge, Promotion, RuleFall
from desk.models.snap import SnapSwitch
from desk.models.source import ClassingProposal
from desk.models.story import HANDED, FieldChange, Phase, Step, Story, Version, VersionReason

__all__ = [
    "HANDED",
    "AddedExample",
    "Approval",
    "Attachment",
    "BacktestHit",
    "BacktestLook",
    "BacktestRun",
    "BacktestState",
    "Call",
    "CallKind",
    "Cause",
    "Challenge",
    "Citation",
    "ClassingProposal",
    "ConfidentialReader",
    "Correction",
    "Desk",
    "Digest",
    "Dismissal",
    "Display",
    "DryRun",
    "Evaluation",
    "FieldChange",
    "Hand",
    "HitState",
    "Judgement",
    "LegalHold",
    "LogEntry",
    "LookKind",
    "Lowering",
    "NoteHand",
    "NoteReturn",
    "NoteState",
    "OnCall",
    "OpenQuestion",
    "Override",
    "PageHold",
    "Part",
    "Person",
    "Phase",
    "PieceState",
    "PolicyNote",
    "PolicySeen",
    "PolicyVersion",
    "Promotion",
    "PublicPage",
    "Publication",
    "PublicationKind",
    "Recheck",
    "RecheckedPiece",
    "Release",
    "ReleaseState",
    "Retraction",
    "Return",
    "Role",
    "RoleName",
    "RuleFall",
    "SecondLook",
    "SignInLink",
    "SnapSwitch",
    "Step",
    "Story",
    "Suggestion",
    "SuggestionState",
    "Verb",
    "Version",
    "VersionReason",
    "Watch",
    "WatchHit",
]
