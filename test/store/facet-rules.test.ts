import { expect, it } from 'vitest';
import { shownFindings } from '../../src/store/facet-rules.js';

it('counts the findings that somebody should look at, each code once', () => {
  expect(
    shownFindings([
      ['row-total', 'HOLDS'],
      ['carried-in-continues', 'NOT_CHECKED'],
      ['row-total', 'FAILS'],
      ['row-total', 'HOLDS_IF_BLANKS_ARE_ZERO'],
      ['identity-uncertain', null],
    ]),
  ).toEqual(['row-total', 'identity-uncertain']);
});
