import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

const page = readFileSync("../docs/clients.md", "utf8");
const sources = readdirSync(".", { recursive: true, encoding: "utf8" })
  .filter((file) => /^(?!node_modules|generated|.*target).*\.(ts|json|kt|java|xml|graphql)$/.test(file))
  .map((file) => unindented(readFileSync(file, "utf8")));

function unindented(code: string) {
  return code.replaceAll(/^ +/gm, "");
}

for (const [, language, code = ""] of page.matchAll(/^```(ts|json|kotlin|java|xml)\n(.*?)^```$/gms)) {
  test(`the page's ${language} that begins with '${code.split("\n")[0]}' is what is tested`, () => {
    assert.ok(sources.some((source) => source.includes(unindented(code))));
  });
}
