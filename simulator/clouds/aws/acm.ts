/** AWS Certificate Manager: a certificate is issued once the world sees the proof of its domain. */
import type { Value } from "../../../facts/values";
import type { Call, Model, Rule, StoredResource } from "../../contract";
import { everyText, hex, isOn, list, on, rules, text, texts, when } from "../read";
import { models } from "./model";

/** The type of a certificate. */
export const CERTIFICATE = "aws:acm/certificate:Certificate";
const VALIDATION = "aws:acm/certificateValidation:CertificateValidation";

/** The proof that ACM asks for follows from account and domain; a wildcard has its parent's. */
function proofsOf(call: Call): Value {
  const names = [
    text(call.inputs, "domainName") ?? "",
    ...texts(call.inputs, "subjectAlternativeNames"),
  ];
  return [...new Set(names)].map((domainName) => {
    const bare = domainName.replace(/^\*\./, "");
    const seed = `${call.scope.account}/${bare}`;
    return {
      domainName,
      resourceRecordName: `_${hex(seed, 32)}.${bare}.`,
      resourceRecordType: "CNAME",
      resourceRecordValue: `_${hex(`${seed}/value`, 32)}.${hex(`${seed}/zone`, 10)}.acm-validations.aws.`,
    };
  });
}

/** Models of certificates. */
export const ACM_MODELS: readonly Model[] = models([
  {
    type: "acm/certificate:Certificate",
    outputs: {
      domainValidationOptions: proofsOf,
      status: "PENDING_VALIDATION",
      type: "AMAZON_ISSUED",
      renewalEligibility: "INELIGIBLE",
    },
    replaceOn: ["domainName", "subjectAlternativeNames", "validationMethod", "keyAlgorithm"],
  },
  {
    type: "acm/certificateValidation:CertificateValidation",
    id: (call) => new Date(call.now).toISOString(),
    replaceOn: ["certificateArn", "validationRecordFqdns"],
  },
]);

const bare = (name: string | undefined): string => (name ?? "").replace(/\.$/, "").toLowerCase();

/** Whether the world sees a proof: a record that no proxy stands before. */
function isProved(call: Call, proof: Value): boolean {
  const [name, value] = [
    bare(text(proof, "resourceRecordName")),
    bare(text(proof, "resourceRecordValue")),
  ];
  const records = [
    ...call.cloud.elsewhere("cloudflare").filter(({ inputs }) => !isOn(inputs, "proxied")),
    ...call.cloud.list("aws:route53/record:Record"),
  ];
  return records.some(
    ({ inputs }) =>
      bare(text(inputs, "name")) === name &&
      [...everyText(inputs.content), ...everyText(inputs.records)].some((v) => bare(v) === value),
  );
}

/** The certificate that a call names. */
export function certificateOf(call: Call): StoredResource | undefined {
  return call.cloud.find(CERTIFICATE, call.inputs.certificateArn);
}

/** Whether the certificate that a call names waits for its proof. */
export function isPending(call: Call): boolean {
  const certificate = certificateOf(call);
  return (
    certificate !== undefined &&
    text(certificate.inputs, "validationMethod") !== undefined &&
    !list(certificate.outputs, "domainValidationOptions").every((proof) => isProved(call, proof))
  );
}

/** The certificate that a call names, as it names it. */
export const arnOf = (call: Call): string => text(call.inputs, "certificateArn") ?? "";

/** Refusals of certificates. */
export const ACM_RULES: readonly Rule[] = [
  ...rules("AWS Certificate Manager User Guide, DNS validation", on("create", [VALIDATION]), {
    "certificate-unproved": (call) =>
      when(
        isPending(call),
        `waiting for ACM Certificate (${arnOf(call)}) to be issued: timeout while waiting for state to become 'ISSUED' (last state: 'PENDING_VALIDATION', timeout: 1h15m0s)`,
      ),
  }),
];
