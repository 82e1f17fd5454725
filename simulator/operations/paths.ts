/** Paths into values: `vpcConfig.subnetIds[0]`, spelled as the engine spells them. */

/**
 * @param path The path so far; empty at the root.
 * @param key The next key.
 */
export function joinKey(path: string, key: string): string {
  if (!/^[A-Za-z_][\w-]*$/.test(key)) {
    return `${path}[${JSON.stringify(key)}]`;
  }
  return path === "" ? key : `${path}.${key}`;
}

/**
 * @param path The path of the list.
 * @param index The place in it.
 */
export function joinIndex(path: string, index: number): string {
  return `${path}[${index}]`;
}

/**
 * @param path A path with places in lists.
 * @returns The same path without them, as models and schemas write it: `vpcConfig.subnetIds`.
 */
export function withoutIndexes(path: string): string {
  return path.replaceAll(/\[\d+\]/g, "");
}

/**
 * @param path A path without indexes.
 * @param other A path without indexes.
 * @returns True when `path` is `other` or lies inside of it.
 */
export function isWithin(path: string, other: string): boolean {
  return path === other || path.startsWith(`${other}.`) || path.startsWith(`${other}[`);
}
