/** Dashboards as code: a few kinds of panels, laid out in rows. Source: Grafana, "JSON model". */

/** Where a panel's numbers come from; the names of Grafana's data sources. */
export type Source = "prometheus" | "cloudwatch";

/** One line of a panel. */
export type Query =
  | { readonly source: "prometheus"; readonly expr: string; readonly legend: string }
  | {
      readonly source: "cloudwatch";
      readonly namespace: string;
      readonly metric: string;
      readonly statistic: "Average" | "Maximum" | "Sum" | "Minimum";
      readonly dimensions: Readonly<Record<string, string>>;
      readonly region: string;
      readonly legend: string;
    };

/** How a number is written. Source: Grafana, "Standard options", Unit. */
export type Unit = "short" | "percentunit" | "s" | "bytes" | "currencyUSD" | "reqps" | "ops";

/** One panel. */
export interface Panel {
  readonly title: string;
  readonly kind: "timeseries" | "stat" | "table";
  readonly unit: Unit;
  readonly queries: readonly Query[];
  /**
   * A line above which it is red.
   * @default none
   */
  readonly limit?: number;
}

/** One dashboard. */
export interface Dashboard {
  /** Name of the ConfigMap, and the end of the page's address. */
  readonly uid: string;
  readonly title: string;
  readonly panels: readonly Panel[];
}

/** A row has two panels. Source: Grafana's grid is 24 columns wide. */
const WIDTH = 12;
const HEIGHT = 8;

/** Version of the model that these fields are of. Source: Grafana, "JSON model", schemaVersion. */
const SCHEMA_VERSION = 39;

const letter = (index: number): string => String.fromCharCode("A".charCodeAt(0) + index);

function targetOf(query: Query, index: number): object {
  const refId = letter(index);
  if (query.source === "prometheus") {
    return { refId, expr: query.expr, legendFormat: query.legend };
  }
  const { region, namespace, metric, statistic, dimensions, legend } = query;
  return {
    refId,
    queryMode: "Metrics",
    metricQueryType: 0,
    metricEditorMode: 0,
    region,
    namespace,
    metricName: metric,
    statistic,
    dimensions,
    matchExact: true,
    label: legend,
  };
}

function thresholdsOf(limit: number | undefined): object {
  const steps = [{ color: "green", value: null }];
  return {
    mode: "absolute",
    steps: limit === undefined ? steps : [...steps, { color: "red", value: limit }],
  };
}

function panelOf(panel: Panel, index: number): object {
  const [first] = panel.queries;
  const source: Source = first?.source ?? "prometheus";
  const custom = panel.limit === undefined ? {} : { custom: { thresholdsStyle: { mode: "line" } } };
  return {
    id: index + 1,
    title: panel.title,
    type: panel.kind,
    datasource: { type: source, uid: source },
    gridPos: {
      x: (index % 2) * WIDTH,
      y: Math.floor(index / 2) * HEIGHT,
      w: WIDTH,
      h: HEIGHT,
    },
    fieldConfig: {
      defaults: { unit: panel.unit, thresholds: thresholdsOf(panel.limit), ...custom },
      overrides: [],
    },
    targets: panel.queries.map(targetOf),
  };
}

/**
 * A dashboard as Grafana reads it. The same dashboard always gives the same text.
 *
 * @param dashboard What it shows.
 */
export function dashboardJson({ uid, title, panels }: Dashboard): string {
  return JSON.stringify({
    uid,
    title,
    tags: ["podcast-platform"],
    schemaVersion: SCHEMA_VERSION,
    editable: false,
    refresh: "1m",
    timezone: "utc",
    time: { from: "now-6h", to: "now" },
    panels: panels.map(panelOf),
  });
}

/**
 * One line from Prometheus.
 *
 * @param expr PromQL.
 * @param legend What the line is called; may name labels as `{{job}}`.
 */
export function prometheus(expr: string, legend: string): Query {
  return { source: "prometheus", expr, legend };
}
