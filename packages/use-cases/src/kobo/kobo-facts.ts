import type { KoboComparable } from '@boligtrapp/database';
import {
  type DwellingFacts,
  type FactName,
  type FactValue,
  TRAITS,
  type Trait,
  type ValueMap,
} from '@boligtrapp/kobo';

const BRUKSENHETSNUMMER = /^[HLUK][0-9]{4}$/;
const OWNER_FORMS = ['owned', 'leased-in', 'allocation-right'] as const;
const LEVEL = /^level-[1-5]$/;

/** What we know of a dwelling, as the comparison has it: of traits those that the municipality has paired. */
export function factsOf(dwelling: KoboComparable, map: ValueMap): DwellingFacts {
  return {
    bedrooms: dwelling.bedrooms,
    areaM2: dwelling.areaM2,
    floor: dwelling.floor,
    bruksenhetsnummer: dwelling.bruksenhetsnummer,
    isWheelchairAccessible: dwelling.wheelchairAccessible,
    ownerForm: dwelling.ownerForm,
    traits: traitsOf(dwelling).filter((trait) => map.toKobo('egenskaper', trait).kind === 'known'),
  };
}

/** The traits of a dwelling that nobody has paired, its level left out: that one need not travel. */
export function unpairedTraits(dwelling: KoboComparable, map: ValueMap): readonly Trait[] {
  return traitsOf(dwelling).filter(
    (trait) => !LEVEL.test(trait) && map.toKobo('egenskaper', trait).kind === 'open',
  );
}

function traitsOf(dwelling: KoboComparable): readonly Trait[] {
  const has: Readonly<Record<string, boolean>> = {
    lift: dwelling.hasLift,
    'own-entrance': dwelling.ownEntrance,
    robust: dwelling.robust,
    screened: dwelling.screened,
    [`level-${dwelling.level}`]: true,
  };
  return TRAITS.filter((trait) => has[trait] === true);
}

/** Whether the dwelling can hold a value of Kobo's; a level is never taken from there. */
export function canHold(dwelling: KoboComparable, map: ValueMap) {
  return (fact: FactName, value: FactValue): boolean => {
    if (fact === 'bedrooms') return isWithin(value, 0, 10);
    if (fact === 'areaM2') return isWithin(value, 8, 1000);
    if (fact === 'floor') return isWithin(value, -2, 40);
    if (fact === 'bruksenhetsnummer') {
      return value === null || (typeof value === 'string' && BRUKSENHETSNUMMER.test(value));
    }
    if (fact === 'isWheelchairAccessible') return typeof value === 'boolean';
    if (fact === 'ownerForm') return canHoldOwnerForm(dwelling, value);
    return levelsIn(value).join() === levelsIn(factsOf(dwelling, map).traits).join();
  };
}

function canHoldOwnerForm({ leasedInUntil }: KoboComparable, value: FactValue): boolean {
  if (!OWNER_FORMS.some((form) => form === value)) return false;
  // The end of the municipality's own contract would be one of no contract.
  return leasedInUntil === null || value === 'leased-in';
}

function levelsIn(traits: FactValue): readonly string[] {
  const list: readonly unknown[] = Array.isArray(traits) ? traits : [];
  return list.filter((trait): trait is string => typeof trait === 'string' && LEVEL.test(trait));
}

function isWithin(value: FactValue, least: number, most: number): boolean {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= least && value <= most;
}

/** The dwelling with what is taken over; traits that nobody has paired stay as they are. */
export function withTaken(
  dwelling: KoboComparable,
  take: Partial<DwellingFacts>,
  map: ValueMap,
): KoboComparable {
  const { bedrooms, areaM2, floor, isWheelchairAccessible, ownerForm, traits } = take;
  const form = OWNER_FORMS.find((each) => each === ownerForm);
  const flag = (trait: Trait, before: boolean): boolean =>
    traits === undefined || map.toKobo('egenskaper', trait).kind === 'open' ? before : traits.includes(trait);
  return {
    ...dwelling,
    bedrooms: bedrooms ?? dwelling.bedrooms,
    areaM2: areaM2 ?? dwelling.areaM2,
    floor: floor ?? dwelling.floor,
    bruksenhetsnummer:
      take.bruksenhetsnummer === undefined ? dwelling.bruksenhetsnummer : take.bruksenhetsnummer,
    wheelchairAccessible: isWheelchairAccessible ?? dwelling.wheelchairAccessible,
    ownerForm: form ?? dwelling.ownerForm,
    hasLift: flag('lift', dwelling.hasLift),
    ownEntrance: flag('own-entrance', dwelling.ownEntrance),
    robust: flag('robust', dwelling.robust),
    screened: flag('screened', dwelling.screened),
  };
}
