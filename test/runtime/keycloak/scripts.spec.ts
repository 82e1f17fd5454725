import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const SCRIPTS = join(__dirname, "../../../runtime/keycloak");

/** Stands in for kcadm: writes down each call and answers from files that are named by the call. */
const KCADM = `#!/bin/sh
line=""
while [ $# -gt 0 ]; do
  case $1 in
    --config) shift ;;
    *) line="$line $1" ;;
  esac
  shift
done
line=\${line# }
echo "$line" >> "$FAKE/calls"
case $line in
  "config credentials"*) [ -f "$FAKE/up" ] || exit 1 ;;
  "get realms/"*) [ -f "$FAKE/realm" ] || exit 1 ;;
  "get clients"*) echo "id-of-$line" | tr -d ' ' ;;
  "get components"*) cat "$FAKE/keys" ;;
esac
exit 0
`;

interface Run {
  readonly status: number | null;
  readonly calls: readonly string[];
  readonly output: string;
}

describe("scripts that administer Keycloak", () => {
  let fake = "";

  function program(name: string, text: string): void {
    const file = join(fake, "bin", name);
    writeFileSync(file, text);
    chmodSync(file, 0o755);
  }

  function answer(name: string, text = ""): void {
    writeFileSync(join(fake, name), text);
  }

  function run(script: string, more: Readonly<Record<string, string>> = {}): Run {
    const { status, stdout, stderr } = spawnSync("sh", [join(SCRIPTS, script)], {
      encoding: "utf8",
      env: {
        PATH: `${join(fake, "bin")}:/usr/bin:/bin`,
        FAKE: fake,
        KCADM: join(fake, "bin", "kcadm"),
        SCRATCH: fake,
        KEYCLOAK_URL: "https://keycloak.identity.svc:8443",
        KEYCLOAK_CA: join(fake, "ca.crt"),
        ADMIN_CLIENT_ID: "administrator",
        KC_CLI_CLIENT_SECRET: "never-on-a-command-line",
        REALM: "podcast",
        REALM_FILES: join(fake, "realm-files"),
        PAUSE_SECONDS: "0",
        ...more,
      },
    });
    const calls = readFileSync(join(fake, "calls"), "utf8").trim().split("\n");
    return { status, calls: calls.slice(1), output: stdout + stderr };
  }

  beforeEach(() => {
    fake = mkdtempSync(join(tmpdir(), "keycloak-"));
    mkdirSync(join(fake, "bin"));
    mkdirSync(join(fake, "realm-files"));
    program("kcadm", KCADM);
    program("keytool", "#!/bin/sh\nexit 0\n");
    for (const name of ["settings", "parts", "profile", "client-api", "client-dashboard"]) {
      writeFileSync(join(fake, "realm-files", `${name}.json`), "{}");
    }
    answer("up");
  });
  afterEach(() => {
    rmSync(fake, { recursive: true });
  });

  const LOGIN =
    "config credentials --server https://keycloak.identity.svc:8443 --realm master --client administrator";

  it("make a realm that is not there, and change one that is", () => {
    const made = run("apply-realm.sh");
    assert.equal(made.status, 0, made.output);
    const files = join(fake, "realm-files");
    assert.deepEqual(made.calls.slice(0, 4), [
      LOGIN,
      "get realms/podcast --fields realm",
      `create realms -f ${files}/settings.json`,
      `create partialImport -r podcast -f ${files}/parts.json`,
    ]);
    rmSync(join(fake, "calls"));
    answer("realm");
    assert.equal(run("apply-realm.sh").calls[2], `update realms/podcast -f ${files}/settings.json`);
  });

  it("change each client under the id that it has, and users' attributes last", () => {
    const { calls } = run("apply-realm.sh");
    const updates = calls.filter((call) => call.startsWith("update"));
    assert.deepEqual(
      updates.map((call) => call.split(" ").at(-1)?.split("/").at(-1)),
      ["client-api.json", "client-dashboard.json", "profile.json"],
    );
    assert.match(updates[0] ?? "", /^update clients\/id-of-getclients-rpodcast-qclientId=api/);
  });

  it("give up on a server that never answers, and say where", () => {
    rmSync(join(fake, "up"));
    const { status, calls, output } = run("apply-realm.sh", { MAX_ATTEMPTS: "3" });
    assert.equal(status, 1);
    assert.deepEqual(calls, [LOGIN, LOGIN, LOGIN]);
    assert.match(output, /Keycloak does not answer at https:\/\/keycloak\.identity\.svc:8443/);
  });

  it("put no secret on a command line", () => {
    const { calls } = run("apply-realm.sh");
    assert.ok(calls.every((call) => !call.includes("never-on-a-command-line")));
  });

  it("replace the first key, and let it verify on", () => {
    answer("keys", "k1,rsa-generated,rsa-generated\nk2,rsa-enc-generated,rsa-enc-generated\n");
    const { status, calls, output } = run("rotate-keys.sh");
    assert.equal(status, 0, output);
    const [created, retired, ...rest] = calls.slice(2);
    assert.match(
      created ?? "",
      /^create components -r podcast -s name=rsa-\d{4}-\d\d-\d\d -s providerId=rsa-generated/,
    );
    assert.equal(retired, 'update components/k1 -r podcast -s config.active=["false"]');
    assert.deepEqual(rest, []);
  });

  it("end the keys before the last, the realm's own among them", () => {
    answer(
      "keys",
      [
        "k1,rsa-generated,rsa-generated",
        "k3,rsa-2026-07-01,rsa-generated",
        "k2,rsa-2026-04-01,rsa-generated",
      ].join("\n") + "\n",
    );
    const { calls } = run("rotate-keys.sh");
    assert.deepEqual(calls.slice(3), [
      'update components/k3 -r podcast -s config.active=["false"]',
      "delete components/k2 -r podcast",
      "delete components/k1 -r podcast",
    ]);
  });

  it("do nothing twice on one day", () => {
    const today = new Date().toISOString().slice(0, 10);
    answer("keys", `k9,rsa-${today},rsa-generated\nk8,rsa-2020-01-01,rsa-generated\n`);
    const { status, calls, output } = run("rotate-keys.sh");
    assert.equal(status, 0);
    assert.match(output, /signs already/);
    assert.deepEqual(
      calls.filter((call) => /^(create|update|delete)/.test(call)),
      [],
    );
  });
});
