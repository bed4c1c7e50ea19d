import prettier from "eslint-config-prettier";
import svelte from "eslint-plugin-svelte";
import globals from "globals";
import ts from "typescript-eslint";
import svelteConfig from "./svelte.config.js";

export default ts.config(
  { ignores: ["dist/", "src/api/generated/", "test-results/"] },
  { basePath: ".." },
  ...ts.configs.recommended,
  ...svelte.configs.recommended,
  prettier,
  ...svelte.configs.prettier,
  { languageOptions: { globals: { ...globals.browser, ...globals.node } } },
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
  },
  {
    rules: {
      // One door to the shell: everything else asks `src/api/backend.ts`.
      "no-restricted-imports": [
        "error",
        { patterns: [{ group: ["@tauri-apps/*"], message: "Only src/api/tauri.ts may." }] },
      ],
      "no-console": "error",
      eqeqeq: ["error", "always", { null: "ignore" }],
      "@typescript-eslint/no-unused-vars": ["error", { varsIgnorePattern: "^_", argsIgnorePattern: "^_" }],
      // A map built and read within one derivation needs no reactivity of its own.
      "svelte/prefer-svelte-reactivity": "off",
      // A snippet that takes an argument reads better with its name.
      "svelte/no-useless-children-snippet": "off",
      // The formatter writes {" "} where a blank must stay.
      "svelte/no-useless-mustaches": "off",
    },
  },
  { files: ["src/api/tauri.ts"], rules: { "no-restricted-imports": "off" } },
);
