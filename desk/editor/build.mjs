// Builds static/js/editor.js and writes down what it was built from.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import * as esbuild from "esbuild";

const out = process.argv[2] ?? "../../static/js";
await esbuild.build({
  entryPoints: ["src/editor.js"],
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  outfile: `${out}/editor.js`,
  loader: { ".json": "json" },
});
const sources = ["package-lock.json", "build.mjs", "../schema.json", ...readdirSync("src").sort().map((name) => `src/${name}`)];
const hashes = Object.fromEntries(sources.map((name) => [name, createHash("sha256").update(readFileSync(name)).digest("hex")]));
hashes["editor.js"] = createHash("sha256").update(readFileSync(`${out}/editor.js`)).digest("hex");
writeFileSync(`${out}/bundle.sources.json`, `${JSON.stringify(hashes, null, 1)}\n`);
