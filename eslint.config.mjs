import tseslint from "typescript-eslint";

export default tseslint.config(
  { ignores: ["node_modules/", ".venv*/", "dist/"] },
  ...tseslint.configs.recommended,
  {
    rules: {
      "max-len": [
        "error",
        { code: 120, ignoreUrls: true, ignoreStrings: true, ignoreTemplateLiterals: true, comments: 130 },
      ],
      "@typescript-eslint/no-unused-vars": ["error", { varsIgnorePattern: "^_", argsIgnorePattern: "^_" }],
      eqeqeq: "error",
      "no-console": "off",
      "no-param-reassign": "error",
      "prefer-const": "error",
      "no-var": "error",
      "no-restricted-properties": [
        "error",
        { object: "Math", property: "random", message: "Draw from a Stream (lib/probability/stream.ts)." },
      ],
    },
  },
  {
    files: ["lib/**/*.ts", "figures/**/*.ts", "claims/*/*.ts"],
    ignores: ["lib/notebook/**"],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            { group: ["node:*", "fs", "path", "os"], message: "The mathematics knows neither Node nor the browser." },
          ],
        },
      ],
      "no-restricted-globals": ["error", "process", "window", "document", "require", "__dirname"],
      "no-console": "error",
    },
  },
  {
    files: ["**/*.cjs"],
    rules: { "@typescript-eslint/no-require-imports": "off" },
  },
  {
    // Read by any version of Node, so that it can say that it is too old.
    files: ["tools/run.cjs"],
    languageOptions: { ecmaVersion: 5, sourceType: "commonjs" },
    rules: { "no-var": "off" },
  },
);
