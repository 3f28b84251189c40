/** What a role may be allowed to do. Named `<thing>.<read|write>`; `write` does not include `read`. */
export type Permission =
  | 'places.read'
  | 'dwellings.read'
  | 'dwellings.write'
  | 'households.read'
  | 'households.write'
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
  | 'metrics.read';

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
    'rotation.read',
    'rotation.write',
    'ladder.read',
  ]),
  committee: new Set<Permission>([
    'places.read',
    'dwellings.read',
    'assessments.read',
    'queue.read',
    'policy-sets.read',
    'rounds.read',
    'ladder.read',
  ]),
  'housing-manager': new Set<Permission>([
    'places.read',
    'dwellings.read',
    'dwellings.write',
    'leases.read',
    'rotation.read',
    'ladder.read',
  ]),
  leader: new Set<Permission>([
    'places.read',
    'dwellings.read',
    'queue.read',
    'policy-sets.read',
    'rounds.read',
    'leases.read',
    'rotation.read',
    'rotation.write',
    'ladder.read',
    'metrics.read',
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
    'rotation.read',
    'ladder.read',
  ]),
  'follow-up': new Set<Permission>([
    'places.read',
    'dwellings.read',
    'households.read',
    'assessments.read',
    'leases.read',
    'rotation.read',
    'ladder.read',
  ]),
  integration: new Set<Permission>([
    'places.read',
    'dwellings.read',
    'dwellings.write',
    'ladder.read',
    'metrics.read',
  ]),
};
