import { post, recovery, signedOut } from "./sync.js";

// Headline, dek and byline save field by field; when somebody else was first, both are shown.
export function fields({ url, story, status, saved }) {
  const all = [...document.querySelectorAll("[data-field]")].map((element) => field(element, { url, story, status, saved }));
  return { waiting: () => all.some((one) => one.waiting()), push: () => Promise.all(all.map((one) => one.push())), set: (values) => all.forEach((one) => one.set(values)) };
}

function field(element, { url, story, status, saved }) {
  const name = element.dataset.field, kept = recovery(`field:${story}:${name}`);
  const said = () => element.value.split(/\s+/).filter(Boolean).join(" ");
  let base = said(), timer = null, busy = false, wait = 800;

  function count() {
    const output = document.querySelector(`output[for="${element.id}"]`);
    if (output?.dataset.count) output.textContent = `${said().length} of ${output.dataset.count}`;
    if (element.tagName === "TEXTAREA") { element.rows = 1; element.rows = Math.max(1, Math.min(8, Math.round(element.scrollHeight / parseFloat(getComputedStyle(element).lineHeight)))); }
  }
  async function push() {
    clearTimeout(timer); timer = null;
    if (busy || said() === base) return;
    busy = true; status("saving");
    const sent = said();
    try {
      const answer = await post(url, { field: name, value: sent, base });
      if (signedOut(answer)) { status("signed-out"); wait = 5000; return; }
      const data = await answer.json();
      if (answer.status === 409) { base = data.value; under(`${data.by} wrote: “${data.value}”. Yours stays here until you save it.`); status("offline"); return; }
      if (!answer.ok) { under(data.error); status("refused", data.error); base = sent; return; }
      base = data.value; wait = 800; under(""); kept.drop(); status("saved"); saved();
    } catch { status("offline"); wait = Math.min(wait * 2, 15000); }
    finally { busy = false; if (said() !== base) later(wait); }
  }
  function under(words) { const place = document.querySelector(`[data-under="${name}"]`); if (place) place.textContent = words; }
  function later(pause) { timer ??= setTimeout(push, pause); }
  element.addEventListener("input", () => { count(); kept.write({ base, value: element.value }); status("typing"); later(800); });
  element.addEventListener("keydown", (event) => { if (event.key === "Enter" && !event.ctrlKey) event.preventDefault(); });
  element.addEventListener("blur", () => { push(); });
  const left = kept.read();
  if (left && left.value !== element.value) { element.value = left.value; later(300); }
  count();
  return {
    push, waiting: () => said() !== base,
    set(values) { if (said() === base && values[name] !== undefined && values[name] !== base) { base = values[name]; element.value = base; count(); } },
  };
}
