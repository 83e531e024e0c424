import { Plugin } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";

// Citations are numbered by first use; the number is drawn, the node holds only the item.
export function citesPlugin() {
  return new Plugin({
    props: {
      decorations(state) {
        const numbers = new Map(), marks = [];
        state.doc.descendants((node, pos) => {
          if (node.type.name !== "cite") return;
          if (!numbers.has(node.attrs.item)) numbers.set(node.attrs.item, numbers.size + 1);
          marks.push(Decoration.node(pos, pos + 1, { "data-number": String(numbers.get(node.attrs.item)), "aria-label": `Source ${numbers.get(node.attrs.item)}` }));
        });
        return DecorationSet.create(state.doc, marks);
      },
    },
  });
}
