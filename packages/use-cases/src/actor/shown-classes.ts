import type { FieldClass } from '@boligtrapp/domain';
import type { Role } from './permissions.ts';

/**
 * What each role needs to know: the classes of fields that answers show it. What is not listed is not shown, whatever
 * the permissions are: a permission opens a question, a class opens a field of its answer.
 *
 * The committee decides by function and conduct, without a name, a diagnosis or anybody's own words. A housing manager
 * sees dwellings and leases. An auditor sees who did what and on which grounds,
 * and nothing that tells of health but what is kept for the archive, which is read for a reason that is written down.
 *
 * @law LOV-1967-02-10 § 13
 */
export const SHOWN_CLASSES: Readonly<Record<Role, ReadonlySet<FieldClass>>> = {
  'case-officer': new Set<FieldClass>([
    'open',
    'property',
    'staff',
    'case',
    'tenancy',
    'function',
    'conduct',
    'grounds',
    'identity',
    'trace',
    'conflict',
    'progress',
    'plan',
    'note',
    'protection',
    'address',
    'record',
  ]),
  committee: new Set<FieldClass>(['open', 'property', 'staff', 'case', 'function', 'conduct', 'grounds']),
  'housing-manager': new Set<FieldClass>(['open', 'property', 'staff', 'case', 'tenancy']),
  leader: new Set<FieldClass>([
    'open',
    'property',
    'staff',
    'case',
    'tenancy',
    'function',
    'conduct',
    'grounds',
    'trace',
    'progress',
    'protection',
    'record',
  ]),
  auditor: new Set<FieldClass>([
    'open',
    'property',
    'staff',
    'case',
    'tenancy',
    'function',
    'conduct',
    'grounds',
    'identity',
    'trace',
    'progress',
    'record',
  ]),
  'follow-up': new Set<FieldClass>([
    'open',
    'property',
    'staff',
    'case',
    'tenancy',
    'function',
    'conduct',
    'grounds',
    'identity',
    'progress',
    'plan',
    'note',
    'address',
  ]),
  integration: new Set<FieldClass>(['open', 'property']),
};

/** Whether the role sees fields of the class; of a file, whether it may read what holds such a field. */
export function sees(role: Role, fieldClass: FieldClass): boolean {
  return SHOWN_CLASSES[role].has(fieldClass);
}
