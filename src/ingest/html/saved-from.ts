/** The comment in which browsers write down where they saved a page from. */

/** It is before the page itself: `<!-- saved from url=(0023)https://example.org/ -->`. */
const COMMENT = /<!--\s*saved from url=\((\d{4})\)(\S{1,2048})\s*-->/iu;

/** The address in the comment; undefined where there is none. */
export function savedFrom(html: string): string | undefined {
  return COMMENT.exec(html.slice(0, 5000))?.[2];
}
