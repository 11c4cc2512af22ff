/** What an error tells a client, in both languages. */
import { inChinese } from './chinese.js';

/** Message and remedy in English and Chinese; null where the catalogue lacks a sentence. */
export interface Told {
  message: string;
  /** Goes into `extensions` beside the code. */
  extensions: { messageZh: string | null; remedy: string; remedyZh: string | null };
}

/** What is told of an error of the program itself: no more than how to find it in the log. */
export function toldOfFailure(requestId: string): Told {
  return told(
    'Something went wrong in the server.',
    `Try again; if it fails again, report the request id ${requestId}.`,
  );
}

/** A message and its remedy, ready to be sent. */
export function told(message: string, remedy: string): Told {
  return { message, extensions: { messageZh: inChinese(message), remedy, remedyZh: inChinese(remedy) } };
}
