// The desk's keys, clocks and stream. Hand-written, small; every act works without it.
(() => {
  const body = document.body;
  const off = () => localStorage.getItem("nightdesk:keys") === "off";
  const inField = (node) => node.closest("input, textarea, select, [contenteditable=true]");
  let waiting = "";

  function rows() { return [...document.querySelectorAll("[data-list] [data-row]")]; }
  function move(way) {
    const all = rows(), now = all.findIndex((row) => row.getAttribute("aria-current") === "true");
    const next = all[Math.min(Math.max(now + way, 0), all.length - 1)];
    if (!next) return;
    all.forEach((row) => row.removeAttribute("aria-current"));
    next.setAttribute("aria-current", "true");
    next.querySelector("a")?.focus();
  }
  const places = { b: "/desk/", w: "/desk/wires/", o: "/desk/notes/", s: "/desk/sources/" };
  document.addEventListener("keydown", (event) => {
    if (off() || event.ctrlKey || event.metaKey || event.altKey || inField(event.target)) return;
    if (waiting === "g" && places[event.key]) { location.href = places[event.key]; return; }
    waiting = event.key === "g" ? "g" : "";
    if (event.key === "j") move(1);
    if (event.key === "k") move(-1);
    if (event.key === "/") { event.preventDefault(); document.getElementById("find")?.focus(); }
    if (event.key === "n") document.querySelector('[data-key="n"]')?.click();
  });

  function clocks() {
    document.querySelectorAll("time[data-zone]").forEach((node) => {
      node.textContent = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: node.dataset.zone }).format(new Date());
    });
  }
  setInterval(clocks, 15000);

  // A pane that renews itself keeps what was typed in it, which parts were open, and the caret.
  const kept = new Map();
  const fields = (pane) => [...pane.querySelectorAll("input[id]:not([type=hidden]), textarea[id], select[id]")];
  const changed = (field) => field.type === "checkbox" || field.type === "radio"
    ? field.checked !== field.defaultChecked
    : field.tagName === "SELECT"
      ? [...field.options].some((option) => option.selected !== option.defaultSelected)
      : field.value !== field.defaultValue;
  body.addEventListener("htmx:beforeSwap", (event) => {
    const pane = event.detail.target;
    if (!pane?.id || !event.detail.shouldSwap || event.detail.requestConfig?.verb !== "get") return;
    // Renewed twice before the first was laid out: what was typed is still what the first one kept.
    if (Date.now() - (kept.get(pane.id)?.at ?? 0) < 1000) return;
    const held = document.activeElement;
    kept.set(pane.id, {
      at: Date.now(),
      values: fields(pane).filter(changed).map((field) => [field.id, field.type, field.value, field.checked]),
      open: [...pane.querySelectorAll("details")].map((part, at) => part.open && at).filter((at) => at !== false),
      parts: pane.querySelectorAll("details").length,
      focus: pane.contains(held) && held.id ? [held.id, held.selectionStart, held.selectionEnd] : null,
    });
  });
  body.addEventListener("htmx:load", (event) => {
    const pane = event.detail.elt, was = pane?.id && kept.get(pane.id);
    if (!was) return;
    kept.delete(pane.id);
    const parts = [...pane.querySelectorAll("details")];
    if (parts.length === was.parts) was.open.forEach((at) => { parts[at].open = true; });
    for (const [id, type, value, checked] of was.values) {
      const field = document.getElementById(id);
      if (!field) continue;
      if (type === "checkbox" || type === "radio") field.checked = checked; else field.value = value;
      const part = field.closest("details");
      if (part) part.open = true;
    }
    const field = was.focus && document.getElementById(was.focus[0]);
    if (!field) return;
    field.focus();
    try { field.setSelectionRange(was.focus[1], was.focus[2]); } catch { /* a field without a caret */ }
  });

  // Nudges say only that something changed; the page asks again and rights are checked there.
  const url = body.dataset.stream;
  function heard(message) {
    const name = message.kind === "wires" && message.story ? "story-wires" : message.kind;
    body.dispatchEvent(new CustomEvent(`nightdesk:${name}`, { detail: message }));
    if (message.kind === "steps") body.dispatchEvent(new Event("nightdesk:checked-soon"));
  }
  if (url && window.EventSource) {
    const stream = new EventSource(url);
    stream.onmessage = (event) => { try { heard(JSON.parse(event.data)); } catch { /* not ours */ } };
    addEventListener("pagehide", () => stream.close());
  }
  setInterval(() => { heard({ kind: "board" }); heard({ kind: "wires" }); heard({ kind: "wires", story: 1 }); }, 20000);
})();
