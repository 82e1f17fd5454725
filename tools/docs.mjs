/**
 * `npm run docs`: holds the documents to the project. Links lead somewhere, named npm scripts
 * exist, and no tracked text names a package registry or a path of somebody's machine.
 */
import { execFileSync } from "node:child_process";
import { realpathSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { findProblems } from "./docs/check.mjs";
import { say } from "./setup/console.mjs";
import { ROOT } from "./setup/places.mjs";

/**
 * Files that git tracks or would track.
 * @param {string} root
 * @returns {readonly string[]}
 */
export function projectFiles(root) {
  const command = ["ls-files", "--cached", "--others", "--exclude-standard", "-z"];
  const listed = execFileSync("git", command, { cwd: root, encoding: "utf8" });
  return listed.split("\0").filter((file) => file !== "");
}

if (realpathSync(process.argv[1] ?? "") === fileURLToPath(import.meta.url)) {
  const files = projectFiles(ROOT);
  const problems = findProblems(ROOT, files);
  for (const problem of problems) say(problem, process.stdout);
  say(`${files.length} files, ${problems.length} problem(s)`, process.stdout);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
