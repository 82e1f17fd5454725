/** `npm run crds`: writes the types of custom resources from the definitions that are published. */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { allPublished } from "./definitions";
import { generatedFiles } from "./files";

/** Where the types are kept. */
export const GENERATED = join(dirname(dirname(__dirname)), "components/custom-resources/generated");

async function main(): Promise<void> {
  const files = await generatedFiles((await allPublished()).values());
  mkdirSync(GENERATED, { recursive: true });
  for (const name of readdirSync(GENERATED)) {
    if (!Object.hasOwn(files, name)) rmSync(join(GENERATED, name));
  }
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(GENERATED, name), text);
    process.stdout.write(`${name}: ${text.split("\n").length - 1} lines\n`);
  }
}

if (require.main === module) {
  main().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
}
