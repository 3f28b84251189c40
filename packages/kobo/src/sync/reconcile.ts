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
  | 'not-updatable';

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
  /** What both sides say alike once `take` and `send` are done; facts in conflict or in question as they were. */
  readonly agreed: DwellingFacts;
}

/** A dwelling as both sides have it, and as they last had it alike. */
export interface Reconcile {
  /** What both said when they last agreed; undefined before the first time. */
  readonly agreed: DwellingFacts | undefined;
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
  { ownership, map }: { readonly ownership: Ownership; readonly map: ValueMap },
): Reconciliation {
  const compared = FACT_TRANSLATORS.map((translator) =>
    compare(translator, {
      agreed: agreed?.[translator.fact],
      ours: ours[translator.fact],
      kobos,
      owner: ownership[translator.fact],
      map,
    }),
  );
  return {
    take: merge(compared.map(({ take }) => take ?? {})),
    send: Object.fromEntries(compared.flatMap(({ send }) => (send === undefined ? [] : [send]))),
    conflicts: compared.flatMap(({ conflict }) => conflict ?? []),
    questions: compared.flatMap(({ question }) => question ?? []),
    agreed: { ...(agreed ?? NOTHING), ...merge(compared.map(({ settled }) => settled ?? {})) },
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

interface Compared {
  readonly take?: Partial<DwellingFacts>;
  /** Name of the field, and what it is to hold. */
  readonly send?: readonly [string, Json];
  readonly conflict?: FactConflict;
  readonly question?: OpenQuestion;
  /** What both say from now on; left out while it is open. */
  readonly settled?: Partial<DwellingFacts>;
}

interface Sides {
  /** Undefined before the first time. */
  readonly agreed: FactValue | undefined;
  readonly ours: FactValue;
  readonly kobos: KoboDwelling;
  readonly owner: Owner;
  readonly map: ValueMap;
}

function compare(translator: FactTranslator, sides: Sides): Compared {
  const { fact, field, isUpdatable, read, write } = translator;
  const { agreed, ours, kobos, owner, map } = sides;
  const answer = read(kobos, map);
  if (answer.kind === 'open') return { question: answer.question };
  const theirs = answer.value;
  if (isSame(ours, theirs)) return { settled: { [fact]: ours } };
  const cause = conflictOf({ agreed, ours, theirs, owner });
  const conflict = { fact, owner, agreed: agreed ?? null, ours, kobos: theirs };
  if (cause !== undefined) return { conflict: { ...conflict, cause } };
  if (takesKobos({ agreed, ours, theirs, owner })) {
    return { take: { [fact]: theirs }, settled: { [fact]: theirs } };
  }
  if (!isUpdatable) return { conflict: { ...conflict, cause: 'not-updatable' } };
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
