import { IMPORT_SUBJECTS, type ImportSubject } from '@boligtrapp/domain';
import type { Actor } from '../actor/actor.ts';
import { authorise, isAllowed } from '../actor/authorise.ts';
import type { Permission } from '../actor/permissions.ts';

const READ_PERMISSIONS: Readonly<Record<ImportSubject, Permission>> = {
  dwellings: 'dwellings.read',
  places: 'places.read',
};

/** Which places there are belongs to the stock, too; `places.write` is about what holds for them. */
const STOCK = 'dwellings.write';

/**
 * Lets go on who may do it with imports, and may change the stock by hand: no file is a way round.
 *
 * @throws {AccessRefusedError} `authorisation.denied`
 */
export function authoriseImport(actor: Actor, permission: 'imports.write' | 'imports.approve'): void {
  authorise(actor, permission);
  authorise(actor, STOCK);
}

/** The subjects whose imports the actor may read. */
export function readableSubjects(actor: Actor): readonly ImportSubject[] {
  return IMPORT_SUBJECTS.filter((subject) => isAllowed(actor, READ_PERMISSIONS[subject]));
}
