import { Plugin, PluginKey } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";

// Findings are drawn over the copy and never in it. They move with the words, and go when their
// words change; none is drawn on the sentence that is being typed.
export const key = new PluginKey("findings");

export function findingsPlugin() {
  return new Plugin({
    key,
    state: {
      init: () => ({ list: [], set: DecorationSet.empty }),
      apply(tr, old) {
        const told = tr.getMeta(key);
        if (told) return draw(tr.doc, told);
        if (!tr.docChanged) return old;
        const list = old.list
          .map((f) => ({ ...f, start: tr.mapping.map(f.start, 1), end: tr.mapping.map(f.end, -1) }))
          .filter((f) => f.end > f.start && tr.doc.textBetween(f.start, f.end, "\n", "") === f.exact);
        return { list, set: decorate(tr.doc, list) };
      },
    },
    props: { decorations: (state) => key.getState(state).set },
  });
}

function draw(doc, found) {
  const list = found.map((f) => place(doc, f)).filter(Boolean);
  return { list, set: decorate(doc, list) };
}

// Block id and offsets in its text to positions; a citation in between counts for nothing in the text.
function place(doc, finding) {
  let at = null;
  doc.descendants((node, pos) => {
    if (at || !node.isTextblock || node.attrs.id !== finding.block) return !at;
    at = { start: inside(node, pos + 1, finding.from, true), end: inside(node, pos + 1, finding.to, false) };
    return false;
  });
  if (!at || at.end <= at.start) return null;
  // Words that changed while the desk was asked are asked about again; nothing is drawn on them.
  const said = doc.textBetween(at.start, at.end, "\n", (leaf) => (leaf.type.name === "hard_break" ? "\n" : ""));
  if (finding.exact && !finding.exact.startsWith(said)) return null;
  return { ...finding, ...at, exact: doc.textBetween(at.start, at.end, "\n", "") };
}

function inside(block, start, offset, after) {
  let left = offset, pos = start, found = null;
  block.forEach((child) => {
    if (found !== null) return;
    const length = child.isText ? child.text.length : child.type.name === "hard_break" ? 1 : 0;
    if (left < length || (left === length && !after && length)) { found = pos + left; return; }
    left -= length;
    pos += child.nodeSize;
  });
  return found ?? pos;
}

function decorate(doc, list) {
  const marks = list.flatMap((f) => [
    Decoration.inline(f.start, f.end, { class: f.blocking ? "words-found blocking" : "words-found", "data-letter": f.letter }),
    Decoration.widget(f.end, () => letter(f), { side: 1, ignoreSelection: true, key: `f-${f.letter}` }),
  ]);
  return DecorationSet.create(doc, marks);
}

function letter(finding) {
  const link = document.createElement("a");
  link.className = finding.blocking ? "letter blocking" : "letter";
  link.href = `#f-${finding.letter}`;
  link.textContent = finding.letter;
  link.setAttribute("aria-label", `Finding ${finding.letter}`);
  link.contentEditable = "false";
  return link;
}
