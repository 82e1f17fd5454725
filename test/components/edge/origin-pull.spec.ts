import assert from "node:assert/strict";
import { createPrivateKey, createPublicKey, sign, verify, X509Certificate } from "node:crypto";
import fc from "fast-check";
import { originPullCredentials } from "../../../components/edge/origin-pull";
import { ORIGIN_PULL } from "../../../plan/edge";

const make = (seed: string) => originPullCredentials(seed, "prod.example", ORIGIN_PULL);
const read = (pem: string) => new X509Certificate(pem);

describe("originPullCredentials", () => {
  it("gives a client certificate that its authority has signed, for every seed", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (seed) => {
        const { certificate, authority } = make(seed);
        const [leaf, root] = [read(certificate), read(authority)];
        assert.ok(leaf.checkIssued(root) && leaf.verify(root.publicKey));
        assert.ok(root.checkIssued(root) && root.verify(root.publicKey));
        assert.deepEqual([leaf.ca, root.ca], [false, true]);
      }),
      { numRuns: 50 },
    );
  });

  it("says who it is, what for and until when", () => {
    const leaf = read(make("seed").certificate);
    assert.equal(leaf.subject, "CN=prod.example");
    assert.equal(leaf.issuer, "CN=prod.example origin pull authority g1");
    assert.deepEqual(leaf.keyUsage, ["1.3.6.1.5.5.7.3.2"]);
    assert.deepEqual(
      [new Date(leaf.validFrom).toISOString(), new Date(leaf.validTo).toISOString()],
      ["2026-11-01T00:00:00.000Z", "2031-11-01T00:00:00.000Z"],
    );
  });

  it("makes the same of a seed each time, so that a plan holds what the update then does", () => {
    const [once, again] = [make("seed"), make("seed")];
    assert.deepEqual(once, again);
    assert.ok(read(once.certificate).verify(read(again.authority).publicKey));
  });

  it("certifies the key that it hands out", () => {
    const { certificate, privateKey } = make("seed");
    const message = Buffer.from("handshake");
    const signature = sign("sha256", message, createPrivateKey(privateKey));
    assert.ok(verify("sha256", message, read(certificate).publicKey, signature));
    assert.equal(createPublicKey(privateKey).asymmetricKeyDetails?.namedCurve, "prime256v1");
  });

  it("trusts no certificate of another seed", () => {
    assert.equal(read(make("a").certificate).verify(read(make("b").authority).publicKey), false);
  });

  it("is renewed before half a year is left", () => {
    const left = Date.parse(ORIGIN_PULL.validUntil) - Date.now();
    assert.ok(left > 182 * 86_400_000, `ORIGIN_PULL ends on ${ORIGIN_PULL.validUntil}`);
  });
});
