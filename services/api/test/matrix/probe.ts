import type { Role } from '@boligtrapp/use-cases';
import type { CaseUnderTest, MunicipalityUnderTest } from './matrix-scene.ts';

/** A request to a route: the values of its path, and what goes with it. */
export interface Ask {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: string;
  readonly body?: object;
  /** A body that is a file, in the place of `body`. */
  readonly file?: { readonly type: string; readonly text: string };
  /** The version in `If-Match`. */
  readonly version?: number;
}

/** A status, or a problem by its code. */
export type Expected = number | { readonly status: number; readonly code: string };

/** What a route is asked in the matrix, and what it has to answer to whom. */
export interface Probe {
  /** What is asked about one of the cases; the same in the whole matrix, because nothing asked there is kept. */
  readonly ask: (one: CaseUnderTest, municipality: MunicipalityUnderTest, actorId: string) => Ask;
  /** To somebody of the municipality with the permission who is recused from nothing. */
  readonly allowed: Expected;
  /** To the same, recused from the case that is asked about. */
  readonly recused: Expected;
  /** To the same recused member, asking about the other case; as to anybody where nothing is said. */
  readonly otherCase?: Expected;
  /** To somebody of another municipality with the permission. */
  readonly elsewhere: Expected;
  /** Roles that have the permission, and to which the use case shows nothing all the same: 404. */
  readonly withheldFrom?: readonly Role[];
}

type Answers = Partial<Omit<Probe, 'ask'>>;
type AskOf = Probe['ask'];

/** What is read, or changed in place. */
const READ = 200;
const MADE = 201;

/** The request names in its body what does not exist for the actor. */
export const UNKNOWN: Expected = { status: 422, code: 'record.reference-unknown' };

/** An object of one case, by its id: gone for who is recused, and elsewhere. */
export function ofCase(ask: AskOf, answers: Answers = {}): Probe {
  return { ask, allowed: READ, recused: 404, elsewhere: 404, ...answers };
}

/** An object of the municipality, by its id: there for every member, with nothing of the case, and gone elsewhere. */
export function ofMunicipality(ask: AskOf, answers: Answers = {}): Probe {
  const { allowed = READ } = answers;
  return { ask, allowed, recused: allowed, elsewhere: 404, ...answers };
}

/** No object: everybody with the permission gets an answer, with nothing in it that is not theirs. */
export function atLarge(ask: AskOf = () => ({}), answers: Answers = {}): Probe {
  const { allowed = READ } = answers;
  return { ask, allowed, recused: allowed, elsewhere: allowed, ...answers };
}

/** A command about an object of one case. */
export function done(ask: AskOf, answers: Answers = {}): Probe {
  return ofCase(ask, { allowed: MADE, ...answers });
}

/** A command whose body names something of one case. */
export function naming(ask: AskOf, answers: Answers = {}): Probe {
  return ofCase(ask, { allowed: MADE, recused: UNKNOWN, elsewhere: UNKNOWN, ...answers });
}

/** A command about an object of the municipality. */
export function settled(ask: AskOf, answers: Answers = {}): Probe {
  return ofMunicipality(ask, { allowed: MADE, ...answers });
}

/** A command about nothing that was there. */
export function made(ask: AskOf, answers: Answers = {}): Probe {
  return atLarge(ask, { allowed: MADE, ...answers });
}
