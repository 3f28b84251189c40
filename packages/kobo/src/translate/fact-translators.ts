import type { Json, KoboDwelling } from '../contract/kobo-dwelling.ts';
import { KOBO_FIELDS, type KoboField, type KoboFieldName } from '../contract/kobo-fields.ts';
import { type DwellingFacts, type FactName, TRAITS, type Trait } from './dwelling-facts.ts';
import type { OpenQuestion, Translated, ValueMap } from './value-map.ts';

/**
 * A dwelling that is to be made in Kobo: what was given of it, as it is, and what we know of the fields that were not.
 * Says which values have no partner; their fields are left out.
 */
export function toNewKoboDwelling(
  given: KoboDwelling,
  ours: DwellingFacts,
  map: ValueMap,
): { readonly dwelling: KoboDwelling; readonly questions: readonly OpenQuestion[] } {
  const questions: OpenQuestion[] = [];
  const added: [string, Json][] = [];
  for (const { fact, field, write } of FACT_TRANSLATORS) {
    if (Object.hasOwn(given, field)) continue;
    const written = write(ours[fact], undefined, map);
    if (written.kind === 'open') questions.push(written.question);
    else if (written.value !== null) added.push([field, written.value]);
  }
  return { dwelling: { ...given, ...Object.fromEntries(added) }, questions };
}

/** How one fact stands in a dwelling of Kobo. */
export interface FactTranslator<Name extends FactName = FactName> {
  readonly fact: Name;
  readonly field: KoboFieldName;
  /** False where Kobo takes no change of it once the dwelling is there. */
  readonly isUpdatable: boolean;
  readonly read: (dwelling: KoboDwelling, map: ValueMap) => Translated<DwellingFacts[Name]>;
  /** What Kobo's field is to hold; `before` is what it holds, of which what we do not speak of stays. */
  readonly write: (value: DwellingFacts[Name], before: Json | undefined, map: ValueMap) => Translated<Json>;
}

/** Every fact that both sides may know. */
export const FACT_TRANSLATORS: readonly FactTranslator[] = [
  plain('bedrooms', 'antallSoverom', (value) => (typeof value === 'number' ? value : null)),
  {
    ...plain('areaM2', 'bruksareal', (value) => (typeof value === 'number' ? Math.round(value) : null)),
    // Kobo has fractions and we have none: a figure that is the same to us stays as it is there.
    write: (value, before) =>
      known(typeof before === 'number' && Math.round(before) === value ? before : asJson(value)),
  },
  plain('floor', 'etasjenummer', (value) => (typeof value === 'number' ? value : null)),
  plain('bruksenhetsnummer', 'bruksenhetsnummer', (value) => (typeof value === 'string' ? value : null)),
  plain('isWheelchairAccessible', 'erTilgjengeligForRullestolbruker', (value) =>
    typeof value === 'boolean' ? value : null,
  ),
  {
    fact: 'ownerForm',
    field: 'disposisjonsform',
    isUpdatable: true,
    read: ({ disposisjonsform: value }, map) =>
      typeof value === 'string' ? map.toOurs('disposisjonsform', value) : known(null),
    write: (value, _before, map) =>
      typeof value === 'string' ? map.toKobo('disposisjonsform', value) : known(null),
  },
  { fact: 'traits', field: 'egenskaper', isUpdatable: true, read: readTraits, write: writeTraits },
];

/** In which of Kobo's fields each fact stands. */
export const FACT_FIELDS: readonly { readonly fact: FactName; readonly field: KoboFieldName }[] =
  FACT_TRANSLATORS.map(({ fact, field }) => ({ fact, field }));

/** A fact that both sides write alike. */
function plain<Name extends FactName>(
  fact: Name,
  field: KoboFieldName,
  read: (value: Json | undefined) => DwellingFacts[Name],
): FactTranslator {
  const { isUpdatable }: KoboField = KOBO_FIELDS[field];
  return {
    fact,
    field,
    isUpdatable: isUpdatable !== false,
    read: (dwelling) => known(read(dwelling[field])),
    write: (value) => known(asJson(value)),
  };
}

/** The traits among the egenskaper. Those that are no trait of ours are Kobo's own, and no question. */
function readTraits({ egenskaper }: KoboDwelling, map: ValueMap): Translated<readonly Trait[]> {
  const values = Array.isArray(egenskaper) ? egenskaper : [];
  const found = values.flatMap((value) => {
    const translated = typeof value === 'string' ? map.toOurs('egenskaper', value) : undefined;
    return translated?.kind === 'known' ? [translated.value] : [];
  });
  return known(TRAITS.filter((trait) => found.includes(trait)));
}

/** The egenskaper with the traits as they are with us; all others stay, in their order. */
function writeTraits(
  value: DwellingFacts[FactName],
  before: Json | undefined,
  map: ValueMap,
): Translated<Json> {
  const wanted: readonly unknown[] = Array.isArray(value) ? value : [];
  const there: readonly Json[] = Array.isArray(before) ? before : [];
  const taken = new Set<Json>();
  const named: string[] = [];
  for (const trait of TRAITS) {
    const name = map.toKobo('egenskaper', trait);
    if (name.kind === 'known') {
      taken.add(name.value);
      if (wanted.includes(trait)) named.push(name.value);
    } else if (wanted.includes(trait)) {
      return name;
    }
  }
  const kept = there.filter((each) => !taken.has(each) || (typeof each === 'string' && named.includes(each)));
  return known([...kept, ...named.filter((each) => !kept.includes(each))]);
}

function known<Value>(value: Value): Translated<Value> {
  return { kind: 'known', value };
}

function asJson(value: DwellingFacts[FactName]): Json {
  return value;
}
