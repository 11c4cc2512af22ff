/** Files in folders and archives that are left out for their names: counted, and told with what to do. */
import { basename, extname } from 'node:path';
import { isDocumentName } from '../ingest/file-format.js';
import { remedyOfExtension } from '../ingest/unread-format.js';
import { say } from './language.js';
import { countOf, formatCount, printable } from './output.js';

/** A name that says annual report. */
const REPORT_NAME = /信息公开|年度?报告?/u;

/** What was left out in a run. */
export class LeftOut {
  /** By extension. */
  readonly #counts = new Map<string, number>();
  /** One of the files that may be reports by their names and are not read. */
  #likelyReport: string | null = null;

  /** Notes a file. */
  add(path: string): void {
    const extension = extname(path).toLowerCase();
    this.#counts.set(extension, (this.#counts.get(extension) ?? 0) + 1);
    const isLikely = REPORT_NAME.test(basename(path)) && remedyOfExtension(extension) !== null;
    if (isLikely && !isDocumentName(path)) this.#likelyReport ??= path;
  }

  /** True where one of the files looks like a report by its name. */
  get hasLikelyReport(): boolean {
    return this.#likelyReport !== null;
  }

  /** True where anything was left out. */
  get isEmpty(): boolean {
    return this.#counts.size === 0;
  }

  /** What was left out and why, a line each. */
  lines(): string[] {
    if (this.isEmpty) return [];
    const counts = [...this.#counts].map(([extension, count]) => `${formatCount(count)} ${extension}`);
    const total = [...this.#counts.values()].reduce((sum, count) => sum + count, 0);
    const remedies = [...this.#counts.keys()].flatMap((extension) => {
      const remedy = remedyOfExtension(extension);
      return remedy === null ? [] : [`  ${extension}: ${say('not read.')} ${say(remedy)}`];
    });
    const likely =
      this.#likelyReport === null
        ? []
        : [say(`  ${printable(this.#likelyReport)} looks like a report by its name.`)];
    return [
      say(
        `${countOf(total, 'file')} in folders or archives left out, no documents by name: ${counts.join(', ')}.`,
      ),
      ...remedies,
      ...likely,
    ];
  }
}
