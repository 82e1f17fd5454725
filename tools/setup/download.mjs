// Runs as a child process of the set-up, so that it can be given a time limit:
// `node download.mjs ROOT VERSION FOLDER` installs the official release with the Automation API.
import { createRequire } from "node:module";
import { join } from "node:path";

const [, , root = "", version = "", folder = ""] = process.argv;
const project = createRequire(join(root, "package.json"));
const { PulumiCommand } = project("@pulumi/pulumi/automation");
const { SemVer } = createRequire(project.resolve("@pulumi/pulumi"))("semver");

await PulumiCommand.install({ version: new SemVer(version), root: folder });
