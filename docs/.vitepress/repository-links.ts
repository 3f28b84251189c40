import { languageOf } from './navigation.ts';

/** Of a token of markdown-it, what is read or changed here. */
export interface MarkdownToken {
  type: string;
  info: string;
  content: string;
  children: MarkdownToken[] | null;
  attrGet(name: string): string | null;
  attrSet(name: string, value: string): void;
}

/** Of the state of a core rule of markdown-it. */
export interface MarkdownState {
  tokens: MarkdownToken[];
  readonly env: { readonly relativePath?: string };
  readonly Token: new (type: string, tag: string, nesting: 0 | 1 | -1) => MarkdownToken;
}

/** Of markdown-it. */
export interface Markdown {
  readonly core: { readonly ruler: { push(name: string, rule: (state: MarkdownState) => void): void } };
}

/**
 * Fits pages that are written for the repository to the site: a link to a file that is no page becomes the text of the
 * link, diagrams that the list below them says in words are left out, and English pages say that they are English.
 */
export function fitToSite(markdown: Markdown): void {
  markdown.core.ruler.push('fit-to-site', (state) => {
    for (const token of state.tokens) {
      if (token.children !== null) token.children = fitLinks(token.children);
    }
    state.tokens = state.tokens.filter(({ type, info }) => type !== 'fence' || info.trim() !== 'mermaid');
    if (languageOf(state.env.relativePath ?? '') === 'en') {
      state.tokens = [htmlOf(state, '<div lang="en">\n'), ...state.tokens, htmlOf(state, '</div>\n')];
    }
  });
}

function htmlOf({ Token }: MarkdownState, content: string): MarkdownToken {
  const token = new Token('html_block', '', 0);
  token.content = content;
  return token;
}

function fitLinks(tokens: readonly MarkdownToken[]): MarkdownToken[] {
  let isDropped = false;
  return tokens.filter((token) => {
    if (token.type === 'link_open') {
      const href = siteHref(token.attrGet('href') ?? '');
      isDropped = href === undefined;
      if (href !== undefined) token.attrSet('href', href);
      return !isDropped;
    }
    return token.type !== 'link_close' || !isDropped;
  });
}

/** Where a link of a page leads on the site, or undefined where only the repository has it. */
export function siteHref(href: string): string | undefined {
  if (/^(?:[a-z]+:|#|\/)/.test(href)) return href;
  const [path = '', hash] = href.split('#', 2);
  const isPage =
    path.endsWith('.md') &&
    !/^(?:\.\.\/)*(?:[A-Z]+)\.md$/.test(path.replace(/(^|\/)README\.md$/, '$1index.md'));
  if (!isPage) return path.endsWith('/') || path === '' ? href : undefined;
  const target = path.replace(/(^|\/)README\.md$/, '$1index.md');
  return hash === undefined ? target : `${target}#${hash}`;
}
