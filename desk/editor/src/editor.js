import { baseKeymap, toggleMark } from "prosemirror-commands";
import { getVersion } from "prosemirror-collab";
import { history, redo, undo } from "prosemirror-history";
import { keymap } from "prosemirror-keymap";
import { Node, Slice } from "prosemirror-model";
import { liftListItem, splitListItem } from "prosemirror-schema-list";
import { EditorState, Plugin, TextSelection } from "prosemirror-state";
import { EditorView } from "prosemirror-view";
import { citesPlugin } from "./cites.js";
import { fields } from "./fields.js";
import { findingsPlugin, key as findingsKey } from "./findings.js";
import { cleanPaste } from "./paste.js";
import { fresh, schema } from "./schema.js";
import { standing, stops, walked } from "./stops.js";
import { claim, leftBehind, post, rebased, signedOut, sync, token } from "./sync.js";

const QUIET = 2000; // nothing is marked within two seconds of a key on the sentence being typed
const SOON = 60; // a key, then this pause, then the words are asked about, saved or not
const PANES = 700; // the panes beside the copy are asked again once the hand rests
const place = document.getElementById("body-editor");
if (place) start().catch(() => tell("adrift", "The copy could not be opened. Reload the page; nothing is lost."));

const hour = () => new Date().toISOString().slice(11, 16);
const words = {
  saved: () => ["clear", `Saved ${hour()}`],
  saving: () => ["half", "Saving"],
  typing: () => ["half", "Typing"],
  offline: () => ["undone", "Kept on this computer"],
  refused: (why) => ["undone", why || "Kept on this computer"],
  "signed-out": () => ["undone", "Kept on this computer"],
};
function status(name, why) {
  const [mark, said] = words[name](why);
  const line = document.getElementById("saved");
  const span = document.createElement("span");
  line.replaceChildren(span);
  span.className = `mark ${mark}`;
  span.textContent = said;
  line.classList.toggle("offline", mark === "undone");
  if (["saving", "offline"].includes(name)) return;  // a try, and that it failed, take nothing back of what was said
  tell("adrift", name === "signed-out" ? "You are signed out. Your words are kept on this computer. Sign in in another tab and go on." : "");
}
function tell(id, said) {
  const line = document.getElementById(id);
  if (line) { line.textContent = said; line.hidden = !said; }
}
function say(said) { const line = document.getElementById("said"); if (line) line.textContent = said; }

