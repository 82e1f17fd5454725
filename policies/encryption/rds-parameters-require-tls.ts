/** A database's parameters refuse clients without TLS. */
import { resourcePolicy } from "../frame/policy";
import { undecided, violation } from "../frame/verdict";

const ON = /^(1|on|true)$/i;

function switchOf(family: string): string | undefined {
  if (/postgres|^sqlserver/.test(family)) return "rds.force_ssl";
  return /mysql|^mariadb/.test(family) ? "require_secure_transport" : undefined;
}

/** First major version that forces TLS by itself. Source: as below. */
function forcesByDefault(family: string): boolean {
  const [, engine, major] = /^(postgres|aurora-postgresql)(\d+)/.exec(family) ?? [];
  return major !== undefined && Number(major) >= (engine === "postgres" ? 15 : 17);
}

/**
 * PostgreSQL from 15 and Aurora PostgreSQL from 17 force TLS by default; earlier versions, MySQL
 * and MariaDB do not. Source: Amazon RDS User Guide, "Requiring an SSL connection to a PostgreSQL
 * DB instance"; "Requiring SSL/TLS for specific user accounts".
 */
export const encryptionRdsParametersRequireTls = resourcePolicy({
  name: "encryption-rds-parameters-require-tls",
  description: "A database's parameters refuse clients without TLS.",
  types: [
    "aws:rds/parameterGroup:ParameterGroup",
    "aws:rds/clusterParameterGroup:ClusterParameterGroup",
  ],
  frameworks: ["SOC 2 CC6.7", "GDPR Art. 32"],
  example: {
    good: '{ name: "rds.force_ssl", value: "1" }',
    bad: '{ name: "rds.force_ssl", value: "0" }',
  },
  judge: (group) => {
    const family = group.text("family", "");
    if (family.isUnknown) return undecided(family.path);
    const switchName = switchOf(family.value ?? "");
    if (switchName === undefined) return [];
    const parameters = group.list("parameters");
    if (parameters.isUnknown) return undecided(parameters.path);
    const set = parameters.entries.find((entry) => entry.at("name").value === switchName);
    if (set !== undefined) {
      return set.text("value", "").must((value) => ON.test(value), "set it to 1");
    }
    const open = parameters.entries.find((entry) => entry.at("name").isUnknown);
    if (open !== undefined) return undecided(open.at("name").path);
    return forcesByDefault(family.value ?? "")
      ? []
      : violation(parameters.path, `${parameters.path} does not set ${switchName}; set it to 1.`);
  },
});
