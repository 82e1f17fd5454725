import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";

import { packGuards } from "../../policies/audit/guards";
import { GROUPS, parsePolicyName } from "../../policies/frame/names";
import { readmeOf } from "../../policies/frame/readme";
import { platformPolicies } from "../../policies/policies";

const ROOT = join(__dirname, "../..");
const POLICIES = join(ROOT, "policies");
const all = [...platformPolicies, ...packGuards({})];

/** Where the SDK declares a type, and how it spells the token there. */
function isDeclared(token: string): boolean {
  const [packageName = "", path = "", className = ""] = token.split(":");
  const base = join(ROOT, "node_modules/@pulumi", packageName);
  const files =
    packageName === "kubernetes"
      ? [
          join(
            base,
            // The folder is the group's first label, such as helm of helm.sh.
            path.split("/")[0]?.replace(/\.(k8s\.io|sh)$/, "") ?? "",
            path.split("/")[1] ?? "",
            `${lowered(className)}.js`,
          ),
        ]
      : [
          join(base, `${path.replace(/^index\//, "")}.js`),
          join(base, dirname(path), `${className}.js`),
          join(base, `${path.toLowerCase()}.js`),
        ];
  return files.some(
    (file) => existsSync(file) && readFileSync(file, "utf8").includes(`'${token}'`),
  );
}

function lowered(name: string): string {
  return `${name[0]?.toLowerCase() ?? ""}${name.slice(1)}`;
}

function sources(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory()
      ? sources(join(folder, entry.name))
      : entry.name.endsWith(".ts")
        ? [join(folder, entry.name)]
        : [],
  );
}

/** Custom resources, which no SDK declares. */
const CUSTOM = new Set([
  "kubernetes:keda.sh/v1alpha1:ScaledObject",
  "kubernetes:postgresql.cnpg.io/v1:Cluster",
]);

/** Type tokens that stand anywhere in the sources, tables included. */
function tokensIn(text: string): readonly string[] {
  return [
    ...text.matchAll(/"((?:aws|gcp|kubernetes|cloudflare):[A-Za-z0-9./-]+:[A-Za-z0-9]+)"/g),
  ].map((m) => m[1] ?? "");
}

describe("the policy pack", () => {
  it("names each policy once, by the closed lists", () => {
    const names = all.map(({ name }) => name);
    assert.deepEqual(names, [...new Set(names)]);
    for (const { name, group } of all) assert.equal(parsePolicyName(name).group, group);
  });

  it("has at least three policies in each group", () => {
    for (const group of GROUPS) {
      const members = all.filter((policy) => policy.group === group);
      assert.ok(members.length >= 3, `${group} has ${members.length}`);
    }
  });

  it("describes what is true of a good stack, as a sentence", () => {
    for (const { name, description } of all) assert.match(description, /^[A-Z].*\.$/, name);
  });

  it("is mandatory, or says why not", () => {
    for (const { name, advisoryBecause } of all) {
      assert.ok(advisoryBecause === undefined || advisoryBecause.length >= 20, name);
    }
  });

  it("gives each policy a spec", () => {
    const files = GROUPS.flatMap((group) => sources(join(POLICIES, group)))
      .filter((file) => /= (resource|stack)Policy\(/.test(readFileSync(file, "utf8")))
      .filter((file) => basename(file) !== "guards.ts");
    const missing = files
      .map((file) => join(ROOT, "test", relative(ROOT, file).replace(/\.ts$/, ".spec.ts")))
      .filter((spec) => !existsSync(spec));
    assert.deepEqual(missing, []);
  });

  it("only judges types that the installed SDKs have", () => {
    const files = [
      ...sources(POLICIES),
      ...sources(join(ROOT, "analysis/reachability")),
      join(ROOT, "facts/sinks.ts"),
    ];
    const tokens = new Set([
      ...files.flatMap((file) => tokensIn(readFileSync(file, "utf8"))),
      ...all.flatMap(({ types }) => (types === "all" ? [] : types)),
    ]);
    const unknown = [...tokens].filter(
      (token) => !CUSTOM.has(token) && !token.startsWith("pulumi:") && !isDeclared(token),
    );
    assert.deepEqual(unknown, []);
    assert.ok(tokens.size > 100);
  });

  it("loads no provider SDK", () => {
    const imports = [
      ...sources(POLICIES),
      ...sources(join(ROOT, "analysis")),
      ...sources(join(ROOT, "facts")),
    ]
      .map((file) => readFileSync(file, "utf8"))
      .filter((text) => /from "@pulumi\/(aws|gcp|kubernetes|cloudflare|random)/.test(text));
    assert.deepEqual(imports, []);
  });

  it("has a README that is up to date; npx tsx policies/readme.ts rewrites it", () => {
    assert.equal(readFileSync(join(POLICIES, "README.md"), "utf8"), readmeOf(all));
  });
});
