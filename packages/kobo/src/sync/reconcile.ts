import type { Json, KoboDwelling } from '../contract/kobo-dwelling.ts';
import type { DwellingFacts, FactName } from '../translate/dwelling-facts.ts';
import { FACT_TRANSLATORS, type FactTranslator } from '../translate/fact-translators.ts';
import type { OpenQuestion, ValueMap } from '../translate/value-map.ts';
import type { Owner, Ownership } from './ownership.ts';

/** Value of a fact. */
export type FactValue = DwellingFacts[FactName];

/** Why people have to say which value holds. */
export type ConflictCause =
  /** Both have changed it since they agreed. */
  | 'both-changed'
  /** It was changed by whom it does not belong to. */
  | 'changed-by-other'
  /** It is ours, and Kobo takes no change of it. */
  | 'not-updatable'
  /** It is Kobo's, and we cannot hold the value: nothing where we must have one, or out of our range. */
  | 'not-storable';

/** What somebody has said of a conflict; it counts as long as both values are those that were asked about. */
export interface Ruling {
  readonly choice: Owner;
  readonly ours: FactValue;
  readonly kobos: FactValue;
}

/** By what two dwellings are compared. */
export interface ReconcileRules {
  readonly ownership: Ownership;
  readonly map: ValueMap;
  readonly rulings?: Readonly<Partial<Record<FactName, Ruling>>>;
  /** Whether we can hold a value of Kobo's; every one where nothing is said. */
  readonly canHold?: (fact: FactName, value: FactValue) => boolean;
}

/** A fact on which the two sides differ, and neither value is taken before somebody has said which. */
export interface FactConflict {
  readonly fact: FactName;
  readonly cause: ConflictCause;
  readonly owner: Owner;
  readonly agreed: FactValue;
  readonly ours: FactValue;
  readonly kobos: FactValue;
}

/** What follows from a dwelling as both sides have it. */
export interface Reconciliation {
  /** What we take over. */
  readonly take: Partial<DwellingFacts>;
  /** What Kobo is to hold in these fields; all others stay as they are. */
  readonly send: Readonly<Record<string, Json>>;
  readonly conflicts: readonly FactConflict[];
  readonly questions: readonly OpenQuestion[];
  /** Facts whose ruling is carried out by `take` and `send`. */
  readonly ruled: readonly FactName[];
  /** Facts that both sides have alike once `take` and `send` are done. */
  readonly settled: readonly FactName[];
  /**
   * What both sides say alike once `take` and `send` are done; facts in conflict or in question as they were, and not
   * there where the two have never agreed.
   */
  readonly agreed: Partial<DwellingFacts>;
}

/** A dwelling as both sides have it, and as they last had it alike. */
export interface Reconcile {
  /** What both said when they last agreed; without the facts on which they never have. */
  readonly agreed: Partial<DwellingFacts> | undefined;
  readonly ours: DwellingFacts;
  readonly kobos: KoboDwelling;
}

/**
 * Compares three states of a dwelling, fact by fact: what both said last, what we say, and what Kobo says. The owner's
 * change goes to the other side; a change by the other side of what is not its own waits for people. The first time, the
 * owner's word counts where the other has none, and people are asked where both have one.
 */
export function reconcile(
  { agreed, ours, kobos }: Reconcile,
  { ownership, map, rulings = {}, canHold = () => true }: ReconcileRules,
): Reconciliation {
  const compared = FACT_TRANSLATORS.map((translator) =>
    compare(translator, {
      agreed: agreed?.[translator.fact],
      ours: ours[translator.fact],
      kobos,
      owner: ownership[translator.fact],
      ruling: rulings[translator.fact],
      map,
      canHold,
    }),
  );
  return {
    take: merge(compared.map(({ take }) => take ?? {})),
    send: Object.fromEntries(compared.flatMap(({ send }) => (send === undefined ? [] : [send]))),
    conflicts: compared.flatMap(({ conflict }) => conflict ?? []),
    questions: compared.flatMap(({ question }) => question ?? []),
    ruled: compared.flatMap(({ ruled }) => ruled ?? []),
    settled: compared.flatMap(({ settled }, index) =>
      settled === undefined ? [] : (FACT_TRANSLATORS[index]?.fact ?? []),
    ),
    agreed: { ...agreed, ...merge(compared.map(({ settled }) => settled ?? {})) },
  };
}

/** Nothing is known yet. */
export const NOTHING: DwellingFacts = {
  bedrooms: null,
  areaM2: null,
  floor: null,
  bruksenhetsnummer: null,
  isWheelchairAccessible: null,
  ownerForm: null,
  traits: [],
};

/** A dwelling of Kobo with what we send in it. */
export function withSent(kobos: KoboDwelling, send: Reconciliation['send']): KoboDwelling {
  return { ...kobos, ...send };
}

/**
 * What both sides agree on once Kobo is seen to hold what was sent: the facts of those fields, as they stand there. Says
 * which of the fields were seen; what was sent and is not there has not arrived.
 */
