import js from "@eslint/js";
import globals from "globals";

// The page's scripts are put one after the other into one script: what one declares, the others use.
const shared = {
  "no-unused-vars": ["error", { vars: "local", args: "all", argsIgnorePattern: "^_$", caughtErrors: "none" }],
  "no-undef": "off",
};
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
    languageOptions: { globals: { ...globals.node, ...globals.browser } },
    rules: { ...rules, "no-console": "off", "no-shadow": "off" },
  },
];
