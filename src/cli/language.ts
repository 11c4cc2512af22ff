/** The language of the command line: `--lang`, else the environment's; Chinese where that is Chinese, English otherwise. */
import type { Command } from 'commander';
import { inChinese } from '../messages/chinese.js';
import { print } from './output.js';

export const LANGUAGES = ['en', 'zh'] as const;
export type Language = (typeof LANGUAGES)[number];

let chosen: Language = 'en';

/**
 * The language that arguments or environment ask for.
 *
 * @param args arguments of the command, as `process.argv.slice(2)`; read before they are parsed, since help is told in it too
 * @param locale what the environment asks for, e.g. `zh_CN.UTF-8`
 */
export function languageOf(args: readonly string[], locale: string): Language {
  const at = args.indexOf('--lang');
  const given =
    at >= 0 ? args[at + 1] : args.find((arg) => arg.startsWith('--lang='))?.slice('--lang='.length);
  return /^zh/i.test(given ?? locale) ? 'zh' : 'en';
}

/** Decides for the process what `say` says. */
export function speak(language: Language): void {
  chosen = language;
}

/** A sentence in the language of the command line; English where there is no Chinese. */
export function say(english: string): string {
  return chosen === 'zh' ? (inChinese(english) ?? english) : english;
}

/** Prints a line, which is in the catalogue, in the language of the command line. */
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
  const prose = paragraph.trim();
  const whole = inChinese(prose.replaceAll('\n', ' '));
  if (whole !== null) return paragraph.replace(prose, whole);
  return paragraph.split('\n').map(sayLine).join('\n');
}

/** A line of a list: what is named is in front, what is said of it behind at least two blanks. */
function sayLine(line: string): string {
  const text = line.trim();
  const gap = text.lastIndexOf('  ');
  const said = gap < 0 ? text : text.slice(gap + 2);
  return said === '' ? line : line.slice(0, line.lastIndexOf(said)) + say(said);
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
