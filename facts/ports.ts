/** Ports on which data stores and administration answer. */

/**
 * Default ports of what holds data.
 * Source: IANA Service Name and Port Number Registry; the products' own documentation.
 */
export const DATA_PORTS = {
  1433: "SQL Server",
  1521: "Oracle",
  2049: "NFS",
  2181: "ZooKeeper",
  2379: "etcd",
  3306: "MySQL",
  5432: "PostgreSQL",
  5439: "Redshift",
  5671: "RabbitMQ",
  5672: "RabbitMQ",
  6379: "Redis",
  6380: "Redis",
  6432: "PgBouncer",
  7000: "Cassandra",
  8086: "InfluxDB",
  8123: "ClickHouse",
  8182: "Neptune",
  9042: "Cassandra",
  9092: "Kafka",
  9094: "Kafka",
  9096: "Kafka",
  9098: "Kafka",
  9200: "OpenSearch",
  9300: "OpenSearch",
  11211: "Memcached",
  26379: "Redis Sentinel",
  27017: "MongoDB",
  27018: "MongoDB",
} as const satisfies Record<number, string>;

/**
 * Ports of administration, which the internet has no business with.
 * Source: IANA Service Name and Port Number Registry; CIS AWS Foundations Benchmark, 5.2.
 */
export const ADMIN_PORTS = {
  22: "SSH",
  23: "Telnet",
  445: "SMB",
  2375: "Docker",
  3389: "RDP",
  5900: "VNC",
  10250: "kubelet",
} as const satisfies Record<number, string>;

/** Ports that must never face the internet, with what answers there. */
export const GUARDED_PORTS: ReadonlyMap<number, string> = new Map(
  Object.entries({ ...DATA_PORTS, ...ADMIN_PORTS }).map(([port, what]) => [Number(port), what]),
);

/**
 * What holds data behind a container image's name.
 * Source: names of the products' official images.
 */
export const DATA_IMAGE =
  /(^|[/-])(postgres|postgresql|timescaledb|pgbouncer|mysql|mariadb|percona|redis|valkey|keydb|memcached|mongo|mongodb|cassandra|scylla|elasticsearch|opensearch|clickhouse|influxdb|etcd|kafka|rabbitmq|zookeeper|cockroach|minio)([/:@_-]|$)/i;
