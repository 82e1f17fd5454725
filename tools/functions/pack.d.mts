export function functionNames(folder: string): readonly string[];
export function filesOf(folder: string, name: string): ReadonlyMap<string, string>;
export function pack(folder: string, name: string): Buffer;
