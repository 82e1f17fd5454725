/** The policy pack `podcast-platform`: what it judges is in the folders of the groups beside this. */
import { PolicyPack } from "@pulumi/policy";

import { packGuards } from "./audit/guards";
import type { Watched } from "./audit/guards";
import { Pack } from "./frame/pack";
import { watchPackConfig } from "./frame/packConfig";
import { platformPolicies } from "./policies";

const watched: Watched = {};
const pack = new Pack([...packGuards(watched), ...platformPolicies]);
watched.pack = pack;
watchPackConfig(pack.declared, (config) => {
  pack.configure(config);
});

new PolicyPack("podcast-platform", { policies: pack.enginePolicies() });
