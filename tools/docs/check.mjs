/** What the documents and all tracked texts are held to. */
import fs from "node:fs";
import { dirname, join } from "node:path";

/**
 * @param {string} root
 * @param {readonly string[]} files Paths below `root`.
 * @returns {readonly string[]} One line each: file, line, what is wrong.
 */
export function findProblems(root, files) {
  const scripts = Object.keys(JSON.parse(read(root, "package.json")).scripts);
  return files.flatMap((file) => {
    if (!fs.existsSync(join(root, file)) || isBinary(file)) return [];
    const text = read(root, file);
    return [
      ...foreignNames(text),
      ...(file.endsWith(".md")
        ? [...deadLinks(root, file, text), ...unknownScripts(text, scripts)]
        : []),
    ].map((problem) => `${file}:${problem}`);
  });
}

/** @param {string} file */
const isBinary = (file) => /\.(png|jpe?g|gif|ico|woff2?|gz|zip)$/.test(file);

/**
 * @param {string} root
 * @param {string} file
 */
const read = (root, file) => fs.readFileSync(join(root, file), "utf8");

/** Put together from parts, so that this file passes its own check. */
const REGISTRIES = [
  ["registry", "npmjs", "org"],
  ["registry", "yarnpkg", "com"],
  ["npm", "pkg", "github", "com"],
  ["proxy", "golang", "org"],
  ["sum", "golang", "org"],
  ["pypi", "org"],
  ["files", "pythonhosted", "org"],
].map((parts) => parts.join("."));

/** Home and work folders of a machine; `/home/` alone may be a container's. */
const MACHINE_PATHS = ["root", "work", "farm", "Users"].map((name) => `/${name}/`);

/**
 * @param {string} text
 * @returns {readonly string[]}
 */
export function foreignNames(text) {
  return lines(text).flatMap(({ line, number }) => [
    ...REGISTRIES.filter((host) => line.includes(host)).map(
      (host) => `${number}: names the package registry ${host}`,
    ),
    ...MACHINE_PATHS.filter((path) => startsPath(line, path)).map(
      (path) => `${number}: names a path of a machine, ${path}`,
    ),
  ]);
}

/**
 * Whether an absolute path begins with `path`: not where it stands inside a longer one, such as
 * a URL or a relative import.
 * @param {string} line
 * @param {string} path
 */
function startsPath(line, path) {
  for (let at = line.indexOf(path); at !== -1; at = line.indexOf(path, at + 1)) {
    if (at === 0 || !/[\w.\-}~*)]/.test(line[at - 1] ?? "")) return true;
  }
  return false;
}

/**
 * @param {string} root
 * @param {string} file
 * @param {string} text
 */
function deadLinks(root, file, text) {
  const problems = [];
  for (const { line, number } of lines(withoutFences(text))) {
    for (const [, link, source] of line.matchAll(/\]\(([^)\s]+)\)|(?:src|srcset)="([^"]+)"/g)) {
      const target = link ?? source ?? "";
      const path = target.split("#")[0] ?? "";
      if (path === "" || /^[a-z]+:/.test(path)) continue;
      const at = join(root, dirname(file), decodeURIComponent(path));
      if (!fs.existsSync(at)) problems.push(`${number}: the link ${target} leads nowhere`);
    }
  }
  return problems;
}

/**
 * @param {string} text
 * @param {readonly string[]} scripts
 * @returns {readonly string[]}
 */
export function unknownScripts(text, scripts) {
  return lines(text).flatMap(({ line, number }) => {
    const named = [...line.matchAll(/\bnpm (?:run (?:-s )?([\w:-]+)|(start|test)\b)/g)];
    return named
      .map(([, script, own]) => script ?? own ?? "")
      .filter((name) => !scripts.includes(name))
      .map((name) => `${number}: npm script "${name}" is not in package.json`);
  });
}

/**
 * Fenced blocks hold commands and output, not links; the lines stay, so that numbers hold.
 * @param {string} text
 */
function withoutFences(text) {
  return text.replace(/^```[\s\S]*?^```/gm, (block) => block.replace(/[^\n]/g, ""));
}

/** @param {string} text */
function lines(text) {
  return text.split("\n").map((line, index) => ({ line, number: index + 1 }));
}
