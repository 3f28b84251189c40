import { addFault, type FaultList, isFull, pointer, shown } from './fault.ts';
import {
  COUNT,
  readBoolean,
  readCounts,
  readEach,
  readIds,
  readIntegerOrNull,
  required,
} from './read-fields.ts';
import {
  ANY_TOTAL,
  type IntegerRange,
  isJsonRecord,
  type JsonRecord,
  readChoice,
  readId,
  readInteger,
  readRecord,
} from './read-json.ts';

/** Nothing has the price 0: what is not named costs nothing. */
const PRICE: IntegerRange = { min: 1, max: Number.MAX_SAFE_INTEGER };

const PRICED = ['dwellings', 'resources', 'classes'];
const MULTIPLIERS = ['misfit', 'excess', 'score'];

/** Checks `/certificate`: forms and signs, not whether what it names exists. */
export function readCertificate(list: FaultList, value: unknown, hasJointLimits: boolean): void {
  if (value === undefined) return;
  const certificate = readRecord(
    list,
    '/certificate',
    value,
    required(...(hasJointLimits ? ['jointLimits'] : []), 'prices', 'servedSet', 'placement'),
  );
  if (hasJointLimits)
    readEach(list, '/certificate/jointLimits', certificate?.['jointLimits'], (path, item) => {
      readJointLimit(list, path, item);
    });
  readEach(list, '/certificate/prices', certificate?.['prices'], (path, item) => {
    readPriceList(list, path, item, hasJointLimits);
  });
  readServedSet(list, certificate?.['servedSet']);
  readEach(list, '/certificate/placement', certificate?.['placement'], (path, item) => {
    const step = readRecord(list, path, item, required('step', 'value', 'bound', 'proven', 'tree'));
    readChoice(list, `${path}/step`, step?.['step'], ['misfit', 'excess', 'score', 'order']);
    readIntegerOrNull(list, `${path}/value`, step?.['value']);
    readIntegerOrNull(list, `${path}/bound`, step?.['bound']);
    readBoolean(list, `${path}/proven`, step?.['proven']);
    readTree(list, `${path}/tree`, step?.['tree']);
  });
}

function readJointLimit(list: FaultList, path: string, value: unknown): void {
  const limit = readRecord(list, path, value, required('resource', 'within', 'units', 'most'));
  readId(list, `${path}/resource`, limit?.['resource']);
  readIds(list, `${path}/within`, limit?.['within']);
  readInteger(list, `${path}/most`, limit?.['most'], COUNT);
  const units = limit?.['units'];
  if (units === undefined) return;
  if (!isJsonRecord(units)) {
    addFault(list, `${path}/units`, 'not-an-object', `Expected an object, got ${shown(units)}.`);
    return;
  }
  for (const [id, figures] of Object.entries(units)) {
    if (isFull(list)) return;
    readByNumber(list, pointer(`${path}/units`, id), figures ?? null);
  }
}

/** Figures above 0 by a number that is written as text. */
function readByNumber(list: FaultList, path: string, value: unknown): void {
  readPrices(list, path, value);
  if (!isJsonRecord(value)) return;
  for (const key of Object.keys(value)) {
    if (isFull(list)) return;
    if (!/^(?:0|[1-9]\d{0,9})$/.test(key))
      addFault(list, pointer(path, key), 'wrong-value', `${shown(key)} is no whole number.`);
  }
}

function readPriceList(list: FaultList, path: string, value: unknown, hasJointLimits: boolean): void {
  const rules = required(...PRICED, ...MULTIPLIERS);
  const prices = readRecord(list, path, value, hasJointLimits ? { ...rules, joint: 'optional' } : rules);
  if (hasJointLimits && prices?.['joint'] !== undefined) readByNumber(list, `${path}/joint`, prices['joint']);
  for (const name of PRICED) readPrices(list, `${path}/${name}`, prices?.[name]);
  for (const name of MULTIPLIERS) readInteger(list, `${path}/${name}`, prices?.[name], COUNT);
}

function readPrices(list: FaultList, path: string, value: unknown): void {
  if (value === undefined) return;
  if (!isJsonRecord(value)) {
    addFault(list, path, 'not-an-object', `Expected an object, got ${shown(value)}.`);
    return;
  }
  for (const [id, price] of Object.entries(value)) {
    if (isFull(list)) return;
    readInteger(list, pointer(path, id), price ?? null, PRICE);
  }
}

function readServedSet(list: FaultList, value: unknown): void {
  if (value === undefined) return;
  const base = '/certificate/servedSet';
  const set = readRecord(list, base, value, required('proven', 'classes', 'tree', 'unserved'));
  readBoolean(list, `${base}/proven`, set?.['proven']);
  readEach(list, `${base}/classes`, set?.['classes'], (path, item) => {
    const count = readRecord(list, path, item, required('class', 'served', 'bound', 'tree'));
    readInteger(list, `${path}/class`, count?.['class'], ANY_TOTAL);
    readInteger(list, `${path}/served`, count?.['served'], COUNT);
    readInteger(list, `${path}/bound`, count?.['bound'], COUNT);
    readTree(list, `${path}/tree`, count?.['tree']);
  });
  readTree(list, `${base}/tree`, set?.['tree']);
  readEach(list, `${base}/unserved`, set?.['unserved'], (path, item) => {
    const unserved = readRecord(list, path, item, required('household', 'proof'));
    readId(list, `${path}/household`, unserved?.['household']);
    readProof(list, `${path}/proof`, unserved?.['proof']);
  });
}

function readTree(list: FaultList, path: string, value: unknown): void {
  readEach(list, path, value, (nodePath, item) => {
    const node = readRecord(list, nodePath, item, required('prices', 'branch'));
    readCounts(list, `${nodePath}/prices`, node?.['prices']);
    const branch = node?.['branch'];
    if (branch !== null && branch !== undefined) readBranch(list, `${nodePath}/branch`, branch);
  });
}

function readBranch(list: FaultList, path: string, value: unknown): void {
  const branch = readRecord(list, path, value, required('household', 'dwellings', 'inside', 'outside'));
  readId(list, `${path}/household`, branch?.['household']);
  readIds(list, `${path}/dwellings`, branch?.['dwellings']);
  readInteger(list, `${path}/inside`, branch?.['inside'], COUNT);
  readInteger(list, `${path}/outside`, branch?.['outside'], COUNT);
}

function readProof(list: FaultList, path: string, value: unknown): void {
  if (value === undefined) return;
  const kind = isJsonRecord(value) ? value['kind'] : undefined;
  switch (kind) {
    case 'hall-set':
      readCounts(list, `${path}/prices`, readProofFields(list, path, value, ['prices'])?.['prices']);
      return;
    case 'resource': {
      const proof = readProofFields(list, path, value, ['prices', 'room', 'bound']);
      readInteger(list, `${path}/prices`, proof?.['prices'], COUNT);
      readInteger(list, `${path}/room`, proof?.['room'], ANY_TOTAL);
      readInteger(list, `${path}/bound`, proof?.['bound'], ANY_TOTAL);
      return;
    }
    case 'exhausted-search':
    case 'unproven': {
      const proof = readProofFields(list, path, value, ['nodes']);
      readInteger(list, `${path}/nodes`, proof?.['nodes'], COUNT);
      return;
    }
    default:
      addFault(list, `${path}/kind`, 'wrong-value', `${shown(kind)} is no kind of proof.`);
  }
}

function readProofFields(
  list: FaultList,
  path: string,
  value: unknown,
  names: readonly string[],
): JsonRecord | undefined {
  return readRecord(list, path, value, required('kind', ...names));
}
