// Findings in the order one reads: headline, dek, copy, then those that stand on no words of ours.
const RANK = { headline: 0, dek: 1, body: 2 };
const NOWHERE = 3;

// A finding of a short field stands where its words are now; words that are gone are asked about again.
function inField({ exact, from }, text) {
  if (!exact) return { from: 0, to: 0 };
  const after = text.indexOf(exact, from), before = text.lastIndexOf(exact, from);
  if (after < 0 && before < 0) return null;
  const at = before < 0 || (after >= 0 && after - from < from - before) ? after : before;
  return { from: at, to: at + exact.length };
}

// `found` is what the desk answered last, `drawn` what of it stands in the copy, `text` gives a field's words.
export function stops(found, drawn, text) {
  const inCopy = new Map(drawn.map((one) => [one.fingerprint, one]));
  const all = found.flatMap((one, n) => {
    const stands = one.zone === "body" ? inCopy.get(one.fingerprint) : null;
    if (stands) return [{ ...one, rank: RANK.body, from: stands.start, to: stands.end }];
    // Not drawn though it quotes the copy: its words have just changed.
    if (one.zone === "body" && one.exact) return [];
    if (!(one.zone in RANK) || one.zone === "body") return [{ ...one, rank: NOWHERE, from: n, to: n }];
    const range = inField(one, text(one.zone));
    return range ? [{ ...one, rank: RANK[one.zone], ...range }] : [];
  });
  return all.sort((a, b) => a.rank - b.rank || a.from - b.from);
}

// The stop after or before a place, round and round. `here` is { rank, at }, or none; where one still
// stands at the last stop, the next in the list is the next, also of two on the same words.
export function walked(list, here, last, way) {
  if (!list.length) return null;
  const now = list.findIndex((one) => one.fingerprint === last);
  const stands = now >= 0 && (!here || (list[now].rank === here.rank && list[now].from === here.at));
  if (stands) return list[(now + way + list.length) % list.length];
  const place = here ?? { rank: -1, at: 0 };
  const past = (one) => one.rank - place.rank || one.from - place.at;
  return way > 0 ? list.find((one) => past(one) >= 0) ?? list[0] : list.findLast((one) => past(one) < 0) ?? list.at(-1);
}

// Where one stands: in a short field, in the copy, at a finding beside it; null elsewhere.
export function standing(held, view) {
  const zone = held?.dataset?.field;
  if (zone in RANK) return { rank: RANK[zone], at: held.selectionStart };
  return view.hasFocus() ? { rank: RANK.body, at: view.state.selection.from } : null;
}
