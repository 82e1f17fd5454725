// The house rules that a machine can hold: strict types, closed unions, and the import
// directions of docs/architecture.md. Zero warnings.
import { createTypeScriptImportResolver } from "eslint-import-resolver-typescript";
import { importX } from "eslint-plugin-import-x";
import tseslint from "typescript-eslint";

/** Room -> rooms that it may import from, beside itself. */
const MAY_IMPORT = {
  facts: [],
  analysis: ["facts"],
  plan: ["facts", "analysis"],
  components: ["plan", "facts"],
  policies: ["facts", "analysis"],
  simulator: ["facts"],
  automation: ["plan", "analysis", "facts"],
};
const ROOMS = [...Object.keys(MAY_IMPORT), "test", "bench", "tools"];

const zones = Object.entries(MAY_IMPORT).flatMap(([room, allowed]) => [
  ...ROOMS.filter((other) => other !== room && !allowed.includes(other)).map((other) => ({
    target: `./${room}`,
    from: `./${other}`,
    message: `${room}/ imports ${["itself", ...allowed].join(", ")} only (docs/architecture.md).`,
  })),
  { target: `./${room}`, from: "./index.ts", message: "Nothing imports the program." },
]);

export default tseslint.config(
  { ignores: ["node_modules", ".cache", ".simulated", "report", "**/generated/**"] },
  {
    files: ["**/*.ts"],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    plugins: { "import-x": importX },
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    settings: { "import-x/resolver-next": [createTypeScriptImportResolver()] },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      "@typescript-eslint/strict-boolean-expressions": "error",
      "@typescript-eslint/explicit-module-boundary-types": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/restrict-template-expressions": [
        "error",
        { allowNumber: true, allowBoolean: true },
      ],
      // Components are built for their effect: the engine hears of a resource by its constructor.
      "no-new": "off",
      "import-x/no-cycle": "error",
      "import-x/no-restricted-paths": ["error", { zones }],
      "max-lines": ["error", { max: 300, skipBlankLines: true, skipComments: true }],
      "max-params": ["error", 4],
      eqeqeq: "error",
      // A recursive alias cannot be written with Record.
      "@typescript-eslint/consistent-indexed-object-style": "off",
    },
  },
  {
    files: ["test/**/*.ts"],
    rules: {
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-non-null-assertion": "off",
    },
  },
);
