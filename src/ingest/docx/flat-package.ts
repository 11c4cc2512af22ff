/** A Word document in one XML file (Flat OPC): the parts of a package, one after the other in `pkg:part` elements. */
import type { ZipMember } from '../zip/zip-archive.js';

/** True for text that begins as such a file. */
export function isFlatPackage(text: string): boolean {
  return /^[^]{0,500}?<pkg:package[\s>]/u.test(text);
}

const OPEN = '<pkg:xmlData>';
const CLOSE = '</pkg:xmlData>';

/** Its parts that are XML; pictures and the like are left out. Every part's root declares its own namespaces. */
export function flatMembers(text: string): ZipMember[] {
  const members: ZipMember[] = [];
  for (let at = text.indexOf('<pkg:part'); at !== -1; at = text.indexOf('<pkg:part', at + 1)) {
    const end = text.indexOf('>', at);
    const name = /\spkg:name="\/?([^"]*)"/u.exec(text.slice(at, end))?.[1];
    const next = text.indexOf('</pkg:part>', end);
    const start = text.indexOf(OPEN, end);
    if (name === undefined || start === -1 || start > next) continue;
    const stop = text.indexOf(CLOSE, start);
    if (stop === -1) break;
    const data = Buffer.from(text.slice(start + OPEN.length, stop));
    members.push({ name, size: data.byteLength, read: () => Promise.resolve(data) });
  }
  return members;
}
