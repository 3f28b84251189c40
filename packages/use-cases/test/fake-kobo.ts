import type { Json, KoboDwelling } from '@boligtrapp/kobo';
import { nextId } from '@boligtrapp/testing';
import type { KoboAnswer, KoboFaultKind, KoboGateway } from '../src/index.ts';

/** Asks for a fault of a call, before or after its effect; undefined for none. */
export type FaultOf = (
  call: 'read' | 'change' | 'create',
  moment: 'before' | 'after',
) => KoboFaultKind | undefined;

/** A Kobo in memory: answers at once, tells of every change, and fails as it is told to. */
export class FakeKobo implements KoboGateway {
  readonly dwellings = new Map<string, KoboDwelling>();
  /** Earlier states of each dwelling, the latest last. */
  readonly past = new Map<string, KoboDwelling[]>();
  /** What was changed or made, in order. */
  readonly writes: { readonly koboId: string; readonly dwelling: KoboDwelling }[] = [];
  calls = 0;
  faultOf: FaultOf = () => undefined;
  /** Whether a reading gets the state before the present one. */
  isOld: () => boolean = () => false;
  onChange: (koboId: string) => void = () => undefined;

  /** Somebody there makes a dwelling. */
  add(dwelling: KoboDwelling): string {
    const koboId = nextId();
    this.store(koboId, { ...dwelling, koboId });
    return koboId;
  }

  /** Somebody there changes some fields. */
  edit(koboId: string, fields: Readonly<Record<string, Json>>): void {
    this.store(koboId, { ...this.get(koboId), ...fields });
  }

  get(koboId: string): KoboDwelling {
    const dwelling = this.dwellings.get(koboId);
    if (dwelling === undefined) throw new Error('no such dwelling in Kobo');
    return dwelling;
  }

  async read(_kommunenummer: string, koboId: string): Promise<KoboAnswer> {
    return await this.answer('read', () => {
      const now = this.dwellings.get(koboId);
      if (now === undefined) return fault('not-found', true);
      const body = this.isOld() ? (this.past.get(koboId)?.at(-1) ?? now) : now;
      return { kind: 'ok', body, etag: null };
    });
  }

  async change(_kommunenummer: string, koboId: string, dwelling: unknown): Promise<KoboAnswer> {
    return await this.answer('change', () => {
      this.write(koboId, asDwelling(dwelling));
      return { kind: 'ok', body: undefined, etag: null };
    });
  }

  async create(_kommunenummer: string, dwelling: unknown): Promise<KoboAnswer> {
    return await this.answer('create', () => {
      const koboId = nextId();
      this.write(koboId, { ...asDwelling(dwelling), koboId });
      return { kind: 'ok', body: { koboId }, etag: null };
    });
  }

  private async answer(call: 'read' | 'change' | 'create', effect: () => KoboAnswer): Promise<KoboAnswer> {
    this.calls += 1;
    const before = this.faultOf(call, 'before');
    if (before !== undefined)
      return await Promise.resolve(fault(before, before !== 'timeout' && before !== 'server-error'));
    const answer = effect();
    const after = this.faultOf(call, 'after');
    return await Promise.resolve(after === undefined ? answer : fault(after, false));
  }

  private write(koboId: string, dwelling: KoboDwelling): void {
    this.store(koboId, dwelling);
    this.writes.push({ koboId, dwelling });
  }

  private store(koboId: string, dwelling: KoboDwelling): void {
    const before = this.dwellings.get(koboId);
    if (before !== undefined) this.past.set(koboId, [...(this.past.get(koboId) ?? []), before]);
    this.dwellings.set(koboId, dwelling);
    this.onChange(koboId);
  }
}

function fault(kind: KoboFaultKind, isUndone: boolean): KoboAnswer {
  return { kind: 'fault', fault: kind, retryAfterMs: null, isUndone };
}

function asDwelling(dwelling: unknown): KoboDwelling {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the use cases send
  return structuredClone(dwelling) as KoboDwelling;
}
