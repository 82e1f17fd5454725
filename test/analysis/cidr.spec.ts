import assert from "node:assert/strict";
import fc from "fast-check";
import {
  addressCount,
  type Cidr,
  cidrProblem,
  contains,
  firstAddress,
  ipVersion,
  lastAddress,
  overlaps,
  parseCidr,
  prefixBits,
  subnetAt,
} from "../../analysis/cidr";

const octet = fc.nat(255);

/** Any IPv4 range: an address cut to a prefix. */
const anyV4: fc.Arbitrary<Cidr> = fc
  .tuple(octet, octet, octet, octet, fc.nat(32))
  .map(([a, b, c, d, bits]) => {
    const address = ((a * 256 + b) * 256 + c) * 256 + d;
    const step = 2 ** (32 - bits);
    const first = Math.floor(address / step) * step;
    const part = (shift: number): number => Math.floor(first / 2 ** shift) % 256;
    return parseCidr(`${[24, 16, 8, 0].map(part).join(".")}/${bits}`);
  });

const anyV6: fc.Arbitrary<Cidr> = fc
  .tuple(fc.nat(0xffff), fc.nat(0xffff))
  .map(([a, b]) =>
    parseCidr(`2${(a % 0x1000).toString(16).padStart(3, "0")}:${b.toString(16)}::/32`),
  );

describe("address ranges", () => {
  it("reads IPv4 and IPv6, and writes IPv6 short and lower case", () => {
    assert.equal(parseCidr("10.0.0.0/16"), "10.0.0.0/16");
    assert.equal(parseCidr("2001:DB8:0::/32"), "2001:db8::/32");
    assert.deepEqual([ipVersion(parseCidr("::/0")), prefixBits(parseCidr("0.0.0.0/0"))], [6, 0]);
  });

  for (const text of [
    "10.0.0.0",
    "10.0.0.0/33",
    "10.0/16",
    "010.0.0.0/8",
    "0x0a.0.0.0/8",
    "a/8",
    "",
    "::/129",
  ]) {
    it(`takes ${JSON.stringify(text)} as no range`, () => {
      assert.match(cidrProblem(text) ?? "", /is not an address range/);
      assert.throws(() => parseCidr(text), /is not an address range/);
    });
  }

  it("names the range that an address with host bits lies in", () => {
    assert.equal(
      cidrProblem("10.0.1.0/16"),
      "has bits set beyond its prefix; the range is 10.0.0.0/16",
    );
  });

  it("knows first and last address and how many there are", () => {
    const block = parseCidr("10.0.32.0/19");
    assert.deepEqual(
      [firstAddress(block), lastAddress(block), addressCount(block)],
      ["10.0.32.0", "10.0.63.255", 8192n],
    );
    assert.equal(addressCount(parseCidr("2001:db8::/64")), 2n ** 64n);
  });

  it("cuts a block into parts", () => {
    const block = parseCidr("10.0.0.0/16");
    assert.equal(subnetAt(block, 19, 3), "10.0.96.0/19");
    assert.equal(subnetAt(parseCidr("2001:db8::/56"), 64, 255), "2001:db8:0:ff::/64");
    assert.throws(() => subnetAt(block, 19, 8), /has no part number 8 of prefix \/19/);
    assert.throws(() => subnetAt(block, 15, 0), /has no part/);
    assert.throws(() => subnetAt(block, 33, 0), /has no part/);
  });

  it("never finds an overlap across versions", () => {
    assert.equal(overlaps(parseCidr("0.0.0.0/0"), parseCidr("::/0")), false);
  });

  it("overlaps both ways or not at all, and itself always", () => {
    fc.assert(
      fc.property(fc.oneof(anyV4, anyV6), fc.oneof(anyV4, anyV6), (a, b) => {
        assert.equal(overlaps(a, b), overlaps(b, a));
        assert.ok(overlaps(a, a) && contains(a, a));
      }),
    );
  });

  it("contains every part that it is cut into, and no two parts overlap", () => {
    fc.assert(
      fc.property(anyV4, fc.nat(4), fc.nat(15), fc.nat(15), (block, more, i, j) => {
        const bits = Math.min(32, prefixBits(block) + more);
        const parts = 2 ** (bits - prefixBits(block));
        const [one, other] = [subnetAt(block, bits, i % parts), subnetAt(block, bits, j % parts)];
        assert.ok(contains(block, one));
        assert.equal(overlaps(one, other), one === other);
      }),
    );
  });

  it("holds as many addresses as its parts together", () => {
    fc.assert(
      fc.property(anyV4, (block) => {
        if (prefixBits(block) === 32) return;
        const half = subnetAt(block, prefixBits(block) + 1, 1);
        assert.equal(addressCount(block), 2n * addressCount(half));
        assert.equal(lastAddress(half), lastAddress(block));
      }),
    );
  });
});
