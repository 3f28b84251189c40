/** What a role may be allowed to do. Named `<thing>.<read|write>`; `write` does not include `read`. */
export type Permission =
  | 'places.read'
  | 'dwellings.read'
  | 'dwellings.write'
  | 'households.read'
  | 'households.write'
  | 'address-protection.write'
  | 'protected-addresses.read'
  | 'protected-addresses.write'
  | 'case-access.read'
  | 'case-access.write'
  | 'case-access.appoint'
  | 'applications.read'
  | 'applications.write'
  | 'assessments.read'
  | 'assessments.write'
  | 'queue.read'
  | 'policy-sets.read'
  | 'rounds.read'
  | 'rounds.write'
  | 'leases.read'
  | 'leases.write'
  | 'rotation.read'
  | 'rotation.write'
  | 'ladder.read'
  | 'metrics.read'
  | 'entitlements.write'
  | 'keep-apart.read'
  | 'keep-apart.write'
  | 'places.write'
  | 'policy-sets.write'
  | 'policy-sets.approve'
  | 'meetings.read'
  | 'meetings.write'
  | 'decisions.read'
  | 'decisions.write'
  | 'decisions.sign'
  | 'offers.read'
  | 'offers.write'
  | 'appeals.read'
  | 'appeals.write'
  | 'reviews.read'
  | 'reviews.write'
  | 'follow-ups.read'
  | 'follow-ups.write'
  | 'notices.read'
  | 'notices.write'
  | 'reports.read'
  | 'access-list.read'
  | 'traces.read'
  | 'reports.write';

/**
 * The roles of users and machines: case officer (saksbehandler), committee (tildelingsutvalg), housing manager
 * (eiendom), leader, auditor, follow-up worker (booppfølger), integration (another system).
 */
export const ROLES = [
  'case-officer',
  'committee',
  'housing-manager',
  'leader',
  'auditor',
  'follow-up',
  'integration',
] as const;

/** One of {@link ROLES}. */
export type Role = (typeof ROLES)[number];

/**
 * What each role may do; what is not listed is denied. The committee reads needs and proposals, but neither
 * persons nor applications: it decides without knowing who it is.
 */
export const PERMISSIONS: Readonly<Record<Role, ReadonlySet<Permission>>> = {
  'case-officer': new Set<Permission>([
    'places.read',
    'dwellings.read',
    'households.read',
    'households.write',
    'address-protection.write',
    'protected-addresses.read',
    'protected-addresses.write',
    'case-access.read',
    'case-access.write',
    'applications.read',
    'applications.write',
    'assessments.read',
    'assessments.write',
    'queue.read',
    'policy-sets.read',
    'rounds.read',
    'rounds.write',
    'leases.read',
    'leases.write',
    'notices.read',
    'notices.write',
    'rotation.read',
    'rotation.write',
    'ladder.read',
    'entitlements.write',
    'keep-apart.read',
    'keep-apart.write',
    'places.write',
    'policy-sets.write',
    'meetings.read',
    'meetings.write',
    'decisions.read',
    'decisions.write',
    'decisions.sign',
    'offers.read',
    'offers.write',
    'appeals.read',
    'appeals.write',
    'reviews.read',
    'reviews.write',
    'follow-ups.read',
    'follow-ups.write',
    'notices.read',
    'notices.write',
    'reports.read',
    'access-list.read',
    'reports.write',
  ]),
  committee: new Set<Permission>([
    'places.read',
    'dwellings.read',
    'assessments.read',
    'queue.read',
    'policy-sets.read',
    'rounds.read',
    'ladder.read',
    'meetings.read',
    'meetings.write',
    'decisions.read',
    'decisions.write',
    'decisions.sign',
    'offers.read',
    'reviews.read',
  ]),
  'housing-manager': new Set<Permission>([
    'places.read',
    'dwellings.read',
    'dwellings.write',
    'leases.read',
    'rotation.read',
    'ladder.read',
    'places.write',
    'offers.read',
    'reports.read',
    'reports.write',
  ]),
  leader: new Set<Permission>([
    'places.read',
    'dwellings.read',
    'case-access.read',
    'case-access.write',
    'case-access.appoint',
    'queue.read',
    'policy-sets.read',
    'rounds.read',
    'leases.read',
    'notices.read',
    'rotation.read',
    'rotation.write',
    'ladder.read',
    'metrics.read',
    'policy-sets.write',
    'policy-sets.approve',
    'meetings.read',
    'decisions.read',
    'decisions.sign',
    'offers.read',
    'appeals.read',
    'reviews.read',
    'follow-ups.read',
    'notices.read',
    'reports.read',
    'access-list.read',
    'traces.read',
    'reports.write',
  ]),
  auditor: new Set<Permission>([
    'places.read',
    'dwellings.read',
    'households.read',
    'applications.read',
    'assessments.read',
    'queue.read',
    'policy-sets.read',
    'rounds.read',
    'leases.read',
    'notices.read',
    'rotation.read',
    'ladder.read',
    'meetings.read',
    'decisions.read',
    'offers.read',
    'appeals.read',
    'reviews.read',
    'follow-ups.read',
    'notices.read',
    'reports.read',
    'access-list.read',
    'traces.read',
  ]),
  'follow-up': new Set<Permission>([
    'places.read',
    'dwellings.read',
    'households.read',
    'protected-addresses.read',
    'assessments.read',
    'leases.read',
    'rotation.read',
    'ladder.read',
    'reviews.read',
    'follow-ups.read',
    'follow-ups.write',
    'reports.read',
    'reports.write',
  ]),
  integration: new Set<Permission>([
    'places.read',
    'dwellings.read',
    'dwellings.write',
    'ladder.read',
    'metrics.read',
  ]),
};
