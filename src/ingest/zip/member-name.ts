/** Names in an archive: bytes of an encoding that the archive may not tell. */
import { getFileNameLowLevel } from 'yauzl';
import type { Entry } from 'yauzl';
import { safePath } from '../archive/safe-path.js';

/** Bit of an entry's flags: its name is in UTF-8 (APPNOTE.TXT, 4.4.4, bit 11). */
const UTF8_NAME = 0x800;
/** Extra field with the name in UTF-8 (APPNOTE.TXT, 4.6.9). */
const UNICODE_PATH = 0x7075;

/**
 * The name of an entry whose names were not decoded: UTF-8 where the archive says so or the bytes are, else GB18030,
 * in which Chinese Windows writes them. Null for a folder. Nothing of the name leads out of the archive ("/", "..",
 * "C:").
 */
export function memberName(entry: Entry): string | null {
  const path = decodeName(entry);
  return /[\\/]$/u.test(path) ? null : safePath(path);
}

function decodeName(entry: Entry): string {
  const raw = entry.fileNameRaw;
  const told = (entry.generalPurposeBitFlag & UTF8_NAME) !== 0;
  if (told || entry.extraFields.some((field) => field.id === UNICODE_PATH)) {
    const name = getFileNameLowLevel(entry.generalPurposeBitFlag | UTF8_NAME, raw, entry.extraFields, true);
    if (!name.includes('\ufffd')) return name;
  }
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(raw);
    } catch {
      continue;
    }
  }
  return raw.toString('latin1');
}
