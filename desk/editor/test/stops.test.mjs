// Where F8 goes: every finding of the piece, in the order one reads, round and round.
import assert from "node:assert/strict";
import { test } from "node:test";
import { stops, walked } from "../src/stops.js";

const one = (fingerprint, zone, from, exact = "TK") => ({ fingerprint, zone, from, to: from + exact.length, exact });
const HEADLINE = "TK people hurt in TK", DEK = "The TK hospital";
const text = (zone) => ({ headline: HEADLINE, dek: DEK })[zone] ?? "";
// In order of weight, as the desk answers: what blocks first.
const FOUND = [one("body-2", "body", 0), one("link", "sources", 0), one("dek", "dek", 4), one("head-2", "headline", 18), one("head-1", "headline", 0), one("body-1", "body", 0), one("gap", "body", 0, "")];
const DRAWN = [{ fingerprint: "body-2", start: 40, end: 42 }, { fingerprint: "body-1", start: 3, end: 5 }];
const names = (list) => list.map((stop) => stop.fingerprint);
const ORDER = ["head-1", "head-2", "dek", "body-1", "body-2", "link", "gap"];

test("they stand in the order one reads, those on no words last", () => {
  assert.deepEqual(names(stops(FOUND, DRAWN, text)), ORDER);
});

test("one comes to all of them, and round again, both ways", () => {
  for (const [way, order] of [[1, ORDER], [-1, [...ORDER].reverse()]]) {
    const list = stops(FOUND, DRAWN, text), visited = [];
    let last = null;
    for (let n = 0; n <= list.length; n++) { last = walked(list, null, last, way).fingerprint; visited.push(last); }
    assert.deepEqual(visited, [...order, order[0]]);
  }
});

test("from where the caret stands, one comes to the next in reading", () => {
  const list = stops(FOUND, DRAWN, text);
  for (const [here, way, expected] of [
    [{ rank: 0, at: 5 }, 1, "head-2"], [{ rank: 0, at: 19 }, 1, "dek"], [{ rank: 1, at: 9 }, 1, "body-1"],
    [{ rank: 2, at: 10 }, 1, "body-2"], [{ rank: 2, at: 99 }, 1, "link"], [{ rank: 2, at: 10 }, -1, "body-1"],
    [{ rank: 0, at: 0 }, -1, "gap"], [{ rank: 0, at: 0 }, 1, "head-1"],
  ]) assert.equal(walked(list, here, "body-2", way).fingerprint, expected, JSON.stringify(here));
});

test("two on the same words are both visited", () => {
  const drawn = [...DRAWN, { fingerprint: "twin", start: 3, end: 9 }];
  const list = stops([...FOUND, one("twin", "body", 0)], drawn, text);
  const next = walked(list, { rank: 2, at: 3 }, "body-1", 1);
  assert.equal(next.fingerprint, "twin");
  assert.equal(walked(list, { rank: 2, at: 3 }, "twin", 1).fingerprint, "body-2");
});

test("words that moved in a field are found again, words that are gone are left out", () => {
  const moved = (zone) => (zone === "headline" ? `Three, ${HEADLINE}` : "The hospital");
  const list = stops(FOUND, [], moved);
  assert.deepEqual(names(list), ["head-1", "head-2", "link", "gap"]);
  assert.deepEqual([list[0].from, list[0].to], [7, 9]);
});

test("nothing found, nowhere to go", () => assert.equal(walked([], null, null, 1), null));
