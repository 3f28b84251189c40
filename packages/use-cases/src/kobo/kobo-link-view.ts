import type { KoboLinkListRow, KoboLinkRow } from '@boligtrapp/database';

/** A link, as it is shown. */
export type KoboLinkView = Omit<KoboLinkListRow, 'dwellingReference'> & {
  /** Fields of Kobo's dwelling that are not published: they go through untouched, and are not kept. */
  readonly unpublishedFields: readonly string[];
  readonly supplierIdName: KoboLinkRow['supplierIdName'];
};

/** What is shown of a link. */
export function toKoboLinkView(link: KoboLinkRow): KoboLinkView {
  return {
    dwellingId: link.dwellingId,
    koboId: link.koboId,
    supplierId: link.supplierId,
    supplierIdName: link.supplierIdName,
    state: link.state,
    isInStep: link.wanted === link.done,
    attempts: link.attempts,
    failingSince: link.failingSince,
    nextAttemptAt: link.nextAttemptAt,
    lastFault: link.lastFault,
    lastSyncedAt: link.lastSyncedAt,
    unpublishedFields: link.unpublishedFields,
  };
}
