/** Reading type tokens. */

/**
 * @param token A type token: `aws:rds/instance:Instance`, `kubernetes:apps/v1:Deployment`,
 * `pulumi:providers:aws`.
 * @returns The module whose cache file declares it: `rds`, `apps_v1`, `provider`.
 */
export function moduleOf(token: string): string {
  const [packageName, middle = ""] = token.split(":");
  if (packageName === "pulumi") {
    return "provider";
  }
  return packageName === "kubernetes" ? middle.replaceAll("/", "_") : (middle.split("/")[0] ?? "");
}

/**
 * @param token A type token.
 * @returns The service part in the vendor's spelling of modules: `rds`, `apps/v1`.
 */
export function serviceOf(token: string): string {
  const middle = token.split(":")[1] ?? "";
  return token.startsWith("kubernetes:") ? middle : (middle.split("/")[0] ?? "");
}

/**
 * @param token A type token.
 * @returns The class part: `Instance`.
 */
export function kindOf(token: string): string {
  return token.split(":")[2] ?? "";
}
