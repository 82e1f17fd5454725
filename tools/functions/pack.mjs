/**
 * Turns a function of runtime/functions into one archive: its entry and what that imports from the
 * folder, each file turned into JavaScript by the pinned compiler, nothing else. What Lambda's
 * runtime brings (Node, the AWS SDK) stays out.
 */
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join, posix, relative, sep } from "node:path";
import ts from "typescript";
import { zip } from "./zip.mjs";

/** Packages that Lambda's Node runtime brings. Source: AWS Lambda Developer Guide, "Building Lambda functions with Node.js". */
const IN_RUNTIME = /^(node:|@aws-sdk\/client-)/;

/**
 * Names of the functions: folders with an entry.
 *
 * @param {string} folder runtime/functions.
 * @returns {readonly string[]}
 */
export function functionNames(folder) {
  return readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, "index.ts")))
    .toSorted();
}

/**
 * @param {string} path
 * @returns {readonly string[]} What the file imports, but for types.
 */
function importsOf(path) {
  const { importedFiles } = ts.preProcessFile(transpiled(path), true, true);
  return importedFiles.map(({ fileName }) => fileName);
}

/**
 * @param {string} path
 * @returns {string} JavaScript.
 */
function transpiled(path) {
  const { outputText, diagnostics } = ts.transpileModule(readFileSync(path, "utf8"), {
    fileName: path,
    reportDiagnostics: true,
    compilerOptions: {
      module: ts.ModuleKind.CommonJS,
      target: ts.ScriptTarget.ES2023,
      newLine: ts.NewLineKind.LineFeed,
      removeComments: true,
      esModuleInterop: true,
      strict: true,
    },
  });
  const [problem] = diagnostics ?? [];
  if (problem !== undefined) {
    throw new Error(`${path}: ${ts.flattenDiagnosticMessageText(problem.messageText, " ")}`);
  }
  return outputText;
}

/**
 * The files of a function, as JavaScript, by path inside the archive.
 *
 * @param {string} folder runtime/functions.
 * @param {string} name The function.
 * @returns {ReadonlyMap<string, string>}
 */
export function filesOf(folder, name) {
  /** @type {Map<string, string>} */
  const files = new Map();
  const waiting = [join(folder, name, "index.ts")];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const inside = relative(folder, path).split(sep).join(posix.sep);
    if (files.has(inside)) continue;
    files.set(inside, transpiled(path));
    for (const imported of importsOf(path)) {
      if (imported.startsWith(".")) waiting.push(`${join(dirname(path), imported)}.ts`);
      else if (!IN_RUNTIME.test(imported)) {
        throw new Error(`${inside} imports ${imported}, which Lambda's runtime does not bring`);
      }
    }
  }
  return new Map([...files].map(([path, text]) => [path.replace(/\.ts$/, ".js"), text]));
}

/**
 * @param {string} folder runtime/functions.
 * @param {string} name The function.
 * @returns {Buffer} The archive: the same bytes for the same code, wherever it is packed.
 */
export function pack(folder, name) {
  return zip(filesOf(folder, name));
}
