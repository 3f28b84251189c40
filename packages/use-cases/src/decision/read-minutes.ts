import {
  findPolicySet,
  inTenant,
  listProtectedHouseholds,
  readReportedMunicipality,
} from '@boligtrapp/database';
import type { RoundFacts, RulingOutcome } from '@boligtrapp/domain';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { hiddenFromFrozen } from '../privacy/hidden-from-frozen.ts';
import { loadFacts, loadRound } from '../round/read-round.ts';
import { getProtocol, type ReadDecisionsDeps } from './read-decisions.ts';
import type { ProtocolDocument } from './write-protocol.ts';

type ProtocolCase = ProtocolDocument['cases'][number];

/** A case in the minutes that people read: numbers instead of ids. All but the outcome is null for a protected case. */
export interface MinutesCase {
  readonly household: string | null;
  readonly outcome: RulingOutcome;
  readonly dwelling: string | null;
  readonly proposed: string | null;
  readonly reasonCode: string | null;
  readonly reason: string | null;
  readonly waiverLegalBasis: string | null;
  readonly brokenRules: readonly string[];
  readonly softBreaks: readonly {
    readonly place: string;
    readonly before: number;
    readonly after: number;
    readonly cap: number;
  }[];
}

/** The minutes of a round as people read them. */
export interface Minutes {
  readonly municipality: { readonly name: string; readonly kommunenummer: string };
  readonly policyName: string;
  readonly document: ProtocolDocument;
  /** SHA-256 of the stored minutes, in hex. */
  readonly documentHash: string;
  readonly cases: readonly MinutesCase[];
  /** Numbers of the households that were considered, were proposed nothing and given nothing, by rank. */
  readonly unserved: readonly string[];
  /** Households that may be named, by id. */
  readonly households: ReadonlyMap<string, string>;
}

/**
 * The minutes of a round with the numbers that people use for households and dwellings, as they were when the facts were
 * frozen: the same round gives the same minutes. Not for whoever is recused from one of its cases. A file leaves the
 * building: a household with a protected address is neither named nor placed in it, whoever asks.
 *
 * @throws {NotFoundError} `round.not-found`, `protocol.not-found`.
 */
export async function readMinutes(deps: ReadDecisionsDeps, actor: Actor, roundId: string): Promise<Minutes> {
  const { document: stored, documentHash } = await getProtocol(deps, actor, roundId);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the text that was composed when the round was closed
  const document = JSON.parse(stored) as ProtocolDocument;
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const round = await loadRound(tx, roundId);
    const facts = await loadFacts(tx, roundId);
    const kept = new Set([
      ...(await listProtectedHouseholds(
        tx,
        facts.households.map(({ id }) => id),
      )),
      ...(await hiddenFromFrozen(tx, actor)),
    ]);
    const policy = await findPolicySet(tx, actor.municipalityId, round.policySetId);
    const inMinutes = new Set(document.cases.map(({ householdId }) => householdId));
    const named = facts.households.filter(({ id }) => !kept.has(id));
    const households = new Map(named.map(({ id, reference }) => [id, reference]));
    return {
      municipality: await readReportedMunicipality(tx),
      policyName: policy?.name ?? '',
      document,
      documentHash,
      cases: document.cases.map((item) => toMinutesCase(item, households, facts)),
      unserved: named
        .filter(({ id }) => !inMinutes.has(id))
        .toSorted((a, b) => a.rank - b.rank)
        .map(({ reference }) => reference),
      households,
    };
  });
}

function toMinutesCase(
  item: ProtocolCase,
  households: ReadonlyMap<string, string>,
  { dwellings, places }: RoundFacts,
): MinutesCase {
  const household = households.get(item.householdId);
  const { outcome } = item;
  if (household === undefined) return { ...NOTHING, outcome };
  const dwellingOf = (id: string | null): string | null =>
    dwellings.find((dwelling) => dwelling.id === id)?.reference ?? null;
  const decisions = item.decisions;
  return {
    household,
    outcome,
    dwelling: dwellingOf(item.dwellingId),
    proposed: dwellingOf(item.proposedDwellingId),
    reasonCode: item.reasonCode,
    reason: item.reason,
    waiverLegalBasis: item.waiverLegalBasis,
    brokenRules: decisions.flatMap(({ brokenRules }) => brokenRules),
    softBreaks: decisions.flatMap(({ softBreaks }) =>
      softBreaks.map(({ placeId, before, after, cap }) => {
        const place = places.find(({ id }) => id === placeId)?.name ?? '';
        return { place, before, after, cap };
      }),
    ),
  };
}

const NOTHING: Omit<MinutesCase, 'outcome'> = {
  household: null,
  dwelling: null,
  proposed: null,
  reasonCode: null,
  reason: null,
  waiverLegalBasis: null,
  brokenRules: [],
  softBreaks: [],
};
