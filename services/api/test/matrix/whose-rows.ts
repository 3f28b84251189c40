import { inTenant, listCaseIds } from '@boligtrapp/database';
import type { MatrixScene } from './matrix-scene.ts';

/** Whose is what: every id, reference and name that the scene has stored. */
export interface WhoseRows {
  /** The households to whose cases an id, a reference or a name belongs. */
  readonly householdsOf: ReadonlyMap<string, ReadonlySet<string>>;
  /** What happened at a place: whom it was about is another question, asked and logged by itself. */
  readonly incidents: ReadonlySet<string>;
  /** Every id of the municipality under test. */
  readonly ofHome: ReadonlySet<string>;
}

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const MARK = /\bMX-\d+\b|\bMatrise \d+x\b/g;

/** The ids, references and names in a text. */
export function marksIn(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(UUID), ...text.matchAll(MARK)].map(([mark]) => mark));
}

/** Reads {@link WhoseRows} from the tables themselves. */
export async function readWhoseRows({ admin, rehearsal, home }: MatrixScene): Promise<WhoseRows> {
  const householdsOf = new Map<string, Set<string>>();
  const add = (mark: string, householdId: string): void => {
    householdsOf.set(mark, (householdsOf.get(mark) ?? new Set()).add(householdId));
  };
  const households = await admin.query<{ id: string; reference: string }>(
    'select id, reference from households where municipality_id = $1',
    [home.id],
  );
  const scope = { municipalityId: home.id, actorId: 'matrix' };
  await inTenant(rehearsal.db, scope, async (tx) => {
    for (const { id, reference } of households) {
      add(reference, id);
      for (const mark of await listCaseIds(tx, home.id, [id])) add(mark, id);
    }
  });
  const members = await admin.query<{ name: string; householdId: string }>(
    `select p.name, m.household_id as "householdId" from household_members m
     join persons p on p.id = m.person_id where m.municipality_id = $1`,
    [home.id],
  );
  for (const { name, householdId } of members) add(name, householdId);
  const incidents = await admin.query<{ id: string }>('select id from incidents');
  return {
    householdsOf,
    incidents: new Set(incidents.map(({ id }) => id)),
    ofHome: await idsOfHome(admin, home.id),
  };
}

async function idsOfHome(admin: MatrixScene['admin'], municipalityId: string): Promise<ReadonlySet<string>> {
  const tables = await admin.query<{ name: string }>(
    `select table_name as name from information_schema.columns where table_schema = 'public'
     and column_name in ('id', 'municipality_id') group by table_name having count(*) = 2`,
  );
  const union = tables.map(({ name }) => `select id::text from ${name} where municipality_id = $1`);
  const rows = await admin.query<{ id: string }>(union.join(' union all '), [municipalityId]);
  return new Set(rows.map(({ id }) => id));
}
