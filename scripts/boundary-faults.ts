import { BOUNDARIES, type BoundaryRule } from './boundary-rules.ts';

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\b[^;'"]*?from\s*['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)|(?:^|\n)\s*import\s*['"]([^'"]+)['"]/g;

/** Every module that `source` imports, static and dynamic. */
export function importedModules(source: string): readonly string[] {
  const code = source.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|\s)\/\/[^\n]*/g, '$1');
  return [...code.matchAll(IMPORT)].flatMap((match) => match[1] ?? match[2] ?? match[3] ?? []);
}

/**
 * What a file imports and may not, in words.
 *
 * @param file path from the root of the workspace, with slashes.
 */
export function boundaryFaults(file: string, source: string): readonly string[] {
  const home = file.split('/').slice(0, 2).join('/');
  const rule = BOUNDARIES[home];
  if (rule === undefined) return [`${file}: ${home} has no row in the table of boundaries`];
  const refused = importedModules(source).filter((module) => !isAllowed(rule, home, file, module));
  return refused.map((module) => `${file} imports ${module}`);
}

function isAllowed(rule: BoundaryRule, home: string, file: string, module: string): boolean {
  if (module.startsWith('.')) return staysInside(home, file, module);
  if (module.startsWith('node:')) return rule.node === 'all' || rule.node.includes(module.slice(5));
  if (module.startsWith('@boligtrapp/')) {
    // Through the entry only: a path into another package is refused with it.
    return rule.workspace.includes(module.slice('@boligtrapp/'.length));
  }
  const name = module
    .split('/')
    .slice(0, module.startsWith('@') ? 2 : 1)
    .join('/');
  return rule.npm.includes(name);
}

function staysInside(home: string, file: string, module: string): boolean {
  const path = new URL(module, `file:///${file}`).pathname.slice(1);
  return path.startsWith(`${home}/`);
}
