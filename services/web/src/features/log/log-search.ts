import { idOf, type RawSearch, withoutUndefined, wordOf } from '../../components/read-search.ts';

/** What one looks for in the log. */
export interface LogSearch {
  readonly view?: 'readings';
  readonly actor?: string;
  readonly objectKind?: string;
  readonly objectId?: string;
  readonly action?: string;
  /** First and last day, both inclusive. */
  readonly from?: string;
  readonly until?: string;
}

/** A user id, in which neither a name nor an identity number has a place. */
const USER_ID = /^[\w:.-]{1,100}$/;
const IDENTITY_NUMBER = /\d{11}/;
const CODE = /^[a-z0-9.-]{1,100}$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** What the address says, as far as it makes sense. */
export function readLogSearch(raw: RawSearch): LogSearch {
  const actor = matching(USER_ID, raw['actor']);
  return withoutUndefined({
    view: wordOf(['readings'], raw['view']),
    actor: actor !== undefined && IDENTITY_NUMBER.test(actor) ? undefined : actor,
    objectKind: matching(CODE, raw['objectKind']),
    objectId: idOf(raw['objectId']),
    action: matching(CODE, raw['action']),
    from: matching(DAY, raw['from']),
    until: matching(DAY, raw['until']),
  });
}

function matching(form: RegExp, value: unknown): string | undefined {
  return typeof value === 'string' && form.test(value) ? value : undefined;
}
