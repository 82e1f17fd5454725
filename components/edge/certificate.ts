/** X.509 certificates as bytes: the few parts that a client certificate and its authority need. */
import { type KeyObject, createHash, createPublicKey } from "node:crypto";
import { p256 } from "@noble/curves/nist";

/** Tags of DER. Source: ITU-T X.690, 8; context tags: RFC 5280, 4.1. */
const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bits: 0x03,
  octets: 0x04,
  utf8: 0x0c,
  utcTime: 0x17,
  sequence: 0x30,
  set: 0x31,
  keyId: 0x80,
  version: 0xa0,
  extensions: 0xa3,
} as const;

/** Object identifiers as DER. Source: RFC 5280, appendix A; RFC 5758, 3.2. */
const OID = {
  ecdsaWithSha256: "06082a8648ce3d040302",
  commonName: "0603550403",
  subjectKey: "0603551d0e",
  keyUsage: "0603551d0f",
  basicConstraints: "0603551d13",
  authorityKey: "0603551d23",
  extendedKeyUsage: "0603551d25",
  clientAuth: "06082b06010505070302",
} as const;

const TRUE = Buffer.from([TAG.boolean, 1, 0xff]);

/** Lengths from here on are written with a count of their bytes. Source: ITU-T X.690, 8.1.3. */
const LONG_FORM = 0x80;

function lengthOf(size: number): Buffer {
  if (size < LONG_FORM) return Buffer.from([size]);
  const digits = size.toString(16);
  const bytes = Buffer.from(digits.padStart(digits.length + (digits.length % 2), "0"), "hex");
  return Buffer.concat([Buffer.from([LONG_FORM + bytes.length]), bytes]);
}

function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag]), lengthOf(body.length), body]);
}

function oid(name: keyof typeof OID): Buffer {
  return Buffer.from(OID[name], "hex");
}

function nameOf(commonName: string): Buffer {
  const attribute = der(TAG.sequence, oid("commonName"), der(TAG.utf8, Buffer.from(commonName)));
  return der(TAG.sequence, der(TAG.set, attribute));
}

/** Midnight of a day as YYYY-MM-DD. Years until 2049 have two digits: RFC 5280, 4.1.2.5. */
function timeOf(day: string): Buffer {
  return der(TAG.utcTime, Buffer.from(`${day.slice(2).replaceAll("-", "")}000000Z`));
}

function extension(name: keyof typeof OID, value: Buffer, critical = false): Buffer {
  return der(TAG.sequence, oid(name), ...(critical ? [TRUE] : []), der(TAG.octets, value));
}

/** What a certificate says, and who says it. */
export interface CertificateArgs {
  readonly commonName: string;
  readonly issuerName: string;
  /** Key that is certified; only its public half is used. */
  readonly key: KeyObject;
  readonly issuerKey: KeyObject;
  /** An authority signs certificates, another key proves who a client is. */
  readonly use: "authority" | "client";
  /** Days, as YYYY-MM-DD. */
  readonly validFrom: string;
  readonly validUntil: string;
}

/** Bit strings of key usage: certificates and lists are signed; a handshake is signed. */
const KEY_USAGE = { authority: "03020106", client: "03020780" } as const;

function spki(key: KeyObject): Buffer {
  return createPublicKey(key).export({ type: "spki", format: "der" });
}

/** Any name of a key that is always the same. Source: RFC 7093, 2, method 4. */
function keyId(key: KeyObject): Buffer {
  return createHash("sha256").update(spki(key)).digest().subarray(0, 20);
}

function extensions({ key, issuerKey, use }: CertificateArgs): Buffer {
  const constraints = der(TAG.sequence, ...(use === "authority" ? [TRUE] : []));
  const all = [
    extension("basicConstraints", constraints, true),
    extension("keyUsage", Buffer.from(KEY_USAGE[use], "hex"), true),
    extension("subjectKey", der(TAG.octets, keyId(key))),
    extension("authorityKey", der(TAG.sequence, der(TAG.keyId, keyId(issuerKey)))),
    ...(use === "client"
      ? [extension("extendedKeyUsage", der(TAG.sequence, oid("clientAuth")))]
      : []),
  ];
  return der(TAG.extensions, der(TAG.sequence, ...all));
}

/** Positive, and the same for the same key and use. */
function serial({ key, use }: CertificateArgs): Buffer {
  const digest = createHash("sha256").update(use).update(spki(key)).digest().subarray(0, 16);
  digest[0] = ((digest[0] ?? 0) & 0x3f) | 0x40;
  return der(TAG.integer, digest);
}

/**
 * ECDSA whose nonce follows from the message, so that a preview and the update after it sign alike:
 * Node's own signature is another one each time, which a plan takes for a change. Source: RFC 6979.
 */
function signatureOf(statement: Buffer, key: KeyObject): Buffer {
  const { d = "" } = key.export({ format: "jwk" });
  const digest = createHash("sha256").update(statement).digest();
  return Buffer.from(p256.sign(digest, Buffer.from(d, "base64url")).toBytes("der"));
}

/**
 * Signs a certificate with ECDSA: the same arguments give the same certificate.
 * Source: RFC 5280, 4.1.
 *
 * @param args What it says, and who says it.
 * @returns The certificate in PEM.
 */
export function signCertificate(args: CertificateArgs): string {
  const algorithm = der(TAG.sequence, oid("ecdsaWithSha256"));
  const statement = der(
    TAG.sequence,
    der(TAG.version, der(TAG.integer, Buffer.from([2]))),
    serial(args),
    algorithm,
    nameOf(args.issuerName),
    der(TAG.sequence, timeOf(args.validFrom), timeOf(args.validUntil)),
    nameOf(args.commonName),
    spki(args.key),
    extensions(args),
  );
  const signature = der(TAG.bits, Buffer.from([0]), signatureOf(statement, args.issuerKey));
  const encoded = der(TAG.sequence, statement, algorithm, signature).toString("base64");
  const lines = encoded.match(/.{1,64}/g) ?? [];
  return ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n");
}
