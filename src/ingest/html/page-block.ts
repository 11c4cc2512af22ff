/** What the reading of a page yields before its report is found. */
import type { Block } from '../document.js';
import type { PageElement } from './page-tree.js';

/** A block and what the choice of the report's part needs to know of it. */
export interface PageBlock {
  block: Block;
  /** The block element that holds it; a table itself. */
  owner: PageElement;
  /** How many of its characters are, and how many are links. */
  length: number;
  linked: number;
}
