/** A process that counts in the ledger beside others: `ledger-worker.ts HOME STEPS`. */
import { openLedger } from "../../simulator/ledger/ledger";

const [home = "", steps = "0"] = process.argv.slice(2);
const ledger = openLedger(home);
for (let step = 0; step < Number(steps); step += 1) {
  ledger.transact((inventory) => ({
    changes: [{ kind: "count", fault: "steps", seen: inventory.seen("steps") + 1 }],
    answer: undefined,
  }));
}
