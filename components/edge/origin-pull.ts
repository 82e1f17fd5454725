/**
 * The client certificate by which an origin knows the cell's own zone, and the authority that it
 * trusts: without it every customer of the edge could reach the origin through the same addresses.
 */
import { type KeyObject, createECDH, createPrivateKey, hkdfSync } from "node:crypto";
import type { OriginPullPlan } from "../../plan/edge";
import { signCertificate } from "./certificate";

/** What follows from one seed. */
export interface OriginPullCredentials {
  /** The edge's certificate, in PEM. */
  readonly certificate: string;
  /** Its key, in PEM. */
  readonly privateKey: string;
  /** The certificate of the authority that signed it, in PEM: what the origin trusts. */
  readonly authority: string;
}

/** Order of the group of P-256. Source: FIPS 186-5 and SP 800-186, 3.2.1.3. */
const ORDER = BigInt("0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");

/** 64 bits more than the order has: the remainder then favours no key. Source: FIPS 186-5, A.2.1. */
const DERIVED_BYTES = 48;

const KEY_BYTES = 32;

/** A private key that follows from a seed: one seed gives as many as there are purposes. */
function deriveKey(seed: string, purpose: string): KeyObject {
  const derived = hkdfSync("sha256", seed, "", `podcast-platform ${purpose}`, DERIVED_BYTES);
  const number = (BigInt(`0x${Buffer.from(derived).toString("hex")}`) % (ORDER - 1n)) + 1n;
  const d = Buffer.from(number.toString(16).padStart(KEY_BYTES * 2, "0"), "hex");
  const pair = createECDH("prime256v1");
  pair.setPrivateKey(d);
  const point = pair.getPublicKey();
  const coordinate = (from: number): string =>
    point.subarray(from, from + KEY_BYTES).toString("base64url");
  const jwk = { kty: "EC", crv: "P-256", d: d.toString("base64url") };
  return createPrivateKey({
    key: { ...jwk, x: coordinate(1), y: coordinate(1 + KEY_BYTES) },
    format: "jwk",
  });
}

/**
 * The edge's credentials. They follow from the seed alone, so that every run makes the same.
 *
 * @param seed A generated password: kept in the state, never printed.
 * @param zone Whose credentials they are.
 * @param plan Since when and until when they hold.
 */
export function originPullCredentials(
  seed: string,
  zone: string,
  plan: OriginPullPlan,
): OriginPullCredentials {
  const issuerKey = deriveKey(seed, "origin-pull authority");
  const key = deriveKey(seed, "origin-pull client");
  const issuerName = `${zone} origin pull authority g${plan.generation}`;
  const common = { issuerName, issuerKey, validFrom: plan.validFrom, validUntil: plan.validUntil };
  return {
    certificate: signCertificate({ ...common, commonName: zone, key, use: "client" }),
    privateKey: key.export({ type: "pkcs8", format: "pem" }).toString(),
    authority: signCertificate({
      ...common,
      commonName: issuerName,
      key: issuerKey,
      use: "authority",
    }),
  };
}
