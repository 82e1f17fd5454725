/** Rewrites policies/README.md: `npx tsx policies/readme.ts`. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { packGuards } from "./audit/guards";
import { readmeOf } from "./frame/readme";
import { platformPolicies } from "./policies";

writeFileSync(join(__dirname, "README.md"), readmeOf([...platformPolicies, ...packGuards({})]));
