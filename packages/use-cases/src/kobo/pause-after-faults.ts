import type { KoboAnswer, KoboGateway } from '../ports/kobo-gateway.ts';
import type { Clock } from '../ports/ports.ts';

/** Faults in a row after which Kobo is left alone. */
const FAULTS_UNTIL_PAUSE = 5;
/** How long it is left alone where it does not say. */
const PAUSE_MS = 30_000;
/** How long it is left alone at most, whatever it says. */
const MOST_PAUSE_MS = 15 * 60_000;

interface Standing {
  faults: number;
  pausedUntilMs: number;
}

/**
 * A gateway that leaves Kobo alone for half a minute after some faults in a row, and for as long as it asks to be: what
 * is down is not called for every dwelling in turn, each with its time-out. What it knows is of this process alone.
 */
export function pauseAfterFaults(gateway: KoboGateway, clock: Pick<Clock, 'now'>): KoboGateway {
  const standings = new Map<string, Standing>();
  const nowMs = (): number => Temporal.Instant.from(clock.now()).epochMilliseconds;

  async function call(kommunenummer: string, ask: () => Promise<KoboAnswer>): Promise<KoboAnswer> {
    const standing = standings.get(kommunenummer) ?? { faults: 0, pausedUntilMs: 0 };
    standings.set(kommunenummer, standing);
    const waitMs = standing.pausedUntilMs - nowMs();
    if (waitMs > 0) return { kind: 'fault', fault: 'paused', retryAfterMs: waitMs, isUndone: true };
    const answer = await ask();
    if (answer.kind === 'ok' || !isOfTheServer(answer.fault)) {
      standing.faults = 0;
      return answer;
    }
    standing.faults += 1;
    if (answer.retryAfterMs !== null) {
      standing.pausedUntilMs = nowMs() + Math.min(answer.retryAfterMs, MOST_PAUSE_MS);
    } else if (standing.faults >= FAULTS_UNTIL_PAUSE) {
      standing.pausedUntilMs = nowMs() + PAUSE_MS;
    }
    return answer;
  }

  return {
    read: async (kommunenummer, koboId) =>
      await call(kommunenummer, async () => await gateway.read(kommunenummer, koboId)),
    change: async (kommunenummer, koboId, dwelling, etag) =>
      await call(kommunenummer, async () => await gateway.change(kommunenummer, koboId, dwelling, etag)),
    create: async (kommunenummer, dwelling) =>
      await call(kommunenummer, async () => await gateway.create(kommunenummer, dwelling)),
  };
}

function isOfTheServer(fault: string): boolean {
  return ['unreachable', 'timeout', 'rate-limited', 'server-error', 'unauthorised'].includes(fault);
}
