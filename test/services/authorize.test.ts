import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OgiError } from '../../src/errors.js';
import { authorize } from '../../src/services/authorize.js';

const TOKEN = 'a-token-of-the-tests';

function refusal(token: string | null, header: string | undefined): string | null {
  try {
    authorize(token, header);
    return null;
  } catch (error) {
    if (error instanceof OgiError) return error.code;
    throw error;
  }
}

describe('authorize', () => {
  it('lets the token in, whatever the case of the scheme', () => {
    for (const scheme of ['Bearer', 'bearer', 'BEARER'])
      expect(refusal(TOKEN, `${scheme} ${TOKEN}`)).toBeNull();
  });

  it('lets in nothing else', () => {
    const header = fc.oneof(
      fc.string(),
      fc.string().map((text) => `Bearer ${text}`),
      fc.constantFrom(TOKEN, `Basic ${TOKEN}`, `Bearer ${TOKEN}x`, `Bearer ${TOKEN.slice(1)}`, 'Bearer '),
    );
    fc.assert(
      fc.property(fc.option(header, { nil: undefined }), (given) => {
        fc.pre(given?.trim().toLowerCase() !== `bearer ${TOKEN}`);
        expect(refusal(TOKEN, given)).toBe('UNAUTHORIZED');
      }),
      { seed: 20261121 },
    );
  });

  it('lets nobody in where no token is configured', () => {
    for (const header of [undefined, 'Bearer ', 'Bearer null', `Bearer ${TOKEN}`])
      expect(refusal(null, header)).toBe('WRITES_DISABLED');
  });
});
