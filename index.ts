/** One cell per stack: read its configuration, plan it, build it, tell what was built. */
import { getStack } from "@pulumi/pulumi";
import { buildCell } from "./components/build";
import { cheapenBookkeepingTraces } from "./components/traces";
import { readConfig } from "./plan/config/read";
import { planCell } from "./plan/plan";

cheapenBookkeepingTraces();

export = buildCell(planCell(getStack(), readConfig()));
