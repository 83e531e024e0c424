import { collab, getVersion, receiveTransaction, sendableSteps } from "prosemirror-collab";
import { Step } from "prosemirror-transform";
import { schema } from "./schema.js";

// The save protocol. What is typed is kept on this computer before the network is asked; the server
// is the authority; others' steps are put under ours. One request at a time, at most one a second.
const LEAST = 1000, LONGEST = 15000;

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
    headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": document.querySelector('meta[name="csrf-token"]').content },
    body: JSON.stringify(body),
  });
}

// A redirect or a refusal of the form means that this person is signed out.
export const signedOut = (answer) => answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403;

export function sync({ steps: url, story, status, saved }) {
  const client = `${crypto.randomUUID()}`;
  const kept = recovery(`story:${story}:${sessionClient(story)}`);
  let view, timer, busy = false, wait = LEAST, last = 0;

  function keep() {
    const waiting = sendableSteps(view.state);
    if (!waiting) return kept.drop();
    const own = view.state.collab$.unconfirmed;
    const agreed = own.reduceRight((doc, one) => one.inverted.apply(doc).doc, view.state.doc);
    return kept.write({ version: getVersion(view.state), client, doc: agreed.toJSON(), steps: own.map((one) => one.step.toJSON()) });
  }
  function take(data) {
    if (!data.steps.length) return;
    const steps = data.steps.map((one) => Step.fromJSON(schema, one));
    view.dispatch(receiveTransaction(view.state, steps, data.clients, { mapSelectionBackward: true }));
  }
  async function pull() {
    const answer = await fetch(`${url}?since=${getVersion(view.state)}`, { headers: { Accept: "application/json" }, redirect: "manual" });
    if (answer.ok) take(await answer.json());
  }
  async function push() {
    clearTimeout(timer); timer = null;
    const waiting = sendableSteps(view.state);
    if (busy || !waiting) return;
    busy = true; last = Date.now(); status("saving");
    try {
      const answer = await post(url, { version: waiting.version, client, steps: waiting.steps.map((one) => one.toJSON()) });
      if (signedOut(answer)) { status("signed-out"); wait = Math.min(wait * 2, LONGEST); return; }
      if (answer.status === 409) { take(await answer.json()); wait = LEAST; return; }
      if (answer.status === 422) { status("refused", (await answer.json()).error); wait = LONGEST; return; }
      if (!answer.ok) throw new Error(String(answer.status));
      const { version } = await answer.json();
      const count = version - waiting.version;
      view.dispatch(receiveTransaction(view.state, waiting.steps.slice(0, count), Array(count).fill(client)));
      wait = LEAST;
      status("saved"); saved();
    } catch { status("offline"); wait = Math.min(wait * 2, LONGEST); }
    finally { busy = false; keep(); if (sendableSteps(view.state)) later(wait); }
  }
  function later(pause) { timer ??= setTimeout(push, Math.max(pause - (Date.now() - last), 300)); }

  return {
    client,
    plugin: (version) => collab({ version, clientID: client }),
    attach(given) { view = given; },
    changed() { keep(); if (sendableSteps(view.state)) { status("typing"); later(LEAST); } },
    busy: () => busy || Boolean(sendableSteps(view.state)),
    push, pull, keep,
    nudged(version) { if (!busy && version > getVersion(view.state)) pull().catch(() => {}); },
  };
}

// One slot a tab, kept over reloads, so that two tabs do not write over each other's words.
function sessionClient(story) {
  const name = `nightdesk:tab:${story}`;
  let tab = sessionStorage.getItem(name);
  if (!tab) sessionStorage.setItem(name, (tab = crypto.randomUUID().slice(0, 8)));
  return tab;
}

// Words of tabs that were closed before they were sent.
export function leftBehind(story) {
  const found = [];
  for (let n = localStorage.length - 1; n >= 0; n--) {
    const name = localStorage.key(n);
    if (!name?.startsWith(`nightdesk:story:${story}:`)) continue;
    try { const value = JSON.parse(localStorage.getItem(name)); if (value?.steps?.length) found.push([name, value]); } catch { /* unreadable: left where it is */ }
  }
  return found;
}
