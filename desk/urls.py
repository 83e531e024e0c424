"""The desk's addresses: the act makes or removes a thing with a name."""

from django.urls import path

from desk.views import (
    attachments,
    audit,
    back,
    backtests,
    board,
    classes,
    drafts,
    evidence,
    findings,
    items,
    lists,
    note_acts,
    note_drafts,
    note_rules,
    notes,
    notices,
    owed,
    own_judge,
    packs,
    releases,
    review,
    rollouts,
    sign_in,
    sources,
    stories,
    watches,
    wire_health,
    wires,
)

app_name = "desk"

# in and out
door = [
    path("sign-in/", sign_in.create, name="sign-in"),
    path("sign-in/<str:token>/", sign_in.link, name="sign-in-link"),
    path("sign-out/", sign_in.remove, name="sign-out"),
]
# /stories/<slug>/
story = [
    path("", board.index, name="board"),
    path("stories/new/", stories.new, name="story-new"),
    path("stories/<slug:slug>/", stories.detail, name="story"),
    path("stories/<slug:slug>/document/", drafts.document, name="document"),
    path("stories/<slug:slug>/steps/", drafts.steps, name="steps"),
    path("stories/<slug:slug>/fields/", drafts.fields, name="fields"),
    path("stories/<slug:slug>/check/", drafts.check, name="check"),
    path("stories/<slug:slug>/findings/", stories.findings, name="findings"),
    path("stories/<slug:slug>/rail/", stories.rail, name="rail"),
    path("stories/<slug:slug>/details/", stories.set_details, name="details"),
    path("stories/<slug:slug>/spike/", stories.spike_story, name="spike"),
    path("stories/<slug:slug>/evidence/", evidence.create, name="evidence"),
    path("stories/<slug:slug>/log/", stories.log, name="log"),
    path("stories/<slug:slug>/wires/", attachments.wires, name="story-wires"),
    path("stories/<slug:slug>/attachments/", attachments.create, name="attachments"),
    path("stories/<slug:slug>/attachments/<int:pk>/removal/", attachments.remove, name="detach"),
    path("stories/<slug:slug>/citations/<int:pk>/look/", attachments.look, name="look"),
    path("stories/<slug:slug>/watches/", findings.watches, name="watches"),
    path("stories/<slug:slug>/questions/", findings.questions, name="questions"),
    path("stories/<slug:slug>/verdicts/", own_judge.verdicts, name="verdicts"),
    path("stories/<slug:slug>/dismissals/", findings.dismissals, name="dismissals"),
    path("stories/<slug:slug>/overrides/", findings.overrides, name="overrides"),
    path("stories/<slug:slug>/lowerings/", findings.lowerings, name="lowerings"),
    path("stories/<slug:slug>/overrides/<int:pk>/closing/", findings.closing, name="closing"),
    path("stories/<slug:slug>/breaking/", findings.breaking, name="breaking"),
    path("stories/<slug:slug>/findings.sarif", findings.sarif_log, name="findings-sarif"),
    path("stories/<slug:slug>/judgements/", findings.judgements, name="judgements"),
    path("stories/<slug:slug>/fixes/", findings.fixes, name="fixes"),
    path("stories/<slug:slug>/policies/", stories.policies, name="policies"),
    path("stories/<slug:slug>/release/", releases.release, name="release"),
    path("stories/<slug:slug>/policy-seen/", releases.policy_seen, name="policy-seen"),
    path("stories/<slug:slug>/mends/", releases.mends, name="mends"),
    path("stories/<slug:slug>/first-word/", releases.first_words, name="first-word"),
    path("stories/<slug:slug>/second-looks/<int:pk>/", releases.looks, name="second-look"),
    path("stories/<slug:slug>/review/", review.detail, name="review"),
    path("stories/<slug:slug>/versions/", review.versions, name="versions"),
    path("stories/<slug:slug>/returns/", review.returns, name="returns"),
    path("stories/<slug:slug>/suggestions/<int:pk>/", review.suggestion, name="suggestion"),
    path("stories/<slug:slug>/approval/", review.approval, name="approval"),
    path("stories/<slug:slug>/publication/", review.publication, name="publication"),
    path("stories/<slug:slug>/hold/", back.hold, name="hold"),
    path("stories/<slug:slug>/legal-hold/", back.legal, name="legal-hold"),
    path("stories/<slug:slug>/corrections/", back.corrections, name="corrections"),
    path("stories/<slug:slug>/retraction/", back.retraction, name="retraction"),
]
# /wires/
wire = [
    path("wires/", wires.index, name="wires"),
    path("wires/pasted/", wires.create, name="paste"),
    path("wires/arrived/", wires.arrived, name="arrived"),
    path("wires/events/", items.groups, name="regroup"),
    path("wires/notices/<int:pk>/", notices.answer, name="notice"),
    path("wires/<int:pk>/", items.detail, name="item"),
    path("wires/<int:pk>/texts/<int:text>/", items.raw, name="item-raw"),
    path("wires/<int:pk>/attachment/", items.attachment, name="item-attach"),
    path("wires/<int:pk>/translations/", items.translations, name="translations"),
    path("wires/<int:pk>/pictures/", items.pictures, name="item-pictures"),
    path("wires/<int:pk>/removal/", items.removal, name="item-removal"),
]
# /watches/
watch = [
    path("watches/", watches.index, name="watches-all"),
    path("watches/new/", watches.new, name="watch-new"),
    path("watches/digest/", watches.digest_page, name="digest"),
    path("watches/digest/choice/", watches.digest_choice, name="digest-choice"),
    path("watches/<int:pk>/", watches.detail, name="watch"),
    path("watches/<int:pk>/pause/", watches.pause, name="watch-pause"),
    path("watches/<int:pk>/end/", watches.end, name="watch-end"),
]
# /owed/
due = [
    path("owed/", owed.index, name="owed"),
    path("owed/calls/<int:pk>/", owed.answer, name="call"),
    path("owed/on-call/<slug:slug>/", owed.on_call, name="on-call"),
    path("owed/first-words/<slug:slug>/", owed.first_words, name="first-words"),
    path("owed/rechecks/<int:pk>/", owed.rechecks, name="recheck"),
    path("owed/lowerings/<int:pk>/", owed.lowerings, name="raise"),
]
# /notes/, and beside them packs, back-tests, what is asked of somebody
note = [
    path("notes/", notes.index, name="notes"),
    path("notes/new/", note_drafts.new, name="note-new"),
    path("notes/audit/", audit.index, name="audit"),
    path("notes/judge/", own_judge.index, name="judges"),
    path("notes/judge/made/", own_judge.made, name="judges-made"),
    path("notes/judge/<int:pk>/approval/", own_judge.approval, name="judge-approval"),
    path("notes/packs/", packs.index, name="packs"),
    path("notes/packs/trials/", packs.trials, name="pack-trials"),
    path("notes/packs/uploads/", packs.uploads, name="pack-uploads"),
    path("notes/packs/file/", packs.file, name="pack-file"),
    path("notes/backtests/<int:pk>/", backtests.detail, name="backtest"),
    path("notes/backtests/<int:pk>/cancellation/", backtests.cancellation, name="backtest-stop"),
    path("notes/backtests/hits/<int:pk>/", backtests.judgement, name="hit"),
    path("notes/promotions/<int:pk>/", rollouts.promotion, name="promotion"),
    path("notes/falls/<int:pk>/", rollouts.answer_fall, name="fall"),
    path("notes/challenges/<int:pk>/", rollouts.answer_challenge, name="challenge"),
]
# /notes/<slug>/
note_of = [
    path("notes/<slug:slug>/", notes.detail, name="note"),
    path("notes/<slug:slug>/owner/", note_acts.owner, name="note-owner"),
    path("notes/<slug:slug>/renewal/", note_acts.renewal, name="note-renewal"),
    path("notes/<slug:slug>/lowerings/", note_acts.lowerings, name="note-lowerings"),
    path("notes/<slug:slug>/challenges/", rollouts.challenges, name="note-challenges"),
    path("notes/<slug:slug>/drafts/", note_drafts.create, name="note-drafts"),
]
# /notes/<slug>/draft/
draft = [
    path("notes/<slug:slug>/draft/", note_drafts.detail, name="note-draft"),
    path("notes/<slug:slug>/draft/parts/<slug:part>/", note_drafts.parts, name="note-part"),
    path("notes/<slug:slug>/draft/preview/", note_drafts.preview, name="note-preview"),
    path("notes/<slug:slug>/draft/proposal/", note_drafts.proposal, name="note-proposal"),
    path("notes/<slug:slug>/draft/removal/", note_drafts.removal, name="note-draft-removal"),
    path("notes/<slug:slug>/draft/rules/", note_rules.create, name="note-rules"),
    path("notes/<slug:slug>/draft/rules/<str:key>/", note_rules.detail, name="note-rule"),
    path("notes/<slug:slug>/draft/rules/<str:key>/removal/", note_rules.removal, name="note-rule-removal"),
    path("notes/<slug:slug>/draft/rules/<str:key>/examples/", note_rules.from_story, name="note-rule-examples"),
]  # fmt: skip
# /notes/<slug>/versions/<number>/
note_version = [
    path("notes/<slug:slug>/versions/<int:number>/approval/", note_acts.approval, name="note-approval"),
    path("notes/<slug:slug>/versions/<int:number>/examples/", note_acts.examples, name="note-examples"),
    path("notes/<slug:slug>/versions/<int:number>/backtests/", backtests.create, name="note-backtests"),
    path("notes/<slug:slug>/versions/<int:number>/promotions/", rollouts.promotions, name="note-promotions"),
]  # fmt: skip
# /sources/<key>/
source = [
    path("sources/", sources.index, name="sources"),
    path("sources/new/", sources.create, name="source-new"),
    path("sources/probe/", sources.look, name="probe"),
    path("sources/lists/", lists.index, name="lists"),
    path("sources/lists/added/", lists.add_all, name="lists-added"),
    path("sources/lists/export.opml", lists.export, name="lists-export"),
    path("sources/lists/<int:pk>/added/", lists.add, name="list-added"),
    path("sources/lists/<int:pk>/removal/", lists.remove, name="list-removal"),
    path("sources/classes/", classes.index, name="classes"),
    path("sources/classes/<int:pk>/approval/", classes.approval, name="class-approval"),
    path("sources/wires/<int:pk>/", wire_health.detail, name="wire"),
    path("sources/wires/<int:pk>/poll/", wire_health.poll, name="wire-poll"),
    path("sources/wires/<int:pk>/pause/", wire_health.pause, name="wire-pause"),
    path("sources/wires/<int:pk>/older/", wire_health.older, name="wire-older"),
    path("sources/wires/<int:pk>/rhythm/", wire_health.pin, name="wire-rhythm"),
    path("sources/wires/<int:pk>/address/", wire_health.address, name="wire-address"),
    path("sources/fetches/<int:pk>/", wire_health.fetched, name="fetch"),
    path("sources/<slug:key>/", sources.detail, name="source"),
    path("sources/<slug:key>/classing/", sources.proposals, name="classing"),
    path("sources/<slug:key>/notes/", sources.notes, name="source-notes"),
    path("sources/<slug:key>/terms/", sources.terms, name="source-terms"),
    path("sources/<slug:key>/accounts/", sources.accounts, name="source-accounts"),
    path("sources/<slug:key>/objections/", sources.objections, name="objections"),
    path("classing/<int:pk>/approval/", sources.approval, name="classing-approval"),
]
urlpatterns = [
    *door,
    *story,
    *due,
    *wire,
    *watch,
    *note,
    *note_of,
    *draft,
    *note_version,
    *source,
]
