import type { PolicyContent } from './policy-content.ts';
import { readPolicy } from './read-policy.ts';

/** A figure as it is compared: a list counts as one figure. */
export type PolicyFigure = string | number | boolean | null | readonly unknown[];

/** A figure that differs between two policies. */
export interface PolicyChange {
  /** Where it stands, such as `caps/softShareBasisPoints` or `loadWeights/welfare/5` (level 5). */
  readonly figure: string;
  /** Unit of its group; null for texts about the figures (sources). */
  readonly unit: string | null;
  /** Null also where only the other one has it. */
  readonly before: PolicyFigure;
  readonly after: PolicyFigure;
}

/** Every figure that differs, by its path. What an older set lacks counts with its default. */
export function comparePolicies(before: PolicyContent, after: PolicyContent): readonly PolicyChange[] {
  const [was, is] = [figuresOf(before), figuresOf(after)];
  const { sources } = readPolicy(after);
  const units = new Map(Object.entries(sources).map(([group, { unit }]) => [group, unit]));
  return [...new Set([...was.keys(), ...is.keys()])].toSorted().flatMap((figure) => {
    const [old, now] = [was.get(figure) ?? null, is.get(figure) ?? null];
    if (JSON.stringify(old) === JSON.stringify(now)) return [];
    const group = figure.split('/')[0] ?? '';
    return [{ figure, unit: units.get(group) ?? null, before: old, after: now }];
  });
}

/** A figure that two drafts change, each in its own way or in the same. */
export interface PolicyConflict {
  readonly figure: string;
  readonly mine: PolicyFigure;
  readonly other: PolicyFigure;
}

/** Figures that both drafts change from what is in force; texts about figures are left out. */
export function findPolicyConflicts(
  inForce: PolicyContent,
  mine: PolicyContent,
  other: PolicyContent,
): readonly PolicyConflict[] {
  const others = new Map(comparePolicies(inForce, other).map((change) => [change.figure, change.after]));
  return comparePolicies(inForce, mine).flatMap(({ figure, unit, after }) =>
    unit === null || !others.has(figure) ? [] : [{ figure, mine: after, other: others.get(figure) ?? null }],
  );
}

/** Groups whose source lacks a reason; a set is not submitted before each has one. */
export function groupsWithoutReason(content: PolicyContent): readonly string[] {
  return Object.entries(readPolicy(content).sources)
    .filter(([, { reason }]) => reason === undefined || reason.trim() === '')
    .map(([group]) => group);
}

function figuresOf(content: PolicyContent): ReadonlyMap<string, PolicyFigure> {
  const figures = new Map<string, PolicyFigure>();
  const { format: _, loadWeights, ...groups } = readPolicy(content);
  for (const [track, weights] of Object.entries(loadWeights)) {
    for (const [index, weight] of weights.entries()) figures.set(`loadWeights/${track}/${index + 1}`, weight);
  }
  collect(figures, '', groups);
  return figures;
}

function collect(figures: Map<string, PolicyFigure>, path: string, value: object): void {
  const parts: readonly (readonly [string, unknown])[] = Object.entries(value);
  for (const [key, part] of parts) {
    const figure = `${path}${key}`;
    if (Array.isArray(part) || typeof part !== 'object' || part === null) figures.set(figure, toFigure(part));
    else collect(figures, `${figure}/`, part);
  }
}

function toFigure(value: unknown): PolicyFigure {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return Array.isArray(value) ? value : null;
}
