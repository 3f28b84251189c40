/** What can go wrong with a call to Kobo. A code, never a text of Kobo's. */
export type KoboFaultKind =
  /** No address or key is set for the municipality. */
  | 'not-configured'
  /** Not called: it is known to be down, or has asked to be left alone for a while. */
  | 'paused'
  | 'unreachable'
  | 'timeout'
  /** 429. */
  | 'rate-limited'
  /** 5xx. */
  | 'server-error'
  /** 401 and 403. */
  | 'unauthorised'
  /** 404 and 410. */
  | 'not-found'
  /** 412: somebody has changed it since it was read. */
  | 'changed-meanwhile'
  /** Any other 4xx. */
  | 'refused'
  /** 3xx: no redirect is followed, it could lead the key elsewhere. */
  | 'redirected'
  /** No JSON, or too much of it. */
  | 'unreadable';

/** What Kobo answered. */
export type KoboAnswer =
  | {
      readonly kind: 'ok';
      /** Undefined where there was none. */
      readonly body: unknown;
      /** As HTTP has it, where Kobo gives one. */
      readonly etag: string | null;
    }
  | {
      readonly kind: 'fault';
      readonly fault: KoboFaultKind;
      /** How long Kobo asks to be left alone; null where it does not say. */
      readonly retryAfterMs: number | null;
      /** False where what was asked for may have been done all the same. */
      readonly isUndone: boolean;
    };

/** Calls to Kobo on behalf of a municipality, by its kommunenummer. Never rejects; each ends within {@link KOBO_CALL_LIMIT_MS}. */
export interface KoboGateway {
  read(kommunenummer: string, koboId: string): Promise<KoboAnswer>;
  /** Replaces a dwelling; `etag` guards against what somebody else has changed since it was read. */
  change(kommunenummer: string, koboId: string, dwelling: unknown, etag: string | null): Promise<KoboAnswer>;
  create(kommunenummer: string, dwelling: unknown): Promise<KoboAnswer>;
}

/** A call has ended, well or badly, so long after it was made, in milliseconds. */
export const KOBO_CALL_LIMIT_MS = 10_000;
