import { collab, getVersion, receiveTransaction, sendableSteps } from "prosemirror-collab";
import { EditorState } from "prosemirror-state";
import { Step } from "prosemirror-transform";
import { schema } from "./schema.js";

// The save protocol. What is typed is kept on this computer before the network is asked; the server
// is the authority; others' steps are put under ours. One request at a time, at most one a second.
// An answer counts only for the version it was asked at: whichever comes second finds its work done.
const LEAST = 1000, LONGEST = 15000, BATCH = 200;

export function recovery(name) {
  const slot = `nightdesk:${name}`;
  return {
    read: () => { try { return JSON.parse(localStorage.getItem(slot)); } catch { return null; } },
    write: (value) => { try { localStorage.setItem(slot, JSON.stringify(value)); return true; } catch { return false; } },
    drop: () => { try { localStorage.removeItem(slot); } catch { /* nothing was kept */ } },
  };
}

export async function post(url, body) {
  return fetch(url, {
    method: "POST",
    redirect: "manual",
    headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": token() },
    body: JSON.stringify(body),
  });
}

// Signing in again, in another tab too, changes the token: the cookie has the one that counts now.
export function token() {
  const found = /(?:^|; )(?:__Host-)?desk-form=([^;]+)/.exec(document.cookie ?? "");
  return found ? found[1] : document.querySelector('meta[name="csrf-token"]').content;
}

// A redirect or a refusal of the form means that this person is signed out.
export const signedOut = (answer) => answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403;

export function sync({ steps: url, slot, status, saved }) {
  const client = `${crypto.randomUUID()}`;
  const kept = recovery(slot);
  let view, timer, busy = false, mending = false, wait = LEAST, last = 0, told = 0;

  function keep() {
    const waiting = sendableSteps(view.state);
    if (!waiting) return kept.drop();
    const own = view.state.collab$.unconfirmed;
    const agreed = own.reduceRight((doc, one) => one.inverted.apply(doc).doc, view.state.doc);
    return kept.write({ version: getVersion(view.state), client, doc: agreed.toJSON(), steps: own.map((one) => one.step.toJSON()) });
  }
  function take(data, since) {
    if (!data.steps.length || getVersion(view.state) !== since) return;
    const steps = data.steps.map((one) => Step.fromJSON(schema, one));
    const tr = receiveTransaction(view.state, steps, data.clients, { mapSelectionBackward: true });
    if (mending && !sendableSteps(view.state) && data.clients.every((one) => one.startsWith("fix-"))) tr.setMeta("addToHistory", true);
    view.dispatch(tr);
  }
  // A mend that was asked for here is made at the desk and comes back; undo takes it back like what was typed.
  // The desk's answer is handed on, for what it says where it refused.
  async function mend(ask) {
    mending = true;
    try {
      const answer = await ask();
      if (answer.ok) await pull();
      return answer;
    } finally { mending = false; }
  }
  async function pull() {
    const since = getVersion(view.state);
    const answer = await fetch(`${url}?since=${since}`, { headers: { Accept: "application/json" }, redirect: "manual" });
    if (answer.ok) take(await answer.json(), since);
  }
  async function push() {
    clearTimeout(timer); timer = null;
    const waiting = sendableSteps(view.state);
    if (busy || !waiting) return;
    busy = true; last = Date.now(); status("saving");
    try {
      const sent = waiting.steps.slice(0, BATCH);
      const answer = await post(url, { version: waiting.version, client, steps: sent.map((one) => one.toJSON()) });
      if (signedOut(answer)) { status("signed-out"); wait = Math.min(wait * 2, LONGEST); return; }
      if (answer.status === 409) { take(await answer.json(), waiting.version); wait = LEAST; return; }
      if (answer.status === 404) { status("refused", "This story has another address now. Open it from the board; your words are kept here."); wait = LONGEST; return; }
      if (answer.status === 422) { status("refused", (await answer.json()).error); wait = LONGEST; return; }
      if (!answer.ok) throw new Error(String(answer.status));
      await answer.json();
      if (getVersion(view.state) === waiting.version) view.dispatch(receiveTransaction(view.state, sent, sent.map(() => client)));
      wait = LEAST;
      status("saved"); saved();
    } catch { status("offline"); wait = Math.min(wait * 2, LONGEST); }
    finally {
      busy = false; keep();
      if (sendableSteps(view.state)) later(wait);
      else if (told > getVersion(view.state)) pull().catch(() => {});
    }
  }
  function later(pause) { timer ??= setTimeout(push, Math.max(pause - (Date.now() - last), 300)); }

  return {
    client,
    plugin: (version) => collab({ version, clientID: client }),
    attach(given) { view = given; },
    changed() { keep(); if (sendableSteps(view.state)) { status("typing"); later(LEAST); } },
    busy: () => busy || Boolean(sendableSteps(view.state)),
    push, pull, keep, mend,
    nudged(version) { told = Math.max(told, version); if (!busy && version > getVersion(view.state)) pull().catch(() => {}); },
  };
}

// A slot for this page's unsent words, held as long as the page lives: no two pages share one, and
// a slot that nobody holds was left behind.
export async function claim(story) {
  for (;;) {
    const slot = `story:${story}:${crypto.randomUUID().slice(0, 8)}`;
    if (await hold(`nightdesk:${slot}`)) return slot;
  }
}
function hold(name) {
  if (!navigator.locks) return true;
  return new Promise((done) => {
    navigator.locks.request(name, { ifAvailable: true }, (lock) => { done(Boolean(lock)); return lock ? new Promise(() => {}) : null; });
  });
}

// What a closed tab had not sent, put under what others wrote since: the steps that are left, for a
// draft at `data.version`. The collaboration module moves them, just as it would have in that tab.
export function rebased(left, data) {
  let state = EditorState.create({ doc: schema.nodeFromJSON(left.doc), plugins: [collab({ version: left.version, clientID: left.client })] });
  for (const step of left.steps) state = state.apply(state.tr.step(Step.fromJSON(schema, step)));
  if (data.steps.length) state = state.apply(receiveTransaction(state, data.steps.map((one) => Step.fromJSON(schema, one)), data.clients));
  return sendableSteps(state)?.steps ?? [];
}

// Words of pages that were closed before they were sent.
export async function leftBehind(story) {
  const held = new Set((await navigator.locks?.query())?.held.map((one) => one.name) ?? []);
  const found = [];
  for (let n = localStorage.length - 1; n >= 0; n--) {
    const name = localStorage.key(n);
    if (!name?.startsWith(`nightdesk:story:${story}:`) || held.has(name)) continue;
    try { const value = JSON.parse(localStorage.getItem(name)); if (value?.steps?.length) found.push([name, value]); } catch { /* unreadable: left where it is */ }
  }
  return found;
}
