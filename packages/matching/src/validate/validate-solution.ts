import type { Solution } from '../solution.ts';
import { addFault, createFaultList, type Fault, type FaultList, shown } from './fault.ts';
import { COUNT, readBoolean, readEach, readIds, readIntegers, required } from './read-fields.ts';
import { ANY_TOTAL, type JsonRecord, readChoice, readId, readInteger, readRecord } from './read-json.ts';
import { readCertificate } from './validate-certificate.ts';

/** A solution of the right form (which says nothing about whether it is true: see `check`), or its faults. */
export type ParsedSolution =
  | { readonly ok: true; readonly solution: Solution }
  | { readonly ok: false; readonly faults: readonly Fault[] };

const SOLUTION_FIELDS = [
  'format',
  'problemHash',
  'servedRule',
  'optimal',
  'assignments',
  'served',
  'objective',
  'certificate',
  'trace',
  'stats',
];

const STATS = [
  'households',
  'movers',
  'dwellings',
  'pairs',
  'resources',
  'apart',
  'served',
  'maxNodes',
  'searchNodes',
  'placementMoves',
  'placementNodes',
];

const TRACE_REASONS = [
  'free-dwelling',
  'augmenting-path',
  'search',
  'moved-for-another',
  'hall-set',
  'resource',
  'exhausted-search',
  'unproven',
];

/** Checks parsed JSON against the form of `boligtrapp-solution/2`, or `/1` before it. The value is not copied. */
export function parseSolution(value: unknown): ParsedSolution {
  const list = createFaultList();
  return isSolution(list, value) ? { ok: true, solution: value } : { ok: false, faults: list.faults };
}

function isSolution(list: FaultList, value: unknown): value is Solution {
  const record = readRecord(list, '', value, required(...SOLUTION_FIELDS));
  if (record !== undefined) readSolutionFields(list, record);
  return list.faults.length === 0;
}

function readSolutionFields(list: FaultList, record: JsonRecord): void {
  readChoice(list, '/format', record['format'], ['boligtrapp-solution/1', 'boligtrapp-solution/2']);
  readHash(list, '/problemHash', record['problemHash']);
  readChoice(list, '/servedRule', record['servedRule'], ['strict-rank', 'most-per-class']);
  readBoolean(list, '/optimal', record['optimal']);
  readEach(list, '/assignments', record['assignments'], (path, item) => {
    const assignment = readRecord(list, path, item, required('household', 'dwelling'));
    readId(list, `${path}/household`, assignment?.['household']);
    readId(list, `${path}/dwelling`, assignment?.['dwelling']);
  });
  readIds(list, '/served', record['served']);
  readIntegers(list, '/objective', record['objective'], {
    names: ['misfit', 'excess', 'score'],
    range: ANY_TOTAL,
  });
  readCertificate(list, record['certificate'], record['format'] !== 'boligtrapp-solution/1');
  readEach(list, '/trace', record['trace'], (path, item) => {
    const step = readRecord(list, path, item, required('household', 'outcome', 'by', 'nodes'));
    readId(list, `${path}/household`, step?.['household']);
    readChoice(list, `${path}/outcome`, step?.['outcome'], ['served', 'unserved']);
    readChoice(list, `${path}/by`, step?.['by'], TRACE_REASONS);
    readInteger(list, `${path}/nodes`, step?.['nodes'], COUNT);
  });
  readIntegers(list, '/stats', record['stats'], { names: STATS, range: COUNT });
}

function readHash(list: FaultList, path: string, value: unknown): void {
  if (value === undefined || (typeof value === 'string' && /^[0-9a-f]{64}$/.test(value))) return;
  addFault(list, path, 'wrong-value', `Expected a SHA-256 in lower-case hex, got ${shown(value)}.`);
}
