/** A Kafka cluster talks TLS to clients and between brokers. */
import { resourcePolicy } from "../frame/policy";
import { every } from "../frame/verdict";

/**
 * Both are encrypted unless the program says otherwise. Source: Amazon MSK Developer Guide,
 * "Amazon MSK encryption".
 */
export const encryptionMskClusterRequireTransitEncryption = resourcePolicy({
  name: "encryption-msk-cluster-require-transit-encryption",
  description: "A Kafka cluster talks TLS to clients and between brokers.",
  types: ["aws:msk/cluster:Cluster"],
  frameworks: ["SOC 2 CC6.7", "GDPR Art. 32"],
  example: { good: 'clientBroker: "TLS"', bad: 'clientBroker: "TLS_PLAINTEXT"' },
  judge: (cluster) => {
    const transit = cluster.at("encryptionInfo.encryptionInTransit");
    return every(
      transit.text("clientBroker", "TLS").mustBe("TLS", 'set it to "TLS" or remove it'),
      transit.bool("inCluster", true).mustBe(true, "set it to true or remove it"),
    );
  },
});
