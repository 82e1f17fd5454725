/** Names by which Grafana, its secret, its volume and its dashboards find each other. */
export const GRAFANA = {
  name: "grafana",
  /** Service account too: its role reads metrics of the cloud. */
  adminUser: "admin",
  adminSecret: "grafana-admin",
  claim: "grafana-settings",
  /** Of a ConfigMap that holds a dashboard. */
  label: "grafana_dashboard",
  labelValue: "1",
  /** Settings and users are few. */
  settingsGib: 2,
} as const;
