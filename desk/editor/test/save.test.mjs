// The save protocol against a small authority that answers slowly: npm test
import assert from "node:assert/strict";
import { test } from "node:test";
import { EditorState } from "prosemirror-state";
import { Step } from "prosemirror-transform";
import { collab, getVersion, sendableSteps } from "prosemirror-collab";
import { history, undo } from "prosemirror-history";

class Store {
  rows = new Map();
  getItem(name) { return this.rows.get(name) ?? null; }
  setItem(name, value) { this.rows.set(name, value); }
  removeItem(name) { this.rows.delete(name); }
  key(n) { return [...this.rows.keys()][n]; }
  get length() { return this.rows.size; }
}
globalThis.localStorage = new Store();
globalThis.getComputedStyle = () => ({ lineHeight: "20" });
const meta = { content: "token" };
let inputs = [];
globalThis.document = {
  querySelector: (words) => (words.startsWith("meta") ? meta : null),
  querySelectorAll: () => inputs,
  createElement: () => ({ handlers: {}, setAttribute() {}, addEventListener(name, act) { this.handlers[name] = act; }, replaceChildren(...all) { this.children = all; } }),
};
const { schema } = await import("../src/schema.js");
const { sync, rebased } = await import("../src/sync.js");
const { fields } = await import("../src/fields.js");

const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const opening = (words = "Hello ") => schema.nodes.doc.create(null, [schema.nodes.paragraph.create({ id: "a" }, schema.text(words))]);
const plain = (doc) => doc.textBetween(0, doc.content.size, "|");
const reply = (status, data) => ({ ok: status < 400, status, type: "basic", json: async () => structuredClone(data) });
const type = (at, words) => [...words].map((letter, n) => (tr) => tr.insertText(letter, at + n));

class Authority {
  doc = opening();
  steps = [];
  clients = [];
  since(version) { return { version: this.steps.length, steps: this.steps.slice(version), clients: this.clients.slice(version) }; }
  post(body) {
    if (body.steps.length > 500) return [422, { error: "too many" }];
    if (body.version !== this.steps.length) return [409, this.since(body.version)];
    for (const step of body.steps) {
      this.doc = Step.fromJSON(schema, step).apply(this.doc).doc;
      this.steps.push(step);
      this.clients.push(body.client);
    }
    return [200, { version: this.steps.length }];
  }
  another(words, at, client = "another") {
    const made = EditorState.create({ doc: this.doc }).tr.insertText(words, at);
    this.post({ version: this.steps.length, client, steps: made.steps.map((one) => one.toJSON()) });
  }
  answers({ post = 0, get = 0, away = () => false } = {}) {
    globalThis.fetch = async (url, options = {}) => {
      if (away()) throw new TypeError("network");
      const answer = options.method === "POST" ? this.post(JSON.parse(options.body)) : [200, this.since(Number(url.split("since=")[1]))];
      const copy = structuredClone(answer);
      await pause(options.method === "POST" ? post : get);
      return reply(...copy);
    };
  }
}
function page() {
  const line = sync({ steps: "/s", slot: `story:1:${Math.random()}`, status() {}, saved() {} });
  const view = { state: EditorState.create({ doc: opening(), plugins: [line.plugin(0), history()] }), dispatch(tr) { this.state = this.state.apply(tr); if (tr.docChanged) line.changed(); } };
  line.attach(view);
  return { line, view, write: (words, at) => view.dispatch(view.state.tr.insertText(words, at)), words: () => plain(view.state.doc) };
}
async function agreed(authority, one, words) {
  for (let n = 0; n < 60 && (one.line.busy() || plain(authority.doc) !== words); n++) await pause(100);
  assert.equal(plain(authority.doc), words);
  assert.equal(one.words(), words);
  assert.equal(getVersion(one.view.state), authority.steps.length);
  assert.equal(sendableSteps(one.view.state), null);
}

test("a pull under way beside the own push confirms nothing twice", async () => {
  const authority = new Authority();
  authority.answers({ post: 80, get: 20 });
  const one = page();
  one.write("A", 7);
  const pushed = one.line.push();
  await pause(10);
  const pulled = one.line.pull();
  await pause(40);
  one.write("B", 8);
  await Promise.all([pushed, pulled]);
  await agreed(authority, one, "Hello AB");
});

test("two nudges at once bring others' words in once", async () => {
  const authority = new Authority();
  authority.answers({ post: 20, get: 60 });
  const one = page();
  authority.another("X", 7);
  one.line.nudged(1);
  await pause(20);
  authority.another("Y", 8);
  one.line.nudged(2);
  await pause(300);
  one.write("!", 1);
  await agreed(authority, one, "!Hello XY");
});

test("a mend that was asked for is undone like what was typed, another's words are not", async () => {
  const authority = new Authority();
  authority.answers({});
  const one = page(), undone = () => undo(one.view.state, (tr) => one.view.dispatch(tr));
  const ask = async () => { authority.another("up ", 7, "fix-3-0"); return { ok: true }; };
  assert.equal((await one.line.mend(ask)).ok, true);
  assert.equal(one.words(), "Hello up ");
  authority.another("Theirs. ", 1);
  await one.line.pull();
  assert.equal(undone(), true);
  await agreed(authority, one, "Theirs. Hello ");
  assert.equal(undone(), false);
  assert.equal((await one.line.mend(async () => ({ ok: false, status: 422 }))).status, 422);
  assert.equal(one.words(), "Theirs. Hello ");
});

