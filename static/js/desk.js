// The desk's keys, clocks and stream. Hand-written, small; every act works without it.
(() => {
  const body = document.body;
  const off = () => localStorage.getItem("nightdesk:keys") === "off";
  // A letter is a letter where one types; a ticked box or a closed sheet still in focus takes none.
  const inField = (node) => node.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable=true], dialog[open]");
  let waiting = "";

  // What is folded away is laid out all the same in newer browsers: nobody is to stand on a row that is not seen.
  function rows() { return [...document.querySelectorAll("[data-list] [data-row]")].filter((row) => row.offsetParent && !row.closest("details:not([open])")); }
  function move(way) {
    const all = rows(), now = all.findIndex((row) => row.getAttribute("aria-current") === "true");
    const next = all[Math.min(Math.max(now + way, 0), all.length - 1)];
    if (!next) return;
    all.forEach((row) => row.removeAttribute("aria-current"));
    next.setAttribute("aria-current", "true");
    next.querySelector("a")?.focus();
  }
  const current = () => document.querySelector("[data-list] [data-row][aria-current=true]");
  // What an open item offers is pressed where it stands: in the pane beside the list, else on its own page.
  const pane = () => document.querySelector("#opened article, article[data-item]");
  const wide = () => matchMedia("(min-width: 50.01rem)").matches && document.getElementById("opened");
  function open(row, then) {
    const link = row?.querySelector("a[data-opens]");
    if (!link) return;
    if (!wide()) { location.href = link.href; return; }
    htmx.ajax("GET", link.href, { target: "#opened", swap: "innerHTML" }).then(() => {
      document.getElementById("opened").scrollTop = 0;
      then?.();
    });
  }
  function withOpened(act) {
    const row = current(), here = pane();
    if (row && here?.dataset.item !== row.dataset.item) open(row, act); else if (here) act();
  }
  function choose(row, on) {
    const box = row?.querySelector(".choose input");
    if (!box) return;
    box.checked = on ?? !box.checked;
    box.dispatchEvent(new Event("change", { bubbles: true }));
  }
  // A flash stands on top and in its place: it is one item all the same.
  const chosen = () => [...document.querySelectorAll('[form="regroup"][name="items"]:checked')].filter((box, n, all) => all.findIndex((one) => one.value === box.value) === n);
  function regroup(act, least) {
    if (chosen().length < least) choose(current(), true);
    if (chosen().length >= least) document.querySelector(`#regroup [data-act="${act}"]`)?.click();
    else say(least > 1 ? "Choose a second item, then press m again." : "Choose an item first.");
  }
  // What was said of the choice before holds no more when another is made, nor does the choice when it is done.
  document.addEventListener("change", (event) => { if (event.target.matches('[form="regroup"]')) document.getElementById("regroup-said")?.replaceChildren(); });
  body.addEventListener("nightdesk:regrouped", (event) => {
    document.querySelectorAll('[form="regroup"][name="items"]').forEach((box) => { box.checked = false; });
    const why = document.getElementById("why");
    if (why) why.value = "";
    say(event.detail.words);
    acts["."]();
  });
  body.addEventListener("nightdesk:attached", (event) => { say(event.detail.words); back(); });
  // The story is chosen with the arrows; Enter lays the item there, or goes there to cite it.
  function pick(how) {
    const choice = document.getElementById("attach-story");
    if (!choice) { say("No story of yours is open."); return; }
    choice.form.dataset.how = how;
    choice.focus();
    say(how ? "Choose the story; Enter goes there to cite, Esc goes back." : "Choose the story; Enter attaches, Esc goes back.");
  }
  function back() { document.activeElement?.blur(); (current()?.querySelector("a") ?? document.getElementById("opened"))?.focus(); }
  document.addEventListener("keydown", (event) => {
    if (event.target.id !== "attach-story") return;
    if (event.key === "Escape") { back(); say(""); }
    if (event.key !== "Enter") return;
    event.preventDefault();
    const form = event.target.form;
    form.querySelector(form.dataset.how ? "[name=cite]" : ".main").click();
  });
  const spoken = document.getElementById("said");
  // `beside` what changed the words stand already: there they are only heard.
  function say(words, beside = false) { if (spoken) { spoken.className = beside ? "unseen" : "told"; spoken.textContent = words; } }
  // What is said is seen at the foot for a while, whoever says it.
  let fades;
  function fade() { clearTimeout(fades); if (spoken.textContent.trim()) fades = setTimeout(() => spoken.replaceChildren(), 12000); }
  if (spoken) { fade(); new MutationObserver(fade).observe(spoken, { childList: true }); }
  const acts = {
    a: () => withOpened(() => pick("")),
    t: () => acts.a(),
    c: () => withOpened(() => pick("cite")),
    o: () => { const at = current()?.dataset.source ?? pane()?.dataset.source; if (at) window.open(at, "_blank", "noopener,noreferrer"); },
    x: () => choose(current()),
    m: () => regroup("merge", 2),
    s: () => regroup("split", 1),
    ".": () => body.dispatchEvent(new Event("nightdesk:show")),
    w: () => { const keep = document.querySelector('[data-key="w"]'); if (keep) keep.click(); else say("Search for something first: that is kept as the watch."); },
  };
  // Who has the current story is asked over the board, where one stays.
  function give() {
    const row = current(), sheet = document.getElementById("assign");
    if (!row?.dataset.assign || !sheet) { say("Go to a story first, with j and k."); return; }
    htmx.ajax("GET", row.dataset.assign, { target: "#assign-who", swap: "innerHTML" }).then(() => { sheet.showModal(); sheet.querySelector("select")?.focus(); });
  }
  document.addEventListener("click", (event) => {
    const sheet = event.target.closest("[data-close]")?.closest("dialog");
    if (sheet) { event.preventDefault(); sheet.close(); }
  });
  const places = { b: "/desk/", w: "/desk/wires/", o: "/desk/notes/", s: "/desk/sources/", d: "/desk/owed/" };
  document.addEventListener("keydown", (event) => {
    if (off() || event.ctrlKey || event.metaKey || event.altKey || inField(event.target)) return;
    if (waiting === "g" && places[event.key]) { location.href = places[event.key]; return; }
    waiting = event.key === "g" ? "g" : "";
    if (event.key === "j") move(1);
    if (event.key === "k") move(-1);
    if (event.key === "/") { event.preventDefault(); (document.getElementById("q") ?? document.getElementById("find"))?.select(); }
    if (event.key === "?") { const sheet = document.getElementById("keys-help"); if (sheet) { event.preventDefault(); sheet.showModal(); } return; }
    if (event.key === "a" && document.querySelector("table.board")) { event.preventDefault(); give(); return; }
    if (event.key === "n") {
      const link = document.querySelector('[data-key="n"]'), there = link?.hash && document.querySelector(link.hash);
      link?.click();
      if (there) { event.preventDefault(); there.querySelector("input:not([type=hidden]), textarea, select")?.focus(); }
    }
    if (event.key === "Enter" && event.target.matches("[data-row] a[data-opens]")) { event.preventDefault(); open(event.target.closest("[data-row]")); return; }
    if (document.querySelector(".wire-board, #opened, article[data-item]") && acts[event.key]) { event.preventDefault(); acts[event.key](); }
  });
  // From pane to pane of a story; the copy is met where one writes, the others as a whole.
  function nextPane(way) {
    const all = [...document.querySelectorAll("main > .pane")];
    const first = all.findIndex((one) => one.id === "copy"), now = all.findIndex((one) => one.contains(document.activeElement));
    const pane = all[now < 0 ? first : (now + way + all.length) % all.length];
    (pane.querySelector(".ProseMirror") ?? pane).focus();
    pane.scrollIntoView({ block: "nearest" });
  }
  // From change to change of a text under review; where nothing was approved before, all of it is new.
  function change(way) {
    const all = [...document.querySelectorAll(".compared [data-place]")], now = all.indexOf(document.activeElement);
    if (!all.length) { say("Nothing has changed."); return; }
    const at = now < 0 ? (way > 0 ? 0 : all.length - 1) : (now + way + all.length) % all.length;
    all[at].focus({ preventScroll: true });
    all[at].scrollIntoView({ block: "center" });
    say(`Change ${at + 1} of ${all.length}: ${all[at].dataset.place}`);
  }
  // From finding to finding of a text under review, each beside the words it stands at.
  function finding(way) {
    const all = [...document.querySelectorAll(".beside .finding")];
    if (!all.length) { say("No finding in this version."); return; }
    const now = all.findIndex((one) => one.contains(document.activeElement) || one.hasAttribute("aria-current"));
    const one = all[now < 0 ? (way > 0 ? 0 : all.length - 1) : (now + way + all.length) % all.length];
    all.forEach((other) => other.removeAttribute("aria-current"));
    one.setAttribute("aria-current", "true");
    // On one column the words stand far above what is said of them: there one stays with the finding.
    const places = one.dataset.at.split("|");
    const words = [...document.querySelectorAll("[data-block]")].filter((block) => block.toggleAttribute("data-met", places.includes(block.dataset.block)));
    if (matchMedia("(min-width: 50.01rem)").matches) words[0]?.scrollIntoView({ block: "center" });
    one.focus({ preventScroll: true });
    one.scrollIntoView({ block: "nearest" });
    say(`Finding ${one.querySelector(".letter-of").textContent}, ${one.querySelector(".zone").textContent}: ${one.querySelector("h3").textContent}`);
  }
  // What one fills in is sent; where one fills in no form, the copy is handed over or approved.
  function send(event) {
    const held = document.activeElement;
    if (held.closest("button, summary, a[href]")) return;
    event.preventDefault();
    if (held.form) { held.form.requestSubmit(); return; }
    const button = document.querySelector("[data-submit]");
    if (button?.getAttribute("aria-disabled") === "true") say(document.getElementById(button.getAttribute("aria-describedby"))?.textContent ?? ""); else button?.click();
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "F6" && document.querySelector("main > .pane")) { event.preventDefault(); nextPane(event.shiftKey ? -1 : 1); }
    if (event.key === "F8" && document.querySelector(".compared")) { event.preventDefault(); finding(event.shiftKey ? -1 : 1); }
    if (event.key === "Enter" && event.ctrlKey) send(event);
    if (["[", "]"].includes(event.key) && document.querySelector(".compared") && !off() && !event.metaKey && (!event.ctrlKey || event.getModifierState("AltGraph")) && !inField(event.target)) change(event.key === "]" ? 1 : -1);
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-show]")) { acts["."](); return; }
    const link = event.target.closest("a[data-opens]");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || !wide()) return;
    event.preventDefault();
    const row = link.closest("[data-row]");
    rows().forEach((one) => one.removeAttribute("aria-current"));
    row.setAttribute("aria-current", "true");
    open(row);
  });
  const keysOn = document.getElementById("keys-on");
  if (keysOn) {
    keysOn.checked = !off();
    keysOn.addEventListener("change", () => localStorage.setItem("nightdesk:keys", keysOn.checked ? "on" : "off"));
  }

  // A flash is heard where the person asked for it. Fetched and decoded: no media door is needed.
  const sound = document.querySelector("[data-sound]");
  let tone = null;
  const loud = () => localStorage.getItem("nightdesk:sound") === "on";
  async function ring() {
    if (!sound || !loud()) return;
    tone ??= new AudioContext();
    const bytes = await (await fetch(sound.dataset.sound)).arrayBuffer();
    const play = tone.createBufferSource();
    play.buffer = await tone.decodeAudioData(bytes);
    play.connect(tone.destination);
    play.start();
    document.documentElement.dataset.rang = String(Number(document.documentElement.dataset.rang ?? 0) + 1);
  }
  function told() {
    sound.hidden = false;
    sound.setAttribute("aria-pressed", String(loud()));
    sound.textContent = `Sound for a flash: ${loud() ? "on" : "off"}`;
  }
  if (sound) {
    told();
    sound.addEventListener("click", () => { localStorage.setItem("nightdesk:sound", loud() ? "off" : "on"); told(); ring(); });
  }

  // Arrivals wait behind a line, so that the text does not jump; at the top, with nothing held, they come in.
  const held = () => current() || chosen().length || document.querySelector(".live")?.scrollTop > 60
    || document.querySelector("#events-list details[open]") || document.querySelector("#events-list")?.contains(document.activeElement);
  body.addEventListener("htmx:afterSettle", (event) => {
    const line = event.target.id === "arrived-list" ? event.target : null;
    if (line && Number(line.dataset.count) > 0) {
      const flash = line.dataset.flash;
      if (flash && sessionStorage.getItem("nightdesk:rang") !== flash) { sessionStorage.setItem("nightdesk:rang", flash); ring(); }
      if (!held()) body.dispatchEvent(new Event("nightdesk:show"));
    }
    // An open item that was drawn anew is where one reads on.
    if (event.target.matches("article[data-item]") && document.activeElement === body) event.target.focus({ preventScroll: true });
    // What was asked for stands under the form, below many a screen.
    if (event.target.id === "found-probe") event.target.scrollIntoView({ block: "nearest" });
    if (event.target.id === "events-list") {
      const strip = document.getElementById("arrived-list");
      if (!strip) return;
      strip.replaceChildren();
      strip.dataset.count = "0";
      strip.setAttribute("hx-get", event.target.dataset.arrived);
      htmx.process(strip);
    }
  });
  // What was counted is of the words it was asked for, not of those typed since.
  function counted() {
    const query = document.getElementById("query"), preview = document.getElementById("preview-watch");
    const other = query && preview && query.value.trim() !== preview.dataset.of.trim();
    preview?.classList.toggle("outdated", Boolean(other));
    preview?.querySelector(".stale")?.toggleAttribute("hidden", !other);
  }
  document.addEventListener("input", (event) => { if (event.target.id === "query") counted(); });
  body.addEventListener("htmx:afterSettle", (event) => { if (event.target.id === "preview-watch") counted(); });
  // On a phone the filters fold, unless one of them has to be mended.
  if (matchMedia("(max-width: 50rem)").matches) document.querySelectorAll("details.folding").forEach((part) => { part.open = Boolean(part.querySelector(".wrong")); });

  function clocks() {
    document.querySelectorAll("time[data-zone]").forEach((node) => {
      node.textContent = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: node.dataset.zone }).format(new Date());
    });
  }
  setInterval(clocks, 15000);

  // What a part tells is read out when it has changed, and a part that would come back the same stays as it is.
  const telling = (part) => part?.matches?.("[data-tells]") ? part : part?.querySelector?.("[data-tells]"), tellings = new Map(), brought = new Map();
  body.addEventListener("htmx:beforeSwap", ({ detail }) => {
    const part = detail.target, words = part?.id && telling(part);
    if (!words || !detail.shouldSwap) return;
    const asks = detail.requestConfig?.verb === "get";
    if (asks && brought.get(part.id) === detail.serverResponse) { detail.shouldSwap = false; return; }
    tellings.set(part.id, asks ? words.textContent.trim() : "");
  });
  body.addEventListener("htmx:load", ({ detail: { elt: part } }) => {
    const words = telling(part)?.textContent.trim();
    if (words && tellings.has(part.id) && tellings.get(part.id) !== words) say(words, true);
    tellings.delete(part.id);
  });

  // A pane that renews itself keeps what was typed in it, which parts were open, how far it was scrolled, the current row, and the caret.
  const kept = new Map();
  // A part is known again by what it is called, whatever came or went around it; counts in its name may change.
  function folded(pane) {
    const seen = new Map();
    return [...pane.querySelectorAll("details")].map((part) => {
      const name = part.id || (part.querySelector("summary")?.textContent ?? "").replace(/\d+/g, "").trim();
      seen.set(name, (seen.get(name) ?? 0) + 1);
      return [part, `${name} ${seen.get(name)}`];
    });
  }
  const fields = (pane) => [...pane.querySelectorAll("input[id]:not([type=hidden]), textarea[id], select[id]")];
  const changed = (field) => field.type === "checkbox" || field.type === "radio"
    ? field.checked !== field.defaultChecked
    : field.tagName === "SELECT"
      ? (field.multiple
        ? [...field.options].some((option) => option.selected !== option.defaultSelected)
        : field.selectedIndex !== Math.max(0, [...field.options].findIndex((option) => option.defaultSelected)))  // none named: the first
      : field.value !== field.defaultValue;
  // A pane that is told to renew itself while it already asks, asks once more: the answer on its way may be older.
  // Under a finger that is down it stands still, so that what is pressed is there when the finger goes up.
  const again = new Set(), late = new Set();
  let pressed = null, lifted;
  const renews = (pane) => Boolean(pane?.id && pane.getAttribute("hx-trigger")?.includes("from:body"));
  function renew(pane) { if (pane?.isConnected) htmx.ajax("GET", pane.getAttribute("hx-get"), { source: pane, target: pane, swap: "outerHTML" }); }
  body.addEventListener("htmx:trigger", ({ target: pane }) => { if (renews(pane) && pane.classList.contains("htmx-request")) again.add(pane.id); });
  addEventListener("pointerdown", (event) => { clearTimeout(lifted); pressed = event.target; }, true);
  ["pointerup", "pointercancel"].forEach((name) => addEventListener(name, () => {
    clearTimeout(lifted);
    lifted = setTimeout(() => { pressed = null; late.forEach((id) => renew(document.getElementById(id))); late.clear(); }, 150);
  }, true));
  body.addEventListener("htmx:beforeSwap", (event) => {
    const pane = event.detail.target;
    if (!pane?.id || !event.detail.shouldSwap || event.detail.requestConfig?.verb !== "get") return;
    if (renews(pane) && event.detail.requestConfig.elt === pane && pane.contains(pressed)) { event.detail.shouldSwap = false; late.add(pane.id); return; }
    const held = document.activeElement, row = pane.querySelector("[data-row][aria-current=true]");
    const now = {
      row: row?.dataset.item && { item: row.dataset.item, focused: row.contains(held) && !held.id },
      values: fields(pane).filter(changed).map((field) => [field.id, field.type, field.value, field.checked]),
      open: folded(pane).filter(([part]) => part.open).map(([, name]) => name),
      focus: pane.contains(held) && held.id ? [held.id, held.selectionStart, held.selectionEnd] : null,
      rests: pane.dataset.rests,
      scroll: [pane.scrollLeft, pane.scrollTop],
    };
    // Renewed twice before the first was laid out: what the first one kept is still kept, and what was done since.
    const before = Date.now() - (kept.get(pane.id)?.at ?? 0) < 1000 ? kept.get(pane.id) : null;
    kept.set(pane.id, {
      at: before?.at ?? Date.now(),
      row: before?.row || now.row,
      values: [...(before?.values ?? []), ...now.values],
      open: new Set([...(before?.open ?? []), ...now.open]),
      focus: now.focus ?? before?.focus,
      rests: (before ?? now).rests,
      scroll: (before ?? now).scroll,
    });
  });
  // Only what is swapped in was brought: a pane under a finger has the same to come yet.
  body.addEventListener("htmx:beforeSwap", ({ detail }) => { if (detail.shouldSwap && detail.target?.id && telling(detail.target)) brought.set(detail.target.id, detail.serverResponse); });
  body.addEventListener("htmx:responseError", ({ detail }) => { if (detail.requestConfig?.verb !== "get" && detail.xhr.status !== 422) say("The desk did not take that. Load the page again."); });
  body.addEventListener("htmx:load", (event) => {
    const pane = event.detail.elt, was = pane?.id && kept.get(pane.id);
    if (pane?.dataset?.count) document.querySelector(`a[href="#${pane.id}"] [data-counts]`)?.replaceChildren(pane.dataset.count);
    if (again.delete(pane?.id)) renew(pane);
    if (!was) return;
    kept.delete(pane.id);
    if (was.rests !== pane.dataset.rests) body.dispatchEvent(new Event("nightdesk:rests"));
    for (const [part, name] of folded(pane)) if (was.open.has(name)) part.open = true;
    for (const [id, type, value, checked] of was.values) {
      const field = document.getElementById(id);
      if (!field) continue;
      if (type === "checkbox" || type === "radio") field.checked = checked; else field.value = value;
      const part = field.closest("details");
      if (part) part.open = true;
    }
    pane.scrollTo(...was.scroll);
    const row = was.row && pane.querySelector(`[data-row][data-item="${was.row.item}"]`);
    row?.setAttribute("aria-current", "true");
    if (was.row?.focused) row?.querySelector("a")?.focus();
    const field = was.focus && document.getElementById(was.focus[0]);
    if (!field) return;
    field.focus({ preventScroll: true });
    try { field.setSelectionRange(was.focus[1], was.focus[2]); } catch { /* a field without a caret */ }
  });

  // What is kept as one types is kept before another act of the page is sent, and when one leaves the page.
  const unkept = new Map(), keeping = new Set();
  const keeps = (form) => form?.matches?.("form[hx-post][hx-trigger^=input]");
  document.addEventListener("input", (event) => { if (keeps(event.target.form)) unkept.set(event.target.form, "waits"); });
  // So is what was typed before this script had come; what a browser puts back on a way back or a reload is not typed.
  addEventListener("DOMContentLoaded", () => {
    if (performance.getEntriesByType("navigation")[0]?.type !== "navigate") return;
    [...document.forms].filter(keeps).forEach((form) => fields(form).find(changed)?.dispatchEvent(new Event("input", { bubbles: true })));
  });
  body.addEventListener("htmx:beforeRequest", ({ detail: { elt: form } }) => { if (keeps(form)) { unkept.delete(form); keeping.add(form); } });
  // A part with a field to mend is kept too; one that somebody else changed meanwhile is not, and says so.
  body.addEventListener("htmx:afterRequest", ({ detail: { elt: form, xhr } }) => {
    if (keeping.delete(form) && ![200, 422].includes(xhr?.status)) unkept.set(form, "refused");
  });
  document.addEventListener("submit", async (event) => {
    const form = event.target, waits = () => [...unkept].filter(([one]) => one !== form && one.isConnected);
    if (form.hasAttribute("hx-get") || (!waits().length && !keeping.size)) { unkept.delete(form); return; }
    event.preventDefault();
    event.stopPropagation();
    for (let n = 0; n < 80 && (waits().some(([, state]) => state === "waits") || keeping.size); n++) await new Promise((done) => setTimeout(done, 100));
    const left = waits()[0]?.[0];
    if (!left) { form.requestSubmit(event.submitter ?? undefined); return; }
    left.querySelector(".kept button")?.focus();
    say("What you wrote here is not kept yet, so nothing was sent.");
  }, true);
  addEventListener("pagehide", () => new Set([...unkept.keys(), ...keeping]).forEach((form) => {
    if (form.isConnected) fetch(form.action, { method: "POST", body: new FormData(form), headers: { "HX-Request": "true" }, keepalive: true });
  }));

  // A page that the browser kept and shows again knows nothing of what was kept since, and its stream is closed.
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });

  // Nudges say only that something changed; the page asks again and rights are checked there.
  const url = body.dataset.stream;
  function heard(message) {
    const name = message.kind === "wires" && message.story ? "story-wires" : message.kind;
    body.dispatchEvent(new CustomEvent(`nightdesk:${name}`, { detail: message }));
  }
  if (url && window.EventSource) {
    // What came between the drawing of the page and this stream is told first.
    const stream = new EventSource(`${url}${url.includes("?") ? "&" : "?"}since=${body.dataset.since}`);
    stream.onmessage = (event) => { try { heard(JSON.parse(event.data)); } catch { /* not ours */ } };
    addEventListener("pagehide", () => stream.close());
  }
  setInterval(() => { heard({ kind: "board" }); heard({ kind: "wires" }); heard({ kind: "wires", story: 1 }); }, 20000);
})();
