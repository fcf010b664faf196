import js from "@eslint/js";

const BROWSER = [
  "AbortController", "CSS", "document", "fetch", "FormData", "HashChangeEvent", "history", "localStorage", "location",
  "navigator", "setTimeout", "clearTimeout", "scrollTo", "addEventListener", "dispatchEvent", "TextDecoderStream",
  "URLSearchParams", "atob",
];

export default [
  {
    files: ["**/*.js"],
    languageOptions: {
      ecmaVersion: "latest",
      sourceType: "module",
      globals: Object.fromEntries(BROWSER.map((name) => [name, "readonly"])),
    },
    rules: {
      ...js.configs.recommended.rules,
      eqeqeq: ["error", "always", { null: "ignore" }],
      "max-lines-per-function": ["error", { max: 40 }],
      "no-var": "error",
      "prefer-const": "error",
      // Nothing from the library is read as HTML, and the page's policy forbids scripts in texts.
      "no-restricted-properties": ["error", { property: "innerHTML" }, { property: "outerHTML" }],
      "no-implied-eval": "error",
    },
  },
];
