/** Dashboards as ConfigMaps that Grafana finds by their label: under version control, never edited. */
import { ConfigMap } from "@pulumi/kubernetes/core/v1";
import { GRAFANA } from "../../../plan/observability/grafana";
import { objectName, objectOptions } from "../../compute/kubernetes/ground";
import { generationName } from "../../naming";
import { tenantCost } from "../dashboards/cost";
import { type Dashboard, dashboardJson } from "../dashboards/panel";
import { PLATFORM } from "../dashboards/platform";
import { recoveryLag } from "../dashboards/recovery";
import { SCALING } from "../dashboards/scaling";
import type { MonitoringGround } from "./ground";

/** All dashboards of a site. */
function allOf(where: MonitoringGround, tenants: number): readonly Dashboard[] {
  const { cell, site } = where;
  const standby = cell.standby === undefined ? {} : { standby: cell.standby.region };
  return [
    PLATFORM,
    SCALING,
    tenantCost(tenants),
    recoveryLag({
      database: generationName("rdsInstance", where, "database"),
      primary: site.region,
      ...standby,
    }),
  ];
}

/**
 * One object a dashboard.
 *
 * @param where The component that owns them.
 * @param tenants Tenants that the cell is planned for.
 */
export function dashboards(where: MonitoringGround, tenants: number): readonly ConfigMap[] {
  return allOf(where, tenants).map(
    (dashboard) =>
      new ConfigMap(
        objectName(where, "dashboard", dashboard.uid),
        {
          metadata: {
            name: dashboard.uid,
            namespace: where.namespace,
            labels: { [GRAFANA.label]: GRAFANA.labelValue },
          },
          data: { [`${dashboard.uid}.json`]: dashboardJson(dashboard) },
        },
        objectOptions(where),
      ),
  );
}
