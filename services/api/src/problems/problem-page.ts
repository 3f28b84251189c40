import { PROBLEMS, type ProblemCode } from './problem-map.ts';

/** The page of one kind of problem as it lies in `docs/problems`, in Markdown. */
export function problemMarkdown(code: ProblemCode): string {
  const { status, title, explanation } = PROBLEMS[code];
  return [
    `# ${code}`,
    '',
    `HTTP status: ${status}`,
    '',
    explanation,
    '',
    `- nb: ${title.nb}`,
    `- nn: ${title.nn}`,
    `- en: ${title.en}`,
    '',
  ].join('\n');
}

/** The same page for a browser. All of it is our own text, but escaped all the same. */
export function problemPage(code: ProblemCode): string {
  const { status, title, explanation } = PROBLEMS[code];
  return `<!doctype html>
<html lang="nb">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(code)}</title></head>
<body>
<h1>${escapeHtml(title.nb)}</h1>
<p lang="nn">${escapeHtml(title.nn)}</p>
<p lang="en">${escapeHtml(title.en)} ${escapeHtml(explanation)}</p>
<p><code>${escapeHtml(code)}</code>, HTTP ${status}</p>
</body>
</html>
`;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
