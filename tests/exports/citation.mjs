// Reads files of references with citation-js and prints, for each, what it makes of them as
// CSL-JSON: `node citation.mjs MODULES FILE ...`.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const [modules, ...files] = process.argv.slice(2);
const require = createRequire(`${modules}/`);
const { Cite, plugins } = require("@citation-js/core");
for (const plugin of ["bibtex", "ris", "csl"]) require(`@citation-js/plugin-${plugin}`);
const forms = { bib: "@biblatex/text", ris: "@ris/file", json: "@csl/list+object" };
void plugins;

const read = files.map((file) => {
  const text = readFileSync(file, "utf8");
  const form = file.split(".").pop();
  const data = form === "json" ? JSON.parse(text) : text;
  return new Cite(data, { forceType: forms[form], generateGraph: false }).data;
});
process.stdout.write(JSON.stringify(read));
