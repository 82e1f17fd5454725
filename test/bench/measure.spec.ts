import assert from "node:assert/strict";
import { compare, countResources, median, table, type Measurement } from "../../bench/measure";

const measured = (title: string, ...seconds: readonly number[]): Measurement => ({
  title,
  seconds,
  startSeconds: 1,
});

describe("the benchmark's arithmetic", () => {
  it("takes the middle, and between two the mean", () => {
    assert.equal(median([9, 1, 2]), 2);
    assert.equal(median([4, 1, 3, 2]), 2.5);
    assert.throws(() => median([]), /needs a number/);
  });

  it("compares what is left when each command's own start is taken off", () => {
    const empty = measured("empty", 2);
    const bare = measured("bare", 3, 3, 30);
    const dev = { ...measured("dev", 7), startSeconds: 3 };
    assert.deepEqual(compare([empty, bare, dev], { bare, empty }), [
      { title: "empty", medianSeconds: 2, timesBare: 0.5, timesEmpty: 1 },
      { title: "bare", medianSeconds: 3, timesBare: 1, timesEmpty: 2 },
      { title: "dev", medianSeconds: 7, timesBare: 2, timesEmpty: 4 },
    ]);
  });

  it("counts resources and components, but neither the stack nor providers", () => {
    const steps = [
      "pulumi:pulumi:Stack::podcast-platform-dev",
      "pulumi:providers:aws::primary",
      "platform:network:AwsNetwork$pulumi:providers:kubernetes::cluster",
      "platform:network:AwsNetwork::net",
      "platform:network:AwsNetwork$aws:ec2/vpc:Vpc::net",
    ].map((end) => ({ urn: `urn:pulumi:dev::podcast-platform::${end}` }));
    assert.equal(countResources(JSON.stringify({ steps })), 2);
    assert.equal(countResources("{}"), 0);
  });

  it("prints a Markdown table with aligned columns", () => {
    const row = { title: "dev", medianSeconds: 4, timesBare: 1.5, timesEmpty: 3 };
    assert.deepEqual(table([row]).split("\n"), [
      "| preview of | seconds | × bare | × empty |",
      "| ---------- | ------: | -----: | ------: |",
      "| dev        |    4.00 |   1.50 |    3.00 |",
    ]);
  });
});
