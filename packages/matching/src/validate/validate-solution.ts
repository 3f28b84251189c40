import type { Solution } from '../solution.ts';
import { addFault, createFaultList, type Fault, type FaultList, isFull, pointer, shown } from './fault.ts';
import {
  ANY_TOTAL,
  type FieldRules,
  type IntegerRange,
  isJsonRecord,
  type JsonRecord,
  readArray,
  readChoice,
  readId,
  readInteger,
  readRecord,
} from './read-json.ts';

/** A solution of the right form (which says nothing about whether it is true: see `check`), or its faults. */
export type ParsedSolution =
  | { readonly ok: true; readonly solution: Solution }
  | { readonly ok: false; readonly faults: readonly Fault[] };

const COUNT: IntegerRange = { min: 0, max: Number.MAX_SAFE_INTEGER };

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

/** Checks parsed JSON against the form of `boligtrapp-solution/1`. The value is not copied. */
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
  readChoice(list, '/format', record['format'], ['boligtrapp-solution/1']);
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
  readCertificate(list, record['certificate']);
  readEach(list, '/trace', record['trace'], (path, item) => {
    const step = readRecord(list, path, item, required('household', 'outcome', 'by', 'nodes'));
    readId(list, `${path}/household`, step?.['household']);
    readChoice(list, `${path}/outcome`, step?.['outcome'], ['served', 'unserved']);
    readChoice(list, `${path}/by`, step?.['by'], TRACE_REASONS);
    readInteger(list, `${path}/nodes`, step?.['nodes'], COUNT);
  });
  readIntegers(list, '/stats', record['stats'], { names: STATS, range: COUNT });
}

function readCertificate(list: FaultList, value: unknown): void {
  if (value === undefined) return;
  const certificate = readRecord(list, '/certificate', value, required('servedSet', 'placement'));
  const base = '/certificate/servedSet';
  if (certificate?.['servedSet'] !== undefined) {
    const set = readRecord(list, base, certificate['servedSet'], required('proven', 'hallSets', 'unserved'));
    readBoolean(list, `${base}/proven`, set?.['proven']);
    readEach(list, `${base}/hallSets`, set?.['hallSets'], (path, item) => {
      const hallSet = readRecord(list, path, item, required('dwellings', 'households', 'needs'));
      readIds(list, `${path}/dwellings`, hallSet?.['dwellings']);
      readIds(list, `${path}/households`, hallSet?.['households']);
      readCounts(list, `${path}/needs`, hallSet?.['needs']);
    });
    readEach(list, `${base}/unserved`, set?.['unserved'], (path, item) => {
      const unserved = readRecord(list, path, item, required('household', 'proof'));
      readId(list, `${path}/household`, unserved?.['household']);
      readProof(list, `${path}/proof`, unserved?.['proof']);
    });
  }
  readEach(list, '/certificate/placement', certificate?.['placement'], (path, item) => {
    const step = readRecord(list, path, item, required('step', 'value', 'bound', 'proven'));
    readChoice(list, `${path}/step`, step?.['step'], ['misfit', 'excess', 'score', 'order']);
    readIntegerOrNull(list, `${path}/value`, step?.['value']);
    readIntegerOrNull(list, `${path}/bound`, step?.['bound']);
    readBoolean(list, `${path}/proven`, step?.['proven']);
  });
}

function readProof(list: FaultList, path: string, value: unknown): void {
  if (value === undefined) return;
  const kind = isJsonRecord(value) ? value['kind'] : undefined;
  switch (kind) {
    case 'hall-set': {
      const proof = readRecord(list, path, value, required('kind', 'sets'));
      readCounts(list, `${path}/sets`, proof?.['sets']);
      return;
    }
    case 'resource': {
      const proof = readRecord(list, path, value, required('kind', 'resources', 'bound'));
      readIds(list, `${path}/resources`, proof?.['resources']);
      readInteger(list, `${path}/bound`, proof?.['bound'], ANY_TOTAL);
      return;
    }
    case 'exhausted-search':
    case 'unproven': {
      const proof = readRecord(list, path, value, required('kind', 'nodes'));
      readInteger(list, `${path}/nodes`, proof?.['nodes'], COUNT);
      return;
    }
    default:
      addFault(list, `${path}/kind`, 'wrong-value', `${shown(kind)} is no kind of proof.`);
  }
}

function required(...names: readonly string[]): FieldRules {
  return Object.fromEntries(names.map((name) => [name, 'required' as const]));
}

function readEach(
  list: FaultList,
  path: string,
  value: unknown,
  readItem: (path: string, item: unknown) => void,
): void {
  for (const [index, item] of readArray(list, path, value).entries()) {
    if (isFull(list)) return;
    readItem(pointer(path, index), item);
  }
}

function readIds(list: FaultList, path: string, value: unknown): void {
  readEach(list, path, value, (itemPath, item) => {
    readId(list, itemPath, item ?? null);
  });
}

function readCounts(list: FaultList, path: string, value: unknown): void {
  readEach(list, path, value, (itemPath, item) => {
    readInteger(list, itemPath, item ?? null, COUNT);
  });
}

function readIntegers(
  list: FaultList,
  path: string,
  value: unknown,
  fields: { readonly names: readonly string[]; readonly range: IntegerRange },
): void {
  if (value === undefined) return;
  const record = readRecord(list, path, value, required(...fields.names));
  for (const name of fields.names) readInteger(list, pointer(path, name), record?.[name], fields.range);
}

function readIntegerOrNull(list: FaultList, path: string, value: unknown): void {
  if (value !== null) readInteger(list, path, value, ANY_TOTAL);
}

function readBoolean(list: FaultList, path: string, value: unknown): void {
  if (value === undefined || typeof value === 'boolean') return;
  addFault(list, path, 'wrong-type', `Expected true or false, got ${shown(value)}.`);
}

function readHash(list: FaultList, path: string, value: unknown): void {
  if (value === undefined || (typeof value === 'string' && /^[0-9a-f]{64}$/.test(value))) return;
  addFault(list, path, 'wrong-value', `Expected a SHA-256 in lower-case hex, got ${shown(value)}.`);
}
