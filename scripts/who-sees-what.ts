// The page docs/operations/who-sees-what.md, from the tables that the API shows answers by.
import { CLASSED_ANSWERS } from '../packages/contracts/src/need-to-know/answers.ts';
import { type AnyFieldClasses, FIELD_CLASSES, type FieldClass } from '../packages/domain/src/index.ts';
import { ROLES } from '../packages/use-cases/src/actor/permissions.ts';
import { sees } from '../packages/use-cases/src/actor/shown-classes.ts';

/** Roles, at most, of a class whose fields are named one by one. */
const FEW = 3;
const CLASSES = Object.keys(FIELD_CLASSES).filter((name): name is FieldClass => name in FIELD_CLASSES);

/** The page as it is to stand. */
export function whoSeesWhatPage(): string {
  return [
    '# Who sees what',
    'An answer of the API shows every role the classes of fields that it needs to know, and no others. Permissions say which questions a role may ask; this table says what it sees of the answer. Beside it stand the rules for one case: who is recused, and whom a protected address hides, see nothing of that case at all.',
    'The page is written from the tables in `packages/domain/src/need-to-know`, `packages/contracts/src/need-to-know` and `packages/use-cases/src/actor/shown-classes.ts`. A field that nobody has classed does not compile, an answer that nobody has classed stops the start of the API, and what a table does not know is never sent.',
    table(
      ['class', 'tells', 'for example', ...ROLES],
      CLASSES.map((name) => [
        name,
        FIELD_CLASSES[name].tells,
        FIELD_CLASSES[name].examples,
        ...ROLES.map((role) => (sees(role, name) ? 'yes' : '')),
      ]),
    ),
    'Fields of the classes ' +
      list(CLASSES.filter((name) => FIELD_CLASSES[name].isLeftOut)) +
      ' are null, or left out, for a role that may see the rest of the answer. Fields of the other classes are in every answer that has them: a role without such a class has no permission to ask, and a route that would change that does not start.',
    'Files are whole. A letter names its addressee: it is there for who sees `identity` alone. Workbooks and reports of the nights name no person, and exports of the audit trail are for who sees `trace`.',
    '## Where the guarded fields are',
    ...CLASSES.flatMap(guarded),
  ]
    .join('\n\n')
    .concat('\n');
}

/** Where the fields of a class are that few see. */
function guarded(name: FieldClass): readonly string[] {
  if (ROLES.filter((role) => sees(role, name)).length > FEW && !FIELD_CLASSES[name].isLeftOut) return [];
  const fields = CLASSED_ANSWERS.flatMap(({ of, fields: classes }) => {
    const found = [...fieldsOf(name, classes, '')];
    return found.length === 0 ? [] : [`- \`${'title' in of ? String(of.title) : ''}\`: ${list(found)}`];
  });
  return [`### ${name}`, fields.join('\n')];
}

function* fieldsOf(name: string, classes: AnyFieldClasses, path: string): Generator<string> {
  if (typeof classes === 'string') {
    if (classes === name) yield path;
    return;
  }
  for (const [field, entry] of Object.entries(classes)) {
    yield* fieldsOf(name, entry, path === '' ? field : `${path}.${field}`);
  }
}

function list(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
