import { readFileSync } from 'node:fs';
import { GRANTS, PERMISSION_NAMES, ROLES } from '../packages/use-cases/src/actor/permissions.ts';

interface Operation {
  readonly operationId: string;
  readonly 'x-permission'?: string;
}

/** The page on which it stands what each role may do: roles by permission, and the routes that each permission opens. */
export function permissionsPage(): string {
  const routes = Map.groupBy(readRoutes(), ({ permission }) => permission ?? 'public');
  const head = ['permission', ...ROLES, 'opens'];
  const rows = PERMISSION_NAMES.map((name) => [
    `\`${name}\``,
    ...ROLES.map((role) => (GRANTS[role].includes(name) ? '✓' : '')),
    (routes.get(name) ?? []).map(({ route }) => `\`${route}\``).join('<br>'),
  ]);
  const open = (routes.get('public') ?? []).map(({ route }) => `- \`${route}\``);
  return [
    '# Permissions',
    'What each role may do. What is not marked is denied, with `403 authorisation.denied`. A permission opens a route; which objects exist for somebody is decided in each case: nothing of another municipality does, nor does the case of a household from which they are recused (inhabil) or of a protected person for whom they are not named: `404`.',
    table(head, rows),
    '## Routes without a token',
    open.join('\n'),
    'Every route is asked in the tests by every role about a case that is theirs to see, one from which they are recused, and one of another municipality: `services/api/src/walls.integration.test.ts`.',
    '',
  ]
    .join('\n\n')
    .replace(/\n+$/, '\n');
}

function readRoutes(): readonly { readonly route: string; readonly permission: string | undefined }[] {
  const text = readFileSync(new URL('../openapi/openapi.json', import.meta.url), 'utf8');
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own description, written by gen-openapi
  const { paths } = JSON.parse(text) as {
    readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  };
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({
      route: `${method.toUpperCase()} ${path}`,
      permission: operation['x-permission'],
    })),
  );
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
