/** A file of a built site, by its path from the root; the text of pages and style sheets, empty for all others. */
export interface SiteFile {
  readonly path: string;
  readonly text: string;
}

const HREF = /<a\b[^>]*?\shref="([^"]*)"/g;
const ID = /\sid="([^"]*)"/g;
/** What a browser fetches by itself. */
const FETCHED =
  /<(?:script|img|iframe|source|video|audio)\b[^>]*?\ssrc="([^"]*)"|<link\b[^>]*?\shref="([^"]*)"/g;
const IN_STYLES = /url\(\s*["']?([^"')]*)|@import\s+["']([^"']*)/g;
const FOREIGN = /^(?:[a-z]+:)?\/\//i;

/**
 * What is wrong with a built site, a line each: links to a page or a place in a page that is not there, and anything
 * that a browser would fetch from another host.
 *
 * @param base where the site is served, with a slash at both ends.
 */
export function findSiteFaults(files: readonly SiteFile[], base: string): readonly string[] {
  const ids = new Map(
    files.map(({ path, text }) => [path, new Set([...text.matchAll(ID)].map(([, id]) => id ?? ''))]),
  );
  return files.flatMap(({ path, text }) => [...deadLinks(path, text), ...foreignFetches(path, text)]);

  function deadLinks(path: string, text: string): readonly string[] {
    const hrefs = new Set([...text.matchAll(HREF)].map(([, href]) => decode(href ?? '')));
    return [...hrefs].flatMap((href) => {
      const url = new URL(href, `http://site${base}${path}`);
      if (url.host !== 'site') return [];
      const target = fileOf(url.pathname);
      const found = target === undefined ? undefined : ids.get(target);
      if (found === undefined) return [`${path}: ${href} leads nowhere`];
      const place = decodeURIComponent(url.hash.slice(1));
      return place === '' || found.has(place) ? [] : [`${path}: ${href} leads to no place in ${target}`];
    });
  }

  function fileOf(pathname: string): string | undefined {
    if (!pathname.startsWith(base)) return undefined;
    const path = decodeURIComponent(pathname.slice(base.length));
    return [path, `${path}index.html`, `${path}.html`].find((one) => ids.has(one));
  }
}

function foreignFetches(path: string, text: string): readonly string[] {
  const pattern = path.endsWith('.css') ? IN_STYLES : FETCHED;
  return [...text.matchAll(pattern)]
    .map(([, one, other]) => one ?? other ?? '')
    .filter((address) => FOREIGN.test(address))
    .map((address) => `${path}: a browser would fetch ${address}`);
}

function decode(text: string): string {
  return text.replaceAll('&amp;', '&');
}