test("six hundred letters typed while away all arrive", async () => {
  let away = true;
  const authority = new Authority();
  authority.answers({ away: () => away });
  const one = page();
  for (let n = 0; n < 600; n++) one.write("a", 7 + n);
  await pause(50);
  away = false;
  one.line.push();
  await agreed(authority, one, `Hello ${"a".repeat(600)}`);
});

const left = {
  "a word": type(7, "world"),
  "a slip taken back": [...type(7, "worlx"), (tr) => tr.delete(11, 12), ...type(11, "d")],
  "a word put into the middle": [...type(7, "five hurt"), ...type(12, "men ")],
  "a pasted sentence mended": [(tr) => tr.insertText("Five people were hurt.", 7), (tr) => tr.delete(12, 18), ...type(12, "children")],
  "a new paragraph, then a sentence before it": [(tr) => tr.split(7), ...type(9, "Second."), ...type(9, "First. ")],
};
for (const [name, acts] of Object.entries(left)) {
  for (const meanwhile of ["", "Zero. "]) {
    test(`put back after a closed tab: ${name}${meanwhile && ", under another's words"}`, () => {
      let state = EditorState.create({ doc: opening(), plugins: [collab({ version: 0, clientID: "closed" })] });
      for (const act of acts) state = state.apply(act(state.tr));
      const kept = { version: 0, client: "closed", doc: opening().toJSON(), steps: sendableSteps(state).steps.map((one) => one.toJSON()) };
      const authority = new Authority();
      if (meanwhile) authority.another(meanwhile, 1);
      const tr = EditorState.create({ doc: authority.doc }).tr;
      for (const step of rebased(kept, authority.since(0))) tr.step(step);
      assert.equal(plain(tr.doc), meanwhile + plain(state.doc));
    });
  }
}

test("words that had arrived before the tab closed are not put back twice", () => {
  const state = EditorState.create({ doc: opening() });
  const step = state.tr.insertText("world", 7).steps[0].toJSON();
  const kept = { version: 0, client: "closed", doc: opening().toJSON(), steps: [step] };
  assert.deepEqual(rebased(kept, { version: 1, steps: [step], clients: ["closed"] }), []);
});

function headline(at, stands) {
  const handlers = {};
  const one = { id: "f", value: at, tagName: "INPUT", dataset: { field: "headline" }, handlers, addEventListener(name, act) { handlers[name] = act; }, after(line) { this.line = line; }, focus() {} };
  inputs = [one];
  const posts = [];
  globalThis.fetch = async (url, options) => {
    const sent = JSON.parse(options.body);
    if (sent.value !== stands.value && sent.base !== stands.value) return reply(409, { value: stands.value, by: "Nellie" });
    posts.push(sent.value);
    stands.value = sent.value;
    return reply(200, { value: sent.value, version: 1 });
  };
  const shorts = fields({ url: "/f", story: 1, status() {}, saved() {} });
  return { one, posts, shorts, write(words) { one.value = words; handlers.input(); } };
}

test("another's headline is never written over without a word from the person", async () => {
  localStorage.rows.clear();
  const stands = { value: "Two dead" };
  const page = headline("Five hurt", stands);
  page.write("Five people hurt");
  await pause(2500);
  assert.equal(stands.value, "Two dead");
  assert.match(page.one.line.children[0], /Nellie wrote: “Two dead”/);
  assert.ok(page.shorts.waiting());
  page.one.line.children[1].handlers.click();
  await pause(100);
  assert.equal(stands.value, "Five people hurt");
});

test("a kept headline of an older draft waits to be chosen", async () => {
  localStorage.rows.clear();
  localStorage.setItem("nightdesk:field:1:headline", JSON.stringify({ base: "Five hurt", value: "Old words" }));
  const stands = { value: "Two dead" };
  const page = headline("Two dead", stands);
  await pause(1500);
  assert.equal(stands.value, "Two dead");
  page.one.line.children[2].handlers.click();
  assert.equal(page.one.value, "Two dead");
  assert.equal(localStorage.getItem("nightdesk:field:1:headline"), null);
});

test("a slip taken back leaves nothing behind that could be put back later", async () => {
  localStorage.rows.clear();
  const page = headline("Five hurt", { value: "Five hurt" });
  page.write("Five hurtx");
  await pause(100);
  page.write("Five hurt");
  await pause(1200);
  assert.equal(localStorage.getItem("nightdesk:field:1:headline"), null);
  assert.deepEqual(page.posts, []);
});

test("an answer that was on its way while a headline was kept does not put the old one back", async () => {
  localStorage.rows.clear();
  const page = headline("Five hurt", { value: "Five hurt" });
  const asked = page.shorts.marks();
  page.write("Six hurt");
  await page.shorts.push();
  page.shorts.set({ headline: "Five hurt" }, "", asked);
  assert.equal(page.one.value, "Six hurt");
  page.shorts.set({ headline: "Seven hurt" }, "", page.shorts.marks());
  assert.equal(page.one.value, "Seven hurt");
});
