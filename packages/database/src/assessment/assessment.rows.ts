import type { AssessmentNeeds, Level, PlainDateString, Programme, Track } from '@boligtrapp/domain';

/** One part of the need points: which criterion, what was found, and the points it gives. */
export interface NeedPointsPart {
  readonly criterion: string;
  readonly value: string;
  /** Whole. The parts add up to the need points. */
  readonly points: number;
}

/** An assessment (kartlegging) as stored. */
export interface AssessmentRow {
  readonly id: string;
  readonly householdId: string;
  readonly householdReference: string;
  /** The highest of a household is the one in force. */
  readonly versionNumber: number;
  /** Whether no later version has superseded it. */
  readonly isCurrent: boolean;
  readonly track: Track;
  readonly level: Level;
  readonly programme: Programme;
  readonly needs: AssessmentNeeds;
  readonly urgencyClass: number;
  readonly needPoints: number;
  readonly needPointsParts: readonly NeedPointsPart[];
  /** First day counted as waiting (inclusive). */
  readonly waitingSince: PlainDateString;
  readonly readyToMove: boolean;
  readonly assessedOn: PlainDateString;
  readonly assessedBy: string;
  /** First day on which it no longer holds (exclusive). */
  readonly validUntil: PlainDateString;
  readonly createdAt: string;
}

/** The parts in a stored value; whatever has not their shape is left out. */
export function toNeedPointsParts(stored: unknown): readonly NeedPointsPart[] {
  return Array.isArray(stored) ? stored.flatMap((part: unknown) => toPart(part)) : [];
}

function toPart(part: unknown): readonly NeedPointsPart[] {
  if (typeof part !== 'object' || part === null) return [];
  const { criterion, value, points }: { criterion?: unknown; value?: unknown; points?: unknown } = part;
  if (typeof criterion !== 'string' || typeof points !== 'number') return [];
  const isPlain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  return [{ criterion, value: isPlain ? String(value) : '', points }];
}