export function withConfirmed(
  agreed: Partial<DwellingFacts>,
  {
    kobos,
    sent,
    map,
  }: { readonly kobos: KoboDwelling; readonly sent: Reconciliation['send']; readonly map: ValueMap },
): { readonly agreed: Partial<DwellingFacts>; readonly confirmed: readonly string[] } {
  const confirmed = Object.keys(sent).filter(
    (field) => JSON.stringify(sent[field]) === JSON.stringify(kobos[field]),
  );
  const facts = FACT_TRANSLATORS.filter(({ field }) => confirmed.includes(field)).flatMap(
    ({ fact, read }) => {
      const answer = read(kobos, map);
      return answer.kind === 'known' ? [{ [fact]: answer.value }] : [];
    },
  );
  return { agreed: { ...agreed, ...merge(facts) }, confirmed };
}

interface Compared {
  readonly take?: Partial<DwellingFacts>;
  /** Name of the field, and what it is to hold. */
  readonly send?: readonly [string, Json];
  readonly conflict?: FactConflict;
  readonly question?: OpenQuestion;
  readonly ruled?: FactName;
  /** What both say from now on; left out while it is open. */
  readonly settled?: Partial<DwellingFacts>;
}

interface Sides {
  /** Undefined before the first time. */
  readonly agreed: FactValue | undefined;
  readonly ours: FactValue;
  readonly kobos: KoboDwelling;
  readonly owner: Owner;
  readonly ruling: Ruling | undefined;
  readonly map: ValueMap;
  readonly canHold: (fact: FactName, value: FactValue) => boolean;
}

function compare(translator: FactTranslator, sides: Sides): Compared {
  const { fact, read, isUpdatable } = translator;
  const { agreed, ours, kobos, owner, map } = sides;
  const answer = read(kobos, map);
  if (answer.kind === 'open') return { question: answer.question };
  const theirs = answer.value;
  if (isSame(ours, theirs)) return { settled: { [fact]: ours } };
  const conflict = { fact, owner, agreed: agreed ?? null, ours, kobos: theirs };
  const ruling = rulingOn(sides.ruling, ours, theirs);
  if (ruling !== undefined) return carryOut(ruling, translator, sides, conflict);
  const cause = conflictOf({ agreed, ours, theirs, owner });
  if (cause !== undefined) return { conflict: { ...conflict, cause } };
  if (takesKobos({ agreed, ours, theirs, owner })) return take(translator, sides, conflict);
  if (!isUpdatable) return { conflict: { ...conflict, cause: 'not-updatable' } };
  return send(translator, sides);
}

type Difference = Omit<FactConflict, 'cause'>;

function rulingOn(ruling: Ruling | undefined, ours: FactValue, kobos: FactValue): Ruling | undefined {
  if (ruling === undefined) return undefined;
  return isSame(ruling.ours, ours) && isSame(ruling.kobos, kobos) ? ruling : undefined;
}

function carryOut(
  { choice }: Ruling,
  translator: FactTranslator,
  sides: Sides,
  conflict: Difference,
): Compared {
  const { fact, isUpdatable } = translator;
  // Kobo takes no change of it: ours holds here, and the two stay apart until one of them changes.
  if (choice === 'ours' && !isUpdatable) return {};
  const done = choice === 'kobo' ? take(translator, sides, conflict) : send(translator, sides);
  return done.settled === undefined ? done : { ...done, ruled: fact };
}

function take({ fact }: FactTranslator, { canHold }: Sides, conflict: Difference): Compared {
  if (!canHold(fact, conflict.kobos)) return { conflict: { ...conflict, cause: 'not-storable' } };
  return { take: { [fact]: conflict.kobos }, settled: { [fact]: conflict.kobos } };
}

function send({ fact, field, write }: FactTranslator, { ours, kobos, map }: Sides): Compared {
  const written = write(ours, kobos[field], map);
  if (written.kind === 'open') return { question: written.question };
  return { send: [field, written.value], settled: { [fact]: ours } };
}

interface Values {
  readonly agreed: FactValue | undefined;
  readonly ours: FactValue;
  readonly theirs: FactValue;
  readonly owner: Owner;
}

/** Why people are asked about two values that differ; undefined where the owner's word is enough. */
function conflictOf({ agreed, ours, theirs, owner }: Values): ConflictCause | undefined {
  if (agreed === undefined) return isNothing(ours) || isNothing(theirs) ? undefined : 'both-changed';
  const [own, other] = owner === 'kobo' ? [theirs, ours] : [ours, theirs];
  if (isSame(other, agreed)) return undefined;
  return isSame(own, agreed) ? 'changed-by-other' : 'both-changed';
}

/** Whether Kobo's value is the one that holds. */
function takesKobos({ agreed, ours, owner }: Values): boolean {
  // The first time the side that knows something tells the other.
  return agreed === undefined ? isNothing(ours) : owner === 'kobo';
}

function isNothing(value: FactValue): boolean {
  return value === null || (Array.isArray(value) && value.length === 0);
}

function isSame(a: FactValue, b: FactValue): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function merge(parts: readonly Partial<DwellingFacts>[]): Partial<DwellingFacts> {
  return parts.reduce((all, part) => ({ ...all, ...part }), {});
}
