import { addDays, addYearsClamped, type PlainDateString } from '@boligtrapp/domain';
import type { Composition } from './composition.ts';
import { type DemoContext, rangeText } from './demo-context.ts';
import { createIdentityNumbers } from './identity-number.ts';
import type { DemoPerson, HouseholdMemberRow, HouseholdRow, PeopleRows } from './people-rows.ts';

/** A household of the demo and who is in it. */
export interface DemoHousehold {
  readonly id: string;
  readonly reference: string;
  readonly composition: Composition;
}

/** Collects households while the demo is made. */
export interface People {
  /** Adds a household that lives together from `since`; a child born later from its birth. */
  add(
    composition: Composition,
    since: PlainDateString,
    protection?: DemoPerson['address_protection'],
  ): DemoHousehold;
  /** What was added, in that order. */
  rows(): PeopleRows;
}

const MOST_DAYS_SINCE_BIRTHDAY = 364;

/** An empty collection. Names are `Demo Person 0001` and on, household references `S-0001` and on. */
export function createPeople(context: DemoContext): People {
  const { municipalityId, nextId, on } = context;
  const random = context.randomFor('people');
  const nextNumber = createIdentityNumbers(context.randomFor('identity-numbers'));
  const persons: DemoPerson[] = [];
  const households: HouseholdRow[] = [];
  const members: HouseholdMemberRow[] = [];

  const addPerson = (age: number, protection: DemoPerson['address_protection']): DemoPerson => {
    const birthDate = addDays(addYearsClamped(on, -age), -random.int(0, MOST_DAYS_SINCE_BIRTHDAY));
    const person: DemoPerson = {
      municipality_id: municipalityId,
      id: nextId(),
      identity_number: nextNumber(birthDate),
      name: `Demo Person ${String(persons.length + 1).padStart(4, '0')}`,
      birth_date: birthDate,
      address_protection: protection,
    };
    persons.push(person);
    return person;
  };

  const add: People['add'] = (composition, since, protection = 'none') => {
    const reference = `S-${String(households.length + 1).padStart(4, '0')}`;
    const household = { municipality_id: municipalityId, id: nextId(), reference };
    households.push(household);
    const join = (age: number, relation: HouseholdMemberRow['relation']): void => {
      const person = addPerson(age, relation === 'applicant' ? protection : 'none');
      const from = person.birth_date > since ? person.birth_date : since;
      members.push({
        municipality_id: municipalityId,
        id: nextId(),
        household_id: household.id,
        person_id: person.id,
        relation,
        member_during: rangeText(from, null),
      });
    };
    for (const [position, age] of composition.adultAges.entries()) {
      join(age, position === 0 ? 'applicant' : 'partner');
    }
    for (const age of composition.childAges) join(age, 'child');
    return { id: household.id, reference, composition };
  };

  return { add, rows: () => ({ persons, households, household_members: members }) };
}
