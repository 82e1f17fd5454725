/** Reads resources from a file that the user names: a `stack export` or a `preview --json`. */
import { readFileSync } from "node:fs";
import { z } from "zod";
import type { ResourceView } from "../../analysis/resource";
import { EXIT, UserError } from "../exit-codes";
import { readState, viewsOf } from "./state";

const Exported = z.object({ version: z.number().default(3), deployment: z.unknown() });
const BareDeployment = z.object({ resources: z.array(z.unknown()) });
const PreviewDocument = z.object({
  steps: z.array(z.object({ op: z.string(), newState: z.unknown().optional() })),
});

/** Operations after which nothing is left. */
const REMOVALS = new Set(["delete", "delete-replaced", "discard"]);

/**
 * @param path A file that `pulumi stack export` or `pulumi preview --json` wrote.
 * @returns The resources that are in it, or that the previewed change would leave.
 * @throws UserError if the file is neither of the two.
 */
export function resourcesOfFile(path: string): readonly ResourceView[] {
  const document = parsedFile(path);
  const preview = PreviewDocument.safeParse(document);
  if (preview.success) return viewsOf(previewedResources(preview.data));
  const exported = Exported.safeParse(document);
  if (exported.success && exported.data.deployment !== undefined) {
    const { version, deployment } = exported.data;
    return viewsOf(readState({ version, deployment }).resources);
  }
  if (BareDeployment.safeParse(document).success) {
    return viewsOf(readState({ version: 3, deployment: document }).resources);
  }
  const wanted = "the output of `pulumi stack export` or of `pulumi preview --json`";
  throw new UserError(`${path} is not ${wanted}.`, EXIT.badConfiguration);
}

/**
 * @param path A JSON file.
 * @throws UserError if it cannot be read.
 */
export function parsedFile(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError(`${path} cannot be read as JSON: ${reason}`, EXIT.badConfiguration);
  }
}

function previewedResources(document: z.infer<typeof PreviewDocument>) {
  const states = new Map<string, unknown>();
  for (const { op, newState } of document.steps) {
    const urn = z.object({ urn: z.string() }).safeParse(newState);
    if (urn.success && !REMOVALS.has(op)) states.set(urn.data.urn, newState);
  }
  return readState({ version: 3, deployment: { resources: [...states.values()] } }).resources;
}
