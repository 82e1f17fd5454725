import assert from "node:assert/strict";
import { hostname } from "node:os";
import { lockedText } from "../../../automation/commands/lock-advice";

const open = { name: "dev", environment: { kind: "real", variables: {} } } as const;
const refusal = (host: string): string =>
  `the stack is currently locked by 1 lock(s).\n  x: created by ops@${host} (pid 999999999) at 2026-11-23T21:00:40Z`;

describe("advice about a lock", () => {
  it("says that the holder is gone where it was on this machine", () => {
    assert.match(
      lockedText(open, refusal(hostname())),
      /is gone\. To clear it: .*repair --stack dev --yes --force-lock/,
    );
  });

  it("names the holder where only people can tell", () => {
    assert.match(lockedText(open, refusal("elsewhere")), /If ops@elsewhere, process 999999999/);
  });

  it("names the command where the refusal names nobody", () => {
    assert.match(lockedText(open, "conflict"), /If nobody works on it any more/);
  });
});
