import type { DevUser } from './dev-identity-settings.ts';

/** What each role is called, and what somebody with it does. */
const ROLE_TEXTS: Readonly<Record<string, string>> = {
  'case-officer': 'Saksbehandler – søknader, kartlegginger, tilbud og leieforhold',
  committee: 'Medlem av tildelingsutvalget – ser behov og forslag, vedtar og signerer',
  'housing-manager': 'Eiendomsforvalter – boliger og leieforhold',
  leader: 'Leder – regler, statistikk, logger, og hvem som er innlogget',
  auditor: 'Revisor – leser alt, endrer ingenting',
  'follow-up': 'Booppfølger – besøk og boligkarriereplaner',
};

/** The page on which one chooses whom to sign in as; one button for each user, no scripts. */
export function chooserPage(users: readonly DevUser[]): string {
  const buttons = users.map(({ sub, roles }) => {
    const role = roles.map((name) => ROLE_TEXTS[name] ?? name).join(' og ');
    return `<li><form method="post"><button name="user" value="${escape(sub)}"><strong>${escape(sub)}</strong><br>${escape(role)}</button></form></li>`;
  });
  return `<!doctype html>
<html lang="nb">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Logg inn – utvikling</title>
<style>
body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 40rem; padding: 0 1rem }
ul { list-style: none; padding: 0 }
button { background: #fff; border: 1px solid #555; border-radius: 4px; cursor: pointer; font: inherit;
  margin-bottom: .5rem; padding: .75rem 1rem; text-align: left; width: 100% }
button:hover, button:focus { background: #eef4fb }
</style>
</head>
<body>
<main>
<h1>Hvem vil du være?</h1>
<p>Dette er innloggingen for utvikling og demonstrasjon. Den spør ikke etter passord, og finnes ikke i drift.</p>
<ul>
${buttons.join('\n')}
</ul>
</main>
</body>
</html>
`;
}

function escape(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
  };
  return text.replaceAll(/[&<>"]/g, (character) => entities[character] ?? '');
}
