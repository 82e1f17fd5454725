/** Faults that one key alone shows: unknown, missing, of the wrong type, out of range. */
import type { z } from "zod";
import { nearest, type Problem } from "./problems";
import { allowedAt, knownKeys } from "./shape";

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

function unknownKeys(path: Path, keys: readonly string[], parent: unknown): readonly Problem[] {
  const known = knownKeys(path);
  return keys.map((key) => {
    const meant = nearest(key, known);
    const hint = meant === undefined ? "" : `; the nearest known key is ${meant}`;
    const got =
      typeof parent === "object" && parent !== null
        ? (parent as Readonly<Record<string, unknown>>)[key]
        : undefined;
    return {
      key: [...path, key].map(String).join("."),
      wrong: `is an unknown key${hint}`,
      got,
      allowed: `keys ${known.join(", ")}`,
    };
  });
}

/** Of a choice between shapes, the faults of the one that the value comes nearest to. */
function likeliest(branches: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  return branches.find((issues) =>
    issues.every((issue) => issue.path.length > 0 || issue.code === "unrecognized_keys"),
  );
}

function typeName(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

function never(issue: never): never {
  throw new Error(`no words for ${JSON.stringify(issue)}`);
}

function wrongOf(issue: Issue): string {
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined
        ? "is missing"
        : `is of type ${typeName(issue.input)}, not ${issue.expected}`;
    case "invalid_value":
      return issue.input === undefined ? "is missing" : "is not one of the allowed values";
    case "too_small":
      return "is too small";
    case "too_big":
      return "is too big";
    case "invalid_union":
      return issue.input === undefined ? "is missing" : "has none of the allowed forms";
    case "custom":
    case "invalid_element":
    case "invalid_format":
    case "invalid_key":
    case "not_multiple_of":
    case "unrecognized_keys":
      return issue.message;
    default:
      return never(issue);
  }
}

function problemsOf(issue: Issue, prefix: Path): readonly Problem[] {
  const path = [...prefix, ...issue.path];
  if (issue.code === "unrecognized_keys") return unknownKeys(path, issue.keys, issue.input);
  if (issue.code === "invalid_union" && typeof issue.input === "object") {
    const inner = likeliest(issue.errors);
    if (inner !== undefined) return inner.flatMap((each) => problemsOf(each, path));
  }
  const { input } = issue;
  return [
    {
      key: path.map(String).join("."),
      wrong: wrongOf(issue),
      ...(input === undefined ? {} : { got: input }),
      allowed: allowedAt(path),
    },
  ];
}

/** A key that is missing because it was mistyped beside is one mistake, not two. */
function withoutEchoes(problems: readonly Problem[]): readonly Problem[] {
  const meant = new Set(
    problems.flatMap((problem) => {
      const word = /nearest known key is (\S+)$/.exec(problem.wrong)?.[1];
      return word === undefined ? [] : [[...problem.key.split(".").slice(0, -1), word].join(".")];
    }),
  );
  return problems.filter((problem) => problem.wrong !== "is missing" || !meant.has(problem.key));
}

/**
 * Turns what the schema found into problems.
 *
 * @param issues Issues of a parse with `reportInput`.
 */
export function structuralProblems(issues: readonly Issue[]): readonly Problem[] {
  return withoutEchoes(issues.flatMap((issue) => problemsOf(issue, [])));
}
