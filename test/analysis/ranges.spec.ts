import assert from "node:assert/strict";

import fc from "fast-check";

import { addressRange, isInternet, publicPart, subtract, union } from "../../analysis/ranges";
import type { AddressRange } from "../../analysis/ranges";

const ranges = (...texts: readonly string[]) => texts.flatMap((text) => addressRange(text) ?? []);

describe("isInternet", () => {
  for (const [texts, open] of [
    [["0.0.0.0/0"], true],
    [["::/0"], true],
    [["0.0.0.0/1", "128.0.0.0/1"], true],
    [["0.0.0.0/1"], true],
    [["2000::/3"], true],
    [["8.0.0.0/8"], true],
    [["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"], false],
    [["fd00::/8", "fe80::/10"], false],
    [["198.51.100.0/24", "203.0.113.7/32"], false],
    [["2001:db8::/48"], false],
    [[], false],
  ] as const) {
    it(`calls [${texts.join(", ")}] ${open ? "the internet" : "no internet"}`, () => {
      assert.equal(isInternet(ranges(...texts)), open);
    });
  }

  it("adds many small ranges up", () => {
    const halves = Array.from({ length: 256 }, (_, i) =>
      `0.0.0.0/0`.replace("0.0.0.0/0", `${i}.0.0.0/8`),
    );
    assert.equal(isInternet(ranges(...halves)), true);
  });
});

describe("addressRange", () => {
  it("clears host bits, as clouds do", () => {
    assert.deepEqual(addressRange("10.1.2.3/8"), addressRange("10.0.0.0/8"));
  });

  it("takes a single address", () => {
    assert.deepEqual(addressRange("10.0.0.1"), addressRange("10.0.0.1/32"));
  });

  for (const text of [
    "",
    "10.0.0.0/33",
    "10.0.0/8",
    "a/8",
    "10.0.0.0/",
    "10.0.0.0/8/8",
    "::/129",
  ]) {
    it(`refuses "${text}"`, () => {
      assert.equal(addressRange(text), undefined);
    });
  }
});

describe("sets of addresses", () => {
  const range = fc.tuple(fc.nat(2 ** 20), fc.nat(2 ** 10)).map(([first, size]): AddressRange => ({
    version: 4,
    first: BigInt(first),
    last: BigInt(first + size),
  }));
  const some = fc.array(range, { maxLength: 8 });
  const has = (set: readonly AddressRange[], value: bigint) =>
    set.some(({ first, last }) => first <= value && value <= last);

  it("keeps every address in a union, apart and in order", () => {
    fc.assert(
      fc.property(some, fc.nat(2 ** 21), (set, value) => {
        const merged = union(set);
        assert.equal(has(merged, BigInt(value)), has(set, BigInt(value)));
        merged.slice(1).forEach((next, index) => {
          assert.ok(next.first > (merged[index]?.last ?? 0n) + 1n);
        });
      }),
    );
  });

  it("takes away exactly what is taken away", () => {
    fc.assert(
      fc.property(some, some, fc.nat(2 ** 21), (set, holes, at) => {
        const value = BigInt(at);
        assert.equal(has(subtract(set, holes), value), has(set, value) && !has(holes, value));
      }),
    );
  });

  it("finds nothing public in private space, whatever the order", () => {
    assert.deepEqual(publicPart(ranges("192.168.0.0/16", "10.0.0.0/8", "fc00::/7")), []);
  });
});
