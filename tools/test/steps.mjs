/** The steps of the tests: checks that count as one test each, and mocha runs. */
import fs from "node:fs";
import os from "node:os";
import { join } from "node:path";

/**
 * @typedef {{
 *   name: string,
 *   command: readonly string[],
 *   countsTests: boolean,
 *   alone: boolean,
 * }} Step
 *   `alone`: starts engines of its own and would only be slowed down by company.
 */

/** @param {string} name A command of an npm package, run without npm in between. */
const bin = (name) => join("node_modules", name);

const PRETTIER = bin("prettier/bin/prettier.cjs");
const ESLINT = bin("eslint/bin/eslint.js");
const TSC = bin("typescript/bin/tsc");
const MOCHA = bin("mocha/bin/mocha.js");

/**
 * @param {string} name
 * @param {readonly string[]} command
 * @returns {Step}
 */
const check = (name, command) => ({ name, command, countsTests: false, alone: false });

/** Milliseconds that one engine test may take: a first `up` of 1,000 resources on a slow machine. */
const ENGINE_TEST_MS = 900_000;

/** An engine, its plugins and its program keep about two processors busy. */
const PROCESSORS_PER_ENGINE = 2;

/** Files of engine tests that run at the same time; each has a simulated place of its own. */
const ENGINE_JOBS = Math.max(1, Math.floor(os.availableParallelism() / PROCESSORS_PER_ENGINE));

/**
 * Without the project's mocha configuration, which leaves these folders out on purpose.
 * @param {string} root
 * @param {string} folder
 * @returns {readonly Step[]} None when the folder holds no spec.
 */
function engineSteps(root, folder) {
  const at = join(root, "test", folder);
  const files = fs.existsSync(at) ? fs.readdirSync(at, { recursive: true }).map(String) : [];
  if (!files.some((file) => file.endsWith(".spec.ts"))) return [];
  const options = JSON.parse(fs.readFileSync(join(root, ".mocharc.json"), "utf8"));
  const required = options.require.flatMap((/** @type {string} */ name) => ["--require", name]);
  const parallel = ENGINE_JOBS > 1 ? ["--parallel", "--jobs", `${ENGINE_JOBS}`] : [];
  const command = [MOCHA, "--no-config", ...required, "--extension", "ts", ...parallel];
  return [
    {
      name: `mocha test/${folder}`,
      command: [...command, "--timeout", `${ENGINE_TEST_MS}`, `test/${folder}/**/*.spec.ts`],
      countsTests: true,
      alone: true,
    },
  ];
}

/**
 * @param {string} root
 * @param {{ slow: boolean }} options
 * @returns {readonly Step[]} In the order in which they are shown.
 */
export function stepsOf(root, { slow }) {
  return [
    check("prettier", [PRETTIER, "--check", "--log-level", "warn", "."]),
    check("eslint", [ESLINT, "--max-warnings", "0", "."]),
    check("tsc", [TSC, "--noEmit", "--noCheck", "false", "-p", "."]),
    check("tsc tools", [TSC, "-p", "tools"]),
    { name: "mocha test", command: [MOCHA], countsTests: true, alone: false },
    ...engineSteps(root, "engine"),
    ...(slow ? engineSteps(root, "slow") : []),
  ];
}

/**
 * @param {string} root
 * @param {{ slow: boolean }} options
 * @returns {readonly string[]} What is left out, for the reader.
 */
export function leftOut(root, { slow }) {
  const missing =
    slow || engineSteps(root, "slow").length === 0 ? [] : ["test/slow (npm run test:all)"];
  return [...missing, "a real cloud and newer Pulumi CLIs (docs/decisions/toolchain.md)"];
}
