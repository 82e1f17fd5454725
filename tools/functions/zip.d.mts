export function zip(files: ReadonlyMap<string, string>): Buffer;
