/** The language of the command line: `--lang`, else the environment's; Chinese where that is Chinese, English otherwise. */
import type { Command } from 'commander';
import { inChinese } from '../messages/chinese.js';
import { print } from './output.js';

export const LANGUAGES = ['en', 'zh'] as const;
export type Language = (typeof LANGUAGES)[number];

let chosen: Language = 'en';

/**
 * The language that arguments and environment ask for.
 *
 * @param args arguments of the command, as `process.argv.slice(2)`; read before they are parsed, since help is told in it too
 */
export function languageOf(args: readonly string[], env: NodeJS.ProcessEnv): Language {
  const at = args.indexOf('--lang');
  const given =
    at >= 0 ? args[at + 1] : args.find((arg) => arg.startsWith('--lang='))?.slice('--lang='.length);
  // As gettext does: the first that is set decides.
  const locale = given ?? [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find((value) => value) ?? '';
  return /^zh/i.test(locale) ? 'zh' : 'en';
}

/** Decides for the process what `say` says. */
export function speak(language: Language): void {
  chosen = language;
}

/** A sentence in the language of the command line; English where there is no Chinese. */
export function say(english: string): string {
  return chosen === 'zh' ? (inChinese(english) ?? english) : english;
}

/** Prints a line, which stands in the catalogue, in the language of the command line. */
export async function printLine(english: string): Promise<void> {
  await print(`${say(english)}\n`);
}

/** A block of help: each paragraph on its own, for examples of commands are the same in both languages. */
export function sayBlock(english: string): string {
  if (chosen === 'en') return english;
  return english
    .split('\n\n')
    .map((paragraph) => sayLines(paragraph))
    .join('\n\n');
}

/** A paragraph: as a whole where it is prose, else line by line. */
function sayLines(paragraph: string): string {
  const [, before = '', prose = '', after = ''] = /^(\n*)([\s\S]*?)(\n*)$/.exec(paragraph) ?? [];
  const whole = inChinese(prose.replaceAll('\n', ' '));
  if (whole !== null) return `${before}${whole}${after}`;
  return paragraph
    .split('\n')
    .map((line) => {
      const [, begin = '', text = ''] = /^(\s*(?:(?:\S+|\S+, \S+|ogi .*?)\s{2,})?)(.*)$/.exec(line) ?? [];
      return `${begin}${inChinese(text) ?? text}`;
    })
    .join('\n');
}

/** Translates what the help of a command and of those below it says. */
export function sayHelp(command: Command): void {
  if (chosen === 'en') return;
  command.description(say(command.description())).summary(say(command.summary()));
  for (const option of command.options) option.description = say(option.description);
  for (const argument of command.registeredArguments) argument.description = say(argument.description);
  command.helpOption('-h, --help', say('display help for command'));
  command.configureHelp({ styleTitle: (title) => say(title) });
  command.configureOutput({
    outputError: (text, write) => {
      write(`${say(text.trim())}\n`);
    },
  });
  command.commands.forEach(sayHelp);
}
