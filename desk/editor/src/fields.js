import { post, recovery, signedOut } from "./sync.js";

// Headline, dek and byline save field by field; when somebody else was first, both are shown.
export function fields({ url, story, status, saved }) {
  const all = [...document.querySelectorAll("[data-field]")].map((element) => field(element, { url, story, status, saved }));
  return { waiting: () => all.some((one) => one.waiting()), push: () => Promise.all(all.map((one) => one.push())), marks: () => all.map((one) => one.mark()), set: (values, mended, asked) => all.forEach((one, n) => one.set(values, mended, asked?.[n])) };
}

const plain = (text) => text.split(/\s+/).filter(Boolean).join(" ");

function field(element, { url, story, status, saved }) {
  const name = element.dataset.field, kept = recovery(`field:${story}:${name}`);
  const said = () => plain(element.value);
  const line = document.createElement("p");
  line.className = "adrift"; line.setAttribute("role", "status"); line.hidden = true;
  element.after(line);
  // What was typed before this ran is unsaved; the page itself says what stood at the desk.
  let base = plain(element.defaultValue ?? element.value), timer = null, busy = false, wait = 800, clash = null, refused = null, taking = false;
  let mark = 0;  // how often what stands at the desk has changed, as far as this field knows
  function stands(value) { base = value; mark += 1; }

  function count() {
    const output = document.querySelector(`output[for="${element.id}"]`);
    if (output?.dataset.count) output.textContent = `${said().length} of ${output.dataset.count}`;
    if (element.tagName === "TEXTAREA") { element.rows = 1; element.rows = Math.max(1, Math.min(8, Math.round(element.scrollHeight / parseFloat(getComputedStyle(element).lineHeight)))); }
  }
  async function push() {
    clearTimeout(timer); timer = null;
    if (said() === base) { kept.drop(); return; }
    if (busy || clash !== null || said() === refused) return;
    busy = true; status("saving");
    const sent = said();
    try {
      const answer = await post(url, { field: name, value: sent, base });
      if (signedOut(answer)) { status("signed-out"); wait = 5000; return; }
      const data = await answer.json();
      if (answer.status === 409) { stand(data.value, data.by); return; }
      if (!answer.ok) { refused = sent; tell(data.error); status("refused", data.error); return; }
      stands(data.value); wait = 800; refused = null; tell("");
      if (said() === base) kept.drop(); else kept.write({ base, value: element.value });
      status("saved"); saved();
    } catch { status("offline"); wait = Math.min(wait * 2, 15000); }
    finally { busy = false; if (said() !== base && clash === null && said() !== refused) later(wait); }
  }
  // Somebody else was first: both stand on the screen until the person says which one stays.
  function stand(value, by) {
    clash = value;
    status("offline");
    tell(`${by ? `${by} wrote` : "At the desk it reads"}: “${value}” Yours is kept here and not saved.`, [
      ["Keep mine", () => { stands(value); settle(); push(); }],
      ["Take theirs", () => { stands(value); element.value = value; kept.drop(); settle(); status("saved"); saved(); }],
    ]);
  }
  function settle() { clash = null; tell(""); count(); element.focus(); }
  function tell(words, acts = []) {
    line.replaceChildren(words, ...acts.map(([word, act]) => {
      const button = document.createElement("button");
      button.type = "button"; button.className = "press bare"; button.textContent = word;
      button.addEventListener("click", act);
      return button;
    }));
    line.hidden = !words;
  }
  // As if it had been typed: undo takes it back like everything else in the field.
  function typeOver(words) {
    taking = true;
    element.focus(); element.select();
    try { return document.execCommand("insertText", false, words) && said() === base; } finally { taking = false; }
  }
  function later(pause) { timer ??= setTimeout(push, pause); }
  element.addEventListener("input", () => {
    count();
    if (taking) return;
    if (said() === base) kept.drop(); else kept.write({ base, value: element.value });
    status("typing"); later(800);
  });
  element.addEventListener("keydown", (event) => { if (event.key === "Enter" && !event.ctrlKey && !event.altKey) event.preventDefault(); });
  element.addEventListener("blur", () => { push(); });
  const left = kept.read();
  if (left && left.value !== element.value) {
    const now = base;
    element.value = left.value;
    if (left.base === now) later(300); else if (said() !== now) stand(now);
  } else if (said() !== base) later(300);
  count();
  return {
    push, waiting: () => said() !== base, mark: () => mark,
    // An answer to a question asked before what stands here was kept is older than it.
    set(values, mended, asked = mark) {
      if (asked !== mark || said() !== base || values[name] === undefined || values[name] === base) return;
      stands(values[name]);
      if (mended !== name || !typeOver(base)) element.value = base;
      count();
    },
  };
}
