import { sleep } from '@boligtrapp/platform';
import type { Faults } from './faults.ts';

/** Where hints go, and with which key. */
export interface Webhook {
  readonly url: string;
  readonly key: string;
}

/** Sends hints of changes. */
export interface HintSender {
  setWebhook(webhook: Webhook | undefined): void;
  /** Tells of a change, soon. */
  tell(koboId: string): void;
  /** Resolves when nothing waits to be sent. */
  idle(): Promise<void>;
}

const WAIT_MS = 50;
const TIMEOUT_MS = 5_000;
const AT_ONCE = 4;

/** Hints of changes, a moment after them; copied and out of order as the faults say. One that is not taken is lost. */
export function createHintSender(faults: () => Faults): HintSender {
  let webhook: Webhook | undefined;
  let waiting: string[] = [];
  const state: { sending: Promise<void> | undefined } = { sending: undefined };

  async function send(koboId: string, { url, key }: Webhook): Promise<void> {
    try {
      await fetch(url, {
        method: 'POST',
        redirect: 'manual',
        signal: AbortSignal.timeout(TIMEOUT_MS),
        headers: { 'content-type': 'application/json', 'x-api-key': key },
        body: JSON.stringify({ koboId, hendelse: 'BOLIG_ENDRET' }),
      });
    } catch {
      // Whoever listens is not there: the nightly comparison finds what was told in vain.
    }
  }

  async function flush(): Promise<void> {
    await sleep(WAIT_MS);
    while (waiting.length > 0) {
      const { hintCopies, hintsOutOfOrder } = faults();
      const batch = waiting.flatMap((koboId) => Array.from({ length: hintCopies }, () => koboId));
      waiting = [];
      if (hintsOutOfOrder) batch.reverse();
      const target = webhook;
      if (target === undefined) continue;
      for (let from = 0; from < batch.length; from += AT_ONCE) {
        const some = batch.slice(from, from + AT_ONCE);
        await Promise.all(some.map(async (koboId) => await send(koboId, target)));
      }
    }
    state.sending = undefined;
  }

  return {
    setWebhook: (next) => {
      webhook = next;
    },
    tell: (koboId) => {
      if (webhook === undefined) return;
      waiting.push(koboId);
      state.sending ??= flush();
    },
    idle: async () => {
      while (state.sending !== undefined) await state.sending;
    },
  };
}
