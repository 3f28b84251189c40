/** What the process that imports is told. */
export interface ImportTask {
  readonly url: string;
  readonly municipalityId: string;
  readonly file: string;
  readonly format: 'csv' | 'xlsx';
}

/** Whether a message is an {@link ImportTask}. */
export function isImportTask(value: unknown): value is ImportTask {
  return typeof value === 'object' && value !== null && 'municipalityId' in value && 'file' in value;
}

/** What came of it. */
export interface ImportMeasurement {
  readonly checkSeconds: number;
  readonly applySeconds: number;
  readonly secondCheckSeconds: number;
  readonly peakMemoryMb: number;
  readonly newRows: number;
  readonly rejectedRows: number;
  readonly faults: number;
  readonly storedBeforeApproval: number;
  readonly stored: number;
  readonly secondState: string;
}

/** Whether a message is an {@link ImportMeasurement}. */
export function isImportMeasurement(value: unknown): value is ImportMeasurement {
  return typeof value === 'object' && value !== null && 'peakMemoryMb' in value && 'secondState' in value;
}
