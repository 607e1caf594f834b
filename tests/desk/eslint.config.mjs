import js from "@eslint/js";
import globals from "globals";

// The page's scripts are put one after the other into one script: what one declares, the others use.
const shared = {
  "no-unused-vars": ["error", { vars: "local", args: "all", argsIgnorePattern: "^_$", caughtErrors: "none" }],
  "no-undef": "off",
};
// What the walk-through calls of the page, from within it.
const ofThePage = [
  "addresses",
  "ask",
  "axe",
  "builder",
  "given",
  "take",
  "Ended",
  "bytesOf",
  "built",
  "changed",
  "choices",
  "files",
  "look",
  "looking",
  "notice",
  "one",
  "outputs",
  "ownFiles",
  "putAway",
  "takeDropped",
  "together",
  "unsaved",
  "zipped",
];
const page = Object.fromEntries(ofThePage.map((name) => [name, "writable"]));
const rules = {
  eqeqeq: "error",
  "no-var": "error",
  "prefer-const": "error",
  "no-eval": "error",
  "no-implied-eval": "error",
  "no-new-func": "error",
  "no-shadow": "error",
  curly: ["error", "multi-line"],
  "no-alert": "error",
  "no-console": "error",
};

export default [
  js.configs.recommended,
  {
    files: ["**/page/*.js"],
    languageOptions: { sourceType: "script", globals: globals.browser },
    rules: { ...rules, ...shared },
  },
  {
    files: ["**/*.mjs"],
    languageOptions: { globals: { ...globals.node, ...globals.browser, ...page } },
    rules: { ...rules, "no-console": "off", "prefer-const": "off", "no-useless-assignment": "off", "no-shadow": "off" },
  },
];
