import assert from "node:assert/strict";
import { serviceNames } from "../../../components/certificates/certificate";
import { at, ofType, theOne } from "../../support/find";
import { type Recorded, resourcesOf } from "../../support/recorded";

const ISSUER = "kubernetes:cert-manager.io/v1:ClusterIssuer";
const CERTIFICATE = "kubernetes:cert-manager.io/v1:Certificate";

describe("the cell's own authority", () => {
  let prod: readonly Recorded[] = [];
  before(async () => {
    prod = await resourcesOf("prod");
  });

  function after({ dependencies }: Recorded): readonly string[] {
    return dependencies.map((urn) => urn.split("::").at(-1) ?? "");
  }

  it("is signed by itself, and made after the operator and before all that it signs", () => {
    const own = "primary-certificates-cell-authority";
    const self = theOne(prod, ISSUER, "primary-certificates-issuer-self-signed");
    assert.deepEqual(after(self), ["primary-compute-operators-cert-manager"]);
    assert.deepEqual(after(theOne(prod, CERTIFICATE, own)), [self.name]);
    const signing = theOne(prod, ISSUER, "primary-certificates-issuer-cell-authority");
    assert.deepEqual(after(signing), [own]);
    for (const leaf of ofType(prod, CERTIFICATE).filter(({ name }) => name !== own)) {
      assert.ok(after(leaf).includes(signing.name), leaf.name);
    }
  });

  it("keeps its key where cluster issuers look for it, and through renewals", () => {
    const { inputs } = theOne(prod, CERTIFICATE, "primary-certificates-cell-authority");
    assert.deepEqual(at(inputs, "metadata", "namespace"), "cert-manager");
    assert.deepEqual(at(inputs, "spec", "privateKey", "rotationPolicy"), "Never");
    assert.deepEqual(at(inputs, "spec", "isCA"), true);
  });

  it("signs for a Service by every name that clients use", () => {
    assert.deepEqual(serviceNames("pgbouncer", "app"), [
      "pgbouncer",
      "pgbouncer.app",
      "pgbouncer.app.svc",
      "pgbouncer.app.svc.cluster.local",
    ]);
  });
});
