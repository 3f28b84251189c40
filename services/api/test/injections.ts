/** Texts and bodies that have done harm to other programs; made by rule, the same ones each time. */

const QUOTES = ["'", '"', '`', "\\'", '\u02bc', '\uff07', "''", '$$'];
const STATEMENTS = [
  'OR 1=1',
  'OR TRUE',
  'AND 1=CAST((SELECT version()) AS int)',
  'UNION SELECT NULL,NULL,NULL',
  'UNION ALL SELECT name FROM persons',
  '; DROP TABLE dwellings',
  '; DELETE FROM audit_events',
  '; UPDATE leases SET rent_ore_per_month=0',
  '; TRUNCATE households CASCADE',
  '; SET ROLE postgres',
  '; RESET ROLE',
  "; SET app.municipality=''",
  '; ALTER TABLE persons DISABLE ROW LEVEL SECURITY',
  '|| (SELECT pg_sleep(30))',
  '; SELECT pg_sleep(30)',
  '; COPY persons TO PROGRAM $$cat$$',
  "; SELECT pg_read_file('/etc/passwd')",
  "; SELECT lo_import('/etc/passwd')",
  '; DO $$BEGIN PERFORM 1; END$$',
  '; COMMIT',
  '; ROLLBACK',
  '; LISTEN x',
  ') OR (1=1',
  '%',
  '_',
];
const ENDINGS = ['', '--', '/*', '#'];

/** 800 texts that would be SQL where a text were put into a statement. */
export const SQL_TEXTS: readonly string[] = QUOTES.flatMap((quote) =>
  STATEMENTS.flatMap((statement) => ENDINGS.map((ending) => `Kari${quote} ${statement}${ending}`)),
);

const ELEMENTS = ['img', 'svg', 'script', 'iframe', 'body', 'input', 'a', 'math', 'style', 'object'];
const WAYS = [
  (element: string): string => `<${element} src=x onerror=alert(1)>`,
  (element: string): string => `<${element} onload=alert(1)>`,
  (element: string): string => `"><${element}>alert(1)</${element}>`,
  (element: string): string => `<${element} href="javascript:alert(1)">x</${element}>`,
  (element: string): string => `'-alert(1)-'<${element}/>`,
  (element: string): string => `\${alert(1)}<${element}>`,
  (element: string): string => `{{constructor.constructor('alert(1)')()}}<${element}>`,
  (element: string): string => `<${element.toUpperCase()} STYLE=x:expression(alert(1))>`,
  (element: string): string => `%3C${element}%20onload%3Dalert(1)%3E`,
  (element: string): string => `&lt;${element} onload=alert(1)&gt;`,
  (element: string): string => `\u003c${element} onpointerenter=alert(1)\u003e`,
  (element: string): string => `<${element}\u00a0onload=alert(1)>`,
  (element: string): string => `</title><${element} onload=alert(1)>`,
  (element: string): string => `--><${element} onload=alert(1)>`,
  (element: string): string => `<!--<${element} title="--><img src=x onerror=alert(1)>">`,
  (element: string): string => `<${element} srcdoc="<script>alert(1)</script>">`,
  (element: string): string => `\u202e<${element} onload=alert(1)>`,
  (element: string): string => `data:text/html,<${element} onload=alert(1)>`,
  (element: string): string => `<x:${element} xmlns:x="http://www.w3.org/1999/xhtml" onload=alert(1)/>`,
  (element: string): string => `]]><${element} onload=alert(1)>`,
];

/** 200 texts that would run in a browser where a text were put into a page. */
export const SCRIPT_TEXTS: readonly string[] = ELEMENTS.flatMap((element) => WAYS.map((way) => way(element)));

const KEYS = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'toJSON',
  'then',
  '__defineGetter__',
  'valueOf',
  '\u0000',
];
const BODIES = [
  (key: string): string => `{"${key}":{"polluted":true}}`,
  (key: string): string => `{"members":[{"${key}":{"polluted":true}}]}`,
  (key: string): string => `{"members":{"${key}":[]}}`,
  (key: string): string => `{"constructor":{"${key}":{"polluted":true}}}`,
  (key: string): string => `{"${key}":null,"${key}":{"polluted":1}}`,
  (key: string): string => `{"members":[],"${key}":"x"}`,
  (key: string): string => `[{"${key}":{"polluted":true}}]`,
  (key: string): string => `"${key}"`,
  (key: string): string => `{"${key}":${'['.repeat(500)}${']'.repeat(500)}}`,
  (key: string): string => `${'{"members":'.repeat(30)}{"${key}":1}${'}'.repeat(30)}`,
  (key: string): string =>
    `{"members":[{"name":{"${key}":"x"},"birthDate":"1980-01-01","relation":"applicant"}]}`,
  (key: string): string =>
    `{"members":[{"name":["${key}"],"birthDate":"1980-01-01","relation":"applicant"}]}`,
  (key: string): string => `{"members":[{"name":"x","birthDate":{"$gt":"${key}"},"relation":"applicant"}]}`,
  (key: string): string => `{"members":[{"name":"x","birthDate":"1980-01-01","relation":"${key}"}]}`,
  (key: string): string =>
    `{"members":[{"name":"x","birthDate":"1980-01-01","relation":"applicant","${key}":true}]}`,
  (key: string): string => `{"members":1e999,"${key}":-0}`,
  (key: string): string => `{"members":NaN,"${key}":Infinity}`,
  (key: string): string => `{"${key}":"\\ud800"}`,
  (key: string): string => `{"members":[],}//${key}`,
  (key: string): string => `\ufeff{"${key}":{}}{"${key}":{}}`,
];

/** 200 bodies that would reach the prototype of all objects, or break what reads them. */
export const JSON_BODIES: readonly string[] = KEYS.flatMap((key) =>
  BODIES.map((make) => make(JSON.stringify(key).slice(1, -1))),
);

const UPS = [
  '../',
  '..\\',
  '%2e%2e/',
  '%2e%2e%2f',
  '..%2f',
  '..%5c',
  '%252e%252e%252f',
  '....//',
  '.%00./',
  '%c0%ae%c0%ae/',
];
const GOALS = ['package.json', 'etc/passwd', 'src/main.ts', '.data/secrets.json', 'proc/self/environ'];
const ROOTS = ['/docs/static/', '/docs/', '/problems/', '/v1/letter-templates/', '/'];

/** 250 addresses that lead out of a folder where one were served. */
export const TRAVERSALS: readonly string[] = ROOTS.flatMap((root) =>
  UPS.flatMap((up) => GOALS.map((goal) => `${root}${up.repeat(6)}${goal}`)),
);
