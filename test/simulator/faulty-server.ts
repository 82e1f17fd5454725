/** The toy cloud in a process of its own, for faults that end it: `faulty-server.ts HOME`. */
import { startSimulatedClouds } from "../../simulator/attach";
import { TOY_AWS } from "./toy-cloud";

const [home = ""] = process.argv.slice(2);
void startSimulatedClouds({ home, packages: ["aws"], clouds: [TOY_AWS] }).then(({ port }) => {
  process.stdout.write(`${port}\n`);
});
