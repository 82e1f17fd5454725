import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { EKS_VERSION } from "../../facts/versions";
import { binariesFolder, ensureBinaries, kubernetesVersion } from "../../tools/real/build.mjs";

const GO_MOD = "module x\n\nrequire (\n\tk8s.io/kubernetes v1.35.4\n)\n";

/** A project with its own modules, its own cache, and a compiler that is a script. */
class Place {
  readonly root = fs.mkdtempSync(path.join(os.tmpdir(), "podcast-build-"));
  readonly modules = path.join(this.root, "tools", "go", "kubernetes");

  constructor() {
    fs.mkdirSync(this.modules, { recursive: true });
    fs.mkdirSync(path.join(this.root, "bin"));
    fs.writeFileSync(path.join(this.modules, "go.mod"), GO_MOD);
    fs.writeFileSync(path.join(this.modules, "go.sum"), "");
  }

  get env(): NodeJS.ProcessEnv {
    const home = path.join(this.root, "cache");
    return { PATH: `${path.join(this.root, "bin")}:/usr/bin:/bin`, XDG_CACHE_HOME: home };
  }

  /** @param lines What the compiler does; `$out` is the program it is asked for. */
  compiler(lines: string): void {
    const find = 'while [ "$1" != "-o" ]; do shift; done; out=$2; package=$3';
    const script = `#!/bin/sh\necho "$*" >> ${this.root}/calls.log\n${find}\n${lines}\n`;
    fs.writeFileSync(path.join(this.root, "bin", "go"), script, { mode: 0o755 });
  }

  calls(): readonly string[] {
    const file = path.join(this.root, "calls.log");
    return fs.existsSync(file) ? fs.readFileSync(file, "utf8").trim().split("\n") : [];
  }

  cached(): readonly string[] {
    return fs.readdirSync(path.join(this.root, "cache", "podcast-platform"));
  }

  remove(): void {
    fs.rmSync(this.root, { recursive: true, force: true });
  }
}

describe("the build of a Kubernetes API server", () => {
  let place: Place;
  beforeEach(() => {
    place = new Place();
  });
  afterEach(() => {
    place.remove();
  });

  it("is of the minor version that cells run", () => {
    assert.equal(kubernetesVersion().split(".").slice(0, 2).join("."), EKS_VERSION);
  });

  it("is done once, into the user's cache", async () => {
    place.compiler('echo program > "$out"');
    const { version, etcd, apiServer } = await ensureBinaries(place.root, place.env);
    await ensureBinaries(place.root, place.env);
    assert.equal(version, "1.35.4");
    assert.deepEqual(
      [etcd, apiServer].map((file) => fs.readFileSync(file, "utf8")),
      ["program\n", "program\n"],
    );
    assert.deepEqual(place.cached(), [path.basename(binariesFolder(place.root, place.env))]);
    assert.equal(place.calls().length, 2);
  });

  it("writes its version into the server", async () => {
    place.compiler('echo program > "$out"');
    await ensureBinaries(place.root, place.env);
    assert.match(place.calls()[1] ?? "", /version\.gitVersion=v1\.35\.4 .*kube-apiserver$/);
  });

  it("quotes the compiler, leaves nothing half-made, and goes on next time", async () => {
    place.compiler(
      'case "$package" in *etcd*) echo e > "$out";; *) echo "disk full" >&2; exit 1;; esac',
    );
    await assert.rejects(
      ensureBinaries(place.root, place.env),
      /go build k8s\.io\/kubernetes\/cmd\/kube-apiserver: exit code 1: disk full/,
    );
    assert.deepEqual(place.cached(), []);
    place.compiler('echo program > "$out"');
    await ensureBinaries(place.root, place.env);
    assert.equal(place.cached().length, 1);
  });

  it("sweeps up what a killed build left", async () => {
    place.compiler('echo program > "$out"');
    const left = `${binariesFolder(place.root, place.env)}.staging-dead`;
    fs.mkdirSync(left, { recursive: true });
    await ensureBinaries(place.root, place.env);
    assert.equal(fs.existsSync(left), false);
  });

  it("goes into another folder for another pin", () => {
    const before = binariesFolder(place.root, place.env);
    fs.writeFileSync(path.join(place.modules, "go.mod"), GO_MOD.replace("1.35.4", "1.35.5"));
    assert.notEqual(binariesFolder(place.root, place.env), before);
  });

  it("says which file pins no version", () => {
    fs.writeFileSync(path.join(place.modules, "go.mod"), "module x\n");
    assert.throws(() => kubernetesVersion(place.root), /kubernetes\/go\.mod requires no/);
  });
});
