/** Whatever people are told, they are told in Chinese too. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ENVIRONMENT_HELP } from '../../src/cli/environment-help.js';
import { buildProgram } from '../../src/cli/program.js';
import { HTTP_ERRORS } from '../../src/http/http-errors.js';
import { REFUSALS } from '../../src/http/refused-connection.js';
import catalogue from '../../src/messages/chinese.json' with { type: 'json' };
import { inChinese } from '../../src/messages/chinese.js';
import { messagesInSource } from '../support/messages-in-source.js';

const HAN = /\p{Script=Han}/u;
const valuesOf = (text: string): string[] => [...text.matchAll(/\{\d\}/g)].map(([value]) => value).sort();
const filled = (english: string): string => english.replaceAll(/\{(\d)\}/g, 'X$1');

describe('the catalogue', () => {
  it('fills the same values into both languages', () => {
    const differ = Object.entries(catalogue).filter(
      ([english, chinese]) => valuesOf(english).join() !== valuesOf(chinese).join(),
    );
    expect(differ).toEqual([]);
  });

  it('holds every message and remedy of the source', { timeout: 120_000 }, () => {
    const messages = messagesInSource();
    expect(messages.length).toBeGreaterThan(400);
    const missing = messages.filter(({ english }) => !HAN.test(inChinese(filled(english)) ?? ''));
    expect(missing.map(({ place, english }) => `${place}  ${english}`)).toEqual([]);
  });

  it('holds what is answered to requests that are no requests', () => {
    const told = [
      ...Object.values(HTTP_ERRORS).flatMap(({ message, remedy }) => [message, remedy]),
      ...Object.values(REFUSALS).flatMap(([, message, remedy]) => [message, remedy]),
    ];
    expect(told.filter((english) => inChinese(english) === null)).toEqual([]);
  });

  it('holds the help of every command and the variables of the environment', () => {
    const program = buildProgram('1.0.0', () => undefined);
    const help = [program, ...program.commands].flatMap((command) => [
      command.description(),
      ...(command === program ? [] : [command.summary()]),
      ...command.options.map(({ description }) => description),
      ...command.registeredArguments.map(({ description }) => description),
    ]);
    const variables = ENVIRONMENT_HELP.split('\n')
      .map((line) => /^ {2}\S+(?:, \S+)? {2,}(.+)$/.exec(line)?.[1])
      .filter((text) => text !== undefined);
    expect(variables.length).toBeGreaterThan(15);
    expect([...help, ...variables].filter((english) => inChinese(english) === null)).toEqual([]);
  });
});

describe('a message in Chinese', () => {
  it('keeps every value as it is', () => {
    const word = fc.stringMatching(/^[a-z0-9][a-zA-Z0-9._-]{0,12}$/);
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.keys(catalogue)),
        fc.array(word, { minLength: 8, maxLength: 8 }),
        (english, words) => {
          const values = words.map((value, index) => `${value}${index}`);
          const message = english.replaceAll(/\{(\d)\}/g, (_, index: string) => values[Number(index)] ?? '');
          const chinese = inChinese(message);
          expect(chinese).not.toBeNull();
          for (const place of valuesOf(english)) expect(chinese).toContain(values[Number(place[1])]);
        },
      ),
      { seed: 7, numRuns: 2000 },
    );
  });

  it('puts sentences one behind the other', () => {
    expect(inChinese('The file is empty (0 bytes). Check that it is the right file.')).toBe(
      '文件是空的（0 字节）。请检查是否选对了文件。',
    );
  });

  it('ends a value where the next sentence begins', () => {
    expect(inChinese('Close it with ". To search for the sign itself, write a backslash before it.')).toBe(
      '请用 " 闭合。若要检索该符号本身，请在前面加反斜杠。',
    );
  });

  it('does not translate a name that a reader gave', () => {
    expect(inChinese('There is no cell "time".')).toBe('没有名为“time”的单元格。');
  });

  it('is none where one sentence is unknown', () => {
    expect(inChinese('The file is empty (0 bytes). Ask the moon.')).toBeNull();
    expect(inChinese('Some older sentence.')).toBeNull();
  });
});
