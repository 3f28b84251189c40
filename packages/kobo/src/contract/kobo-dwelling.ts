import { FIELDS_ABOUT_PEOPLE, KOBO_FIELDS, type KoboField, SUPPLIER_ID_NAMES } from './kobo-fields.ts';

/** A value as JSON has it. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** A dwelling as Kobo sends it, whole: also what is not published stays in it, so that it goes back as it came. */
export type KoboDwelling = Readonly<Record<string, Json>>;

/** What is wrong with something that came from Kobo. */
export interface KoboFault {
  /** Name of the field; empty for the whole. */
  readonly field: string;
  readonly fault: 'missing' | 'no-object' | 'wrong-type';
}

/** A dwelling that came from Kobo, or all that is wrong with it. */
export type ReadKoboDwelling =
  | { readonly kind: 'read'; readonly dwelling: KoboDwelling; readonly supplierId: string }
  | { readonly kind: 'faulty'; readonly faults: readonly KoboFault[] };

/**
 * Reads what Kobo sent as a dwelling. Fields that are published must have the published type, or be null or left out
 * where they are not required; whatever else there is is kept and not looked at.
 */
export function readKoboDwelling(received: unknown): ReadKoboDwelling {
  if (!isObject(received)) return { kind: 'faulty', faults: [{ field: '', fault: 'no-object' }] };
  const supplierId = supplierIdOf(received);
  const faults = Object.entries<KoboField>(KOBO_FIELDS).flatMap(([field, published]) =>
    field === 'leverandorBoligId' ? [] : faultsOf(field, published, received[field]),
  );
  if (supplierId === undefined) faults.push({ field: 'leverandorBoligId', fault: 'missing' });
  if (faults.length > 0 || supplierId === undefined) return { kind: 'faulty', faults };
  return { kind: 'read', dwelling: received, supplierId };
}

/** Our id of a dwelling in Kobo, whichever version of the API it came from. */
export function supplierIdOf(dwelling: KoboDwelling): string | undefined {
  const ids = SUPPLIER_ID_NAMES.map((name) => dwelling[name]);
  return ids.find((id): id is string => typeof id === 'string' && id !== '');
}

/** Under which name a dwelling carries our id: that of V1, or that of the version before it. */
export function supplierIdNameOf(dwelling: KoboDwelling): (typeof SUPPLIER_ID_NAMES)[number] {
  return SUPPLIER_ID_NAMES.find((name) => typeof dwelling[name] === 'string') ?? SUPPLIER_ID_NAMES[0];
}

/**
 * What may be kept of a dwelling: the published fields about the dwelling itself, in their order. What is about people
 * ({@link FIELDS_ABOUT_PEOPLE}) and what is not published, which may be, stays in Kobo.
 */
export function keepable(dwelling: KoboDwelling): KoboDwelling {
  const names = Object.keys(KOBO_FIELDS).filter(
    (name) => !FIELDS_ABOUT_PEOPLE.some((field) => field === name),
  );
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = dwelling[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** Names of the fields of a dwelling that are not published, in order. */
export function unpublishedNames(dwelling: KoboDwelling): readonly string[] {
  const published = new Set<string>([...Object.keys(KOBO_FIELDS), ...SUPPLIER_ID_NAMES]);
  return Object.keys(dwelling)
    .filter((name) => !published.has(name))
    .toSorted();
}

const FITS: Readonly<Record<KoboField['type'], (value: Json) => boolean>> = {
  boolean: (value) => typeof value === 'boolean',
  enum: (value) => typeof value === 'string',
  'enum-list': (value) => Array.isArray(value) && value.every((each) => typeof each === 'string'),
  integer: (value) => Number.isSafeInteger(value),
  number: (value) => typeof value === 'number' && Number.isFinite(value),
  object: isObject,
  string: (value) => typeof value === 'string',
  uuid: (value) => typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value),
};

function faultsOf(field: string, { type, isRequired }: KoboField, value: Json | undefined): KoboFault[] {
  if (value === undefined || value === null) return isRequired === true ? [{ field, fault: 'missing' }] : [];
  return FITS[type](value) ? [] : [{ field, fault: 'wrong-type' }];
}

function isObject(value: unknown): value is { readonly [name: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
