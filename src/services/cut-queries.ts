/** Cuts what searches hold unquoted, before they are checked: see `src/text/cut-ahead.ts`. */
export { cutAhead as cutQueries } from '../text/cut-ahead.js';
