/** A directed graph of named places, and the shortest way through it. */

/** A step from one place to another. */
export interface Edge {
  readonly from: string;
  readonly to: string;
  /** How the step is possible, such as `443` or `subnet route`. */
  readonly by: string;
}

/** Edges by the place that they leave. */
export class Graph {
  private readonly leaving = new Map<string, Edge[]>();

  /** @param edges Steps in any order; the order never changes which way is found. */
  constructor(edges: readonly Edge[]) {
    for (const edge of edges.toSorted(byNames)) {
      const others = this.leaving.get(edge.from);
      if (others === undefined) this.leaving.set(edge.from, [edge]);
      else others.push(edge);
    }
  }

  /**
   * The steps that leave a place.
   *
   * @param place Name of a place.
   */
  from(place: string): readonly Edge[] {
    return this.leaving.get(place) ?? [];
  }

  /**
   * The shortest way, or undefined where there is none: a proof that nothing leads there.
   *
   * @param start Where to begin.
   * @param end Where to arrive.
   */
  path(start: string, end: string): readonly Edge[] | undefined {
    const came = new Map<string, Edge | undefined>([[start, undefined]]);
    for (const place of came.keys()) {
      if (place === end) return unwind(came, end);
      for (const edge of this.from(place)) if (!came.has(edge.to)) came.set(edge.to, edge);
    }
    return undefined;
  }
}

function unwind(came: ReadonlyMap<string, Edge | undefined>, end: string): readonly Edge[] {
  const edges: Edge[] = [];
  for (let edge = came.get(end); edge !== undefined; edge = came.get(edge.from))
    edges.unshift(edge);
  return edges;
}

function byNames(one: Edge, other: Edge): number {
  const key = (edge: Edge): string => `${edge.from} ${edge.to} ${edge.by}`;
  return key(one) < key(other) ? -1 : 1;
}