async function start() {
  const { steps, document: documentUrl, check: checkUrl, story, fields: fieldsUrl, editable } = place.dataset;
  const answer = await fetch(documentUrl, { headers: { Accept: "application/json" } });
  const { version, doc, fields: values } = await answer.json();
  let checking = null, resting = null, again = null, asking = false, mending = false, typed = 0, told = [], last = null;
  const quick = () => { clearTimeout(checking); checking = setTimeout(asks, SOON); };
  const later = () => { clearTimeout(resting); resting = setTimeout(panes, PANES); };
  const soon = () => { quick(); later(); };
  const asks = () => { checking = null; look(); };
  const line = sync({ steps, slot: await claim(story), status, saved: soon });
  const shorts = fields({ url: fieldsUrl, story, status, saved: soon });
  shorts.set(values);

  const state = EditorState.create({
    doc: Node.fromJSON(schema, doc),
    plugins: [
      line.plugin(version), history(), citesPlugin(), findingsPlugin(), withIds(),
      keymap({ "Mod-z": undo, "Mod-y": redo, "Shift-Mod-z": redo, "Mod-b": toggleMark(schema.marks.strong), "Mod-i": toggleMark(schema.marks.em), F8: next(1), "Shift-F8": next(-1), "Alt-Enter": mend, ...cites() }),
      keymap({ Enter: splitListItem(schema.nodes.list_item), "Shift-Tab": liftListItem(schema.nodes.list_item) }),
      keymap(baseKeymap),
    ],
  });
  const view = new EditorView(place, {
    state,
    editable: () => editable === "yes",
    attributes: { role: "textbox", "aria-multiline": "true", "aria-label": "Body", spellcheck: "true" },
    transformPastedHTML: cleanPaste,
    clipboardTextParser: (text) => {
      const parts = text.split(/\n\s*\n|\r?\n/).filter((part) => part.trim());
      return new Slice(schema.nodes.doc.create(null, parts.map((part) => schema.nodes.paragraph.create({ id: fresh() }, schema.text(part.trim())))).content, 1, 1);
    },
    dispatchTransaction(tr) {
      view.updateState(view.state.apply(tr));
      number();
      if (!tr.docChanged) return;
      typed = Date.now();
      line.changed();
      quick();
    },
  });
  line.attach(view);
  number();
  recover();

  function number() {
    view.dom.querySelectorAll("a.cite[data-number]").forEach((node) => { if (node.textContent !== node.dataset.number) node.textContent = node.dataset.number; });
  }
  function withIds() {
    return new Plugin({
      appendTransaction(trs, old, now) {
        if (!trs.some((tr) => tr.docChanged) || trs.some((tr) => tr.getMeta("collab$"))) return null;
        const seen = new Set(), tr = now.tr;
        now.doc.descendants((node, pos) => {
          if (!node.isTextblock) return;
          if (!node.attrs.id || seen.has(node.attrs.id)) tr.setNodeAttribute(pos, "id", fresh());
          seen.add(node.attrs.id);
        });
        return tr.docChanged ? tr.setMeta("addToHistory", false) : null;
      },
    });
  }
  // Words of a tab that was closed before they were sent: put them under what was agreed meanwhile.
  async function recover() {
    for (const [name, left] of await leftBehind(story)) {
      try {
        if (left.version <= version && left.doc) await replay(left, name);
      } catch { tell("adrift", "Words kept on this computer could not be put back by themselves; they stay kept."); }
    }
  }
  async function replay(left, name, again = 20) {
    await line.pull();
    const data = await (await fetch(`${steps}?since=${left.version}`, { headers: { Accept: "application/json" } })).json();
    if (line.busy() || getVersion(view.state) !== data.version) {
      if (!again) throw new Error("the draft is moving");
      await new Promise((done) => setTimeout(done, 1200));
      return replay(left, name, again - 1);
    }
    const tr = view.state.tr;
    for (const one of rebased(left, data)) tr.step(one);
    if (tr.docChanged) { view.dispatch(tr); say("Words kept on this computer were put back."); }
    localStorage.removeItem(name);
  }

  function cites() {
    const keys = {};
    for (let n = 1; n < 10; n++) keys[`Alt-${n}`] = () => citeFrom(document.querySelector(`[data-cite-key="${n}"]`));
    return keys;
  }
  function citeFrom(card) {
    if (!card) { say("There is no item with that number."); return true; }
    const { item, text, display, source } = card.dataset;
    const node = schema.nodes.cite.create({ item: Number(item), text: Number(text), display });
    view.dispatch(view.state.tr.replaceSelectionWith(node, false).scrollIntoView());
    view.focus();
    say(`Cited ${source}.`);
    return true;
  }
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-cite]");
    if (button) { event.preventDefault(); citeFrom(button.closest("[data-item]")); }
  });

  const short = (name) => document.querySelector(`[data-field="${name}"]`);
  const all = () => stops(told, findingsKey.getState(view.state).list, (zone) => short(zone)?.value ?? "");
  const card = (finding) => document.querySelector(`[data-finding~="${finding.fingerprint}"]`);
  const beside = () => document.activeElement?.closest?.("[data-finding]")?.dataset.finding.split(" ");
  // The next finding of the whole piece: in the headline, the dek, the copy, or beside it where it stands on no words.
  function next(way) {
    return () => {
      const held = beside();
      const found = walked(all(), standing(document.activeElement, view), held && !held.includes(last) ? held[0] : last, way);
      if (!found) { say("No finding in the piece."); return true; }
      last = found.fingerprint;
      show(found);
      go(found);
      say(`Finding ${found.letter}${found.zone === "body" ? "" : `, ${found.zone}`}: ${found.message}`);
      return true;
    };
  }
  function go(found) {
    const field = short(found.zone);
    if (field) { field.focus(); field.setSelectionRange(found.from, found.to); field.scrollIntoView({ block: "nearest" }); return; }
    if (found.zone !== "body" || !found.exact) { card(found)?.focus(); return; }
    view.focus();
    view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, found.from)).scrollIntoView());
  }
  // Beside the copy the finding one stands at is the current one, and in sight; also when its card comes after the key.
  let shown = true;
  function show(finding) {
    document.querySelectorAll(".finding[aria-current]").forEach((one) => one.removeAttribute("aria-current"));
    shown = current(finding, true);
  }
  function current(finding, inSight) {
    const there = card(finding);
    there?.setAttribute("aria-current", "true");
    if (inSight) there?.scrollIntoView({ block: "nearest" });
    return Boolean(there);
  }
  document.body.addEventListener("htmx:afterSettle", () => {
    const stands = last && told.find((one) => one.fingerprint === last);
    if (stands && !document.querySelector(".finding[aria-current]")) shown = current(stands, !shown);
  });
  // The mend of the finding one stands at, or the first one that has one: the same act as its button.
  function mend() {
    const here = standing(document.activeElement, view);
    const at = beside() ?? all().filter((one) => here && one.rank === here.rank && one.from <= here.at && one.to >= here.at).map((one) => one.fingerprint);
    const forms = [...document.querySelectorAll("form[data-fix]")];
    const form = forms.find((one) => at.includes(one.dataset.fix)) ?? (at.length ? null : forms[0]);
    if (form) form.requestSubmit(); else tell("adrift", `${at.length ? "What was found here has no mend of its own" : "Nothing in the piece has a mend of its own"}. F8 goes to the next finding.`);
    return true;
  }
  const points = (text) => [...text].length;
  function caret() {
    if (Date.now() - typed > QUIET) return null;
    if (view.hasFocus()) return { zone: "body", offset: points(view.state.doc.textBetween(0, view.state.selection.from, "\n\n", (leaf) => (leaf.type.name === "hard_break" ? "\n" : ""))) };
    const held = document.activeElement, zone = held?.dataset?.field;
    return zone ? { zone, offset: points(held.value.slice(0, held.selectionStart)) } : null;
  }
  // The words as they stand here, saved or not; one question at a time, the next one has the newest words.
  function asWritten() {
    return line.busy() || shorts.waiting() ? { doc: view.state.doc.toJSON(), headline: short("headline")?.value, dek: short("dek")?.value } : {};
  }
  async function look() {
    if (asking) { again = true; return; }
    asking = true; again = false;
    const at = caret();
    try {
      const answer = await post(checkUrl, { caret: at, ...asWritten() });
      if (answer.ok) paint((await answer.json()).findings);
    } catch { /* asked again with the next change */ } finally { asking = false; }
    if (again) { look(); return; }
    if (at) { clearTimeout(checking); checking = setTimeout(asks, QUIET); }
  }
  function paint(found) {
    told = found;
    view.dispatch(view.state.tr.setMeta(findingsKey, found.filter((f) => f.zone === "body")).setMeta("addToHistory", false));
    ["headline", "dek"].forEach((zone) => {
      const under = document.querySelector(`[data-under="${zone}"]`);
      if (under) under.textContent = found.filter((f) => f.zone === zone).map((f) => `${f.letter} ${f.message}`).join(" ");
    });
  }
  function panes() {
    if (line.busy() || shorts.waiting()) { resting = setTimeout(panes, PANES); return; }
    resting = null;
    document.body.dispatchEvent(new Event("nightdesk:checked"));
  }
  document.querySelectorAll("[data-field]").forEach((field) => field.addEventListener("input", () => { typed = Date.now(); quick(); }));
  // New words are asked about when they come; an act that leaves the words as they are changes findings all the same.
  let heard = version;
  document.body.addEventListener("nightdesk:steps", ({ detail }) => {
    const now = detail?.version ?? 0;
    line.nudged(now);
    if (now > heard) { heard = now; later(); } else soon();
  });
  document.body.addEventListener("nightdesk:rests", soon);
  async function readFields(mended = "") {
    const asked = shorts.marks();
    try { shorts.set((await (await fetch(documentUrl, { headers: { Accept: "application/json" } })).json()).fields, mended, asked); } catch { /* polled again */ }
  }
  document.body.addEventListener("nightdesk:steps", () => { if (!mending) readFields(); });
  setInterval(() => { line.pull().catch(() => {}); line.push(); }, 20000);
  addEventListener("pagehide", () => line.keep());
  addEventListener("online", () => { line.push(); shorts.push(); });

  // An act on the story waits until every word has reached the desk; else nothing is sent, and that is said.
  async function allSent() {
    const until = Date.now() + 8000;
    while ((line.busy() || shorts.waiting()) && Date.now() < until) {
      await Promise.all([line.push(), shorts.push()]);
      await new Promise((done) => setTimeout(done, 150));
    }
    if (!line.busy() && !shorts.waiting()) return true;
    tell("adrift", "Your last words have not reached the desk yet, so nothing was sent. They are kept on this computer.");
    return false;
  }
  function submit(form, button) { form.dataset.ready = "yes"; form.requestSubmit(button); }
  // A mend leaves the page where it is, so that it can be undone; why it was not made is said above the copy.
  async function takeMend(form) {
    if (!(await allSent())) return;
    const body = new FormData(form);
    body.set("csrfmiddlewaretoken", token());
    const ask = () => fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" }, redirect: "manual" });
    const held = form.contains(document.activeElement);
    mending = true;
    try {
      const answer = await line.mend(ask);
      if (!answer.ok) { await unmended(answer); return; }
      await readFields(form.dataset.zone);
    } catch { tell("adrift", "The desk did not answer. Look whether the words were mended, or ask once more."); return; }
    finally { mending = false; }
    readFields();  // what others wrote meanwhile
    if (held && document.activeElement?.dataset?.field === undefined) view.focus();
    tell("adrift", "");
    say("Mended.");
    soon();
  }
  async function unmended(answer) {
    const said = await answer.json().catch(() => ({}));
    if (!said.title && signedOut(answer)) { status("signed-out"); return; }
    tell("adrift", said.title ? `${said.title} ${said.detail ?? ""}`.trim() : "The desk could not make this mend. Look whether the words have changed; then ask once more, or write it by hand.");
    soon();
  }
  document.addEventListener("submit", async (event) => {
    const form = event.target.closest("form[data-after-save]");
    if (!form || form.dataset.ready) return;
    if (form.dataset.fix) { event.preventDefault(); takeMend(form); return; }
    if (!line.busy() && !shorts.waiting()) return;
    event.preventDefault();
    if (!(await allSent())) return;
    // The pane may have renewed itself meanwhile: the form that stands there now has what was typed.
    const standing = form.isConnected ? form : [...document.forms].find((one) => one.action === form.action && one.dataset.afterSave !== undefined);
    if (!standing) { tell("adrift", "The desk changed under this act, so nothing was sent. Look again."); return; }
    const pressed = event.submitter && [...standing.querySelectorAll("button")].find((one) => one.name === event.submitter.name && one.value === event.submitter.value);
    submit(standing, pressed ?? undefined);
  });
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented) return;
    if (event.key === "F8" && !view.hasFocus()) { event.preventDefault(); next(event.shiftKey ? -1 : 1)(); }
    if (event.altKey && event.key === "Enter" && document.activeElement.closest("[data-field], [data-finding]")) { event.preventDefault(); mend(); }
    const number = event.altKey && !event.ctrlKey && /^[1-9]$/.test(event.key);
    if (number && !view.hasFocus()) { event.preventDefault(); citeFrom(document.querySelector(`[data-cite-key="${event.key}"]`)); }
  });
  soon();
  window.nightdesk = {
    text: () => view.state.doc.textBetween(0, view.state.doc.content.size, "\n\n", (leaf) => (leaf.type.name === "cite" ? "[c]" : "\n")),
    saved: () => !line.busy() && !shorts.waiting(),
    settled: () => !line.busy() && !shorts.waiting() && !asking && checking === null && resting === null,
  };
}
