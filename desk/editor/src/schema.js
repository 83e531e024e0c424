import { Schema } from "prosemirror-model";
import spec from "../../schema.json";

// One schema for both sides; only how a node looks and is read from HTML is added here.
const block = (tag) => ({ parseDOM: [{ tag, getAttrs: () => ({ id: fresh() }) }], toDOM: (node) => [tag, { "data-id": node.attrs.id ?? "" }, 0] });
const plain = (tag) => ({ parseDOM: [{ tag }], toDOM: () => [tag, 0] });
const looks = {
  paragraph: block("p"),
  heading: { parseDOM: ["h1", "h2", "h3", "h4"].map((tag) => ({ tag, getAttrs: () => ({ id: fresh(), level: 2 }) })), toDOM: (node) => ["h2", { "data-id": node.attrs.id ?? "" }, 0] },
  blockquote: plain("blockquote"),
  bullet_list: plain("ul"),
  ordered_list: plain("ol"),
  list_item: plain("li"),
  hard_break: { parseDOM: [{ tag: "br" }], toDOM: () => ["br"] },
  cite: { toDOM: (node) => ["a", { class: "cite", "data-item": node.attrs.item, "data-display": node.attrs.display }, "•"] },
};
const marks = {
  link: { parseDOM: [{ tag: "a[href]", getAttrs: (dom) => (/^(https?:|mailto:)/i.test(dom.getAttribute("href")) ? { href: dom.getAttribute("href") } : false) }], toDOM: (mark) => ["a", { href: mark.attrs.href, rel: "noopener" }, 0] },
  em: { parseDOM: [{ tag: "em" }, { tag: "i" }], toDOM: () => ["em", 0] },
  strong: { parseDOM: [{ tag: "strong" }, { tag: "b" }], toDOM: () => ["strong", 0] },
};

export function fresh() {
  return crypto.randomUUID().slice(0, 13);
}
const joined = (given, more) => Object.fromEntries(Object.entries(given).map(([name, value]) => [name, { ...value, ...(more[name] ?? {}) }]));
export const schema = new Schema({ nodes: joined(spec.nodes, looks), marks: joined(spec.marks, marks) });
