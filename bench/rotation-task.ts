import type { PlainDateString } from '@boligtrapp/domain';
import type { Cost } from './cpu-time.ts';

/** A municipality whose nights are measured. */
export interface RotationTask {
  readonly url: string;
  /** The process of the database server. */
  readonly serverPid: number;
  readonly municipalityId: string;
  /** A smaller one whose night is run before, so that no figure is that of a program that has just been loaded. */
  readonly warmUpMunicipalityId: string;
  /** Nights that are run one after the other. */
  readonly nights: readonly PlainDateString[];
}

/** One night as it went. */
export interface NightMeasurement extends Cost {
  readonly runOn: PlainDateString;
  readonly leases: number;
  readonly flags: number;
  readonly newFlags: number;
  /** SHA-256, in hex, of what was looked at. */
  readonly inputHash: string;
}

/** The nights of one municipality, in a process of their own. */
export interface RotationMeasurement {
  readonly nights: readonly NightMeasurement[];
  /** The most memory the process had, in MiB. */
  readonly peakMemoryMb: number;
}

/** Whether a message of another process is a task. */
export function isRotationTask(value: unknown): value is RotationTask {
  return typeof value === 'object' && value !== null && 'url' in value && 'nights' in value;
}

/** Whether a message of another process is the measurement of nights. */
export function isRotationMeasurement(value: unknown): value is RotationMeasurement {
  return typeof value === 'object' && value !== null && 'nights' in value && 'peakMemoryMb' in value;
}
