/** What a file is, judged by its content. A file name says what somebody meant, not what the bytes are. */

import { posix } from 'node:path';

/** Formats told apart by their first bytes; `unknown` may still be text in some encoding. */
export type FileFormat =
  | 'pdf'
  | 'zip'
  | 'office-97'
  | 'rich-text'
  | 'archive'
  | 'picture'
  | 'other-picture'
  | 'web-archive'
  | 'unknown';

/** Formats that are text themselves, told apart once it is decoded; `unknown` is plain text. */
export type TextFormat =
  'html' | 'word-xml' | 'workbook-xml' | 'flat-text' | 'flat-spreadsheet' | 'xml' | 'json' | 'unknown';

/** First bytes (as Latin-1 text) and what they announce. */
const SIGNATURES: readonly (readonly [string, FileFormat])[] = [
  ['%PDF-', 'pdf'],
  ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'office-97'],
  ['{\\rtf', 'rich-text'],
  ['PK\x03\x04', 'zip'],
  ['PK\x05\x06', 'zip'],
  ['\x1f\x8b', 'archive'],
  ['BZh', 'archive'],
  ['\xfd7zXZ\0', 'archive'],
  ["7z\xbc\xaf'\x1c", 'archive'],
  ['Rar!\x1a\x07', 'archive'],
  ['\x89PNG', 'picture'],
  ['\xff\xd8\xff', 'picture'],
  ['GIF8', 'other-picture'],
  ['II*\0', 'picture'],
  ['MM\0*', 'picture'],
];

/** The header field of a page saved in one file (RFC 2557); its parts have encodings of their own. */
const WEB_ARCHIVE = /^content-type:\s*(?:multipart\/(?:related|alternative)|text\/html)/imu;

/** Where a tar names itself (POSIX.1-1988, ustar). */
const TAR_MARK = 257;

/** How far into the file a format may show. */
const HEAD_BYTES = 4096;

/**
 * The format that the first bytes announce, `unknown` where none does. Formats that are text themselves (HTML,
 * JSON) are recognised by {@link detectTextFormat} once the text is decoded.
 */
export function detectFormat(bytes: Uint8Array): FileFormat {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, HEAD_BYTES)).toString(
    'latin1',
  );
  if (head.startsWith('ustar', TAR_MARK)) return 'archive';
  const format = SIGNATURES.find(([signature]) => head.startsWith(signature))?.[1];
  if (format === undefined && /^mime-version:/imu.test(head) && WEB_ARCHIVE.test(head)) return 'web-archive';
  // Some writers put bytes before the mark; readers accept it within the first kilobyte (ISO 32000-1, annex H.3.4.1).
  return format ?? (head.slice(0, 1024).includes('%PDF-1.') ? 'pdf' : 'unknown');
}

/** A workbook in one XML file (XML Spreadsheet 2003). */
const WORKBOOK_XML =
  /^<\?xml[^]*?(?:<\?mso-application\s+progid="Excel|<Workbook[^>]*urn:schemas-microsoft-com:office:spreadsheet)/u;

/** A Word document in one XML file (Word 2003 XML, Flat OPC). */
const WORD_XML = /^<\?xml[^]*?(?:<\?mso-application\s|<(?:w:wordDocument|pkg:package)\s)/u;

/** An OpenDocument file in one XML file (.fodt, .fods): its first element tells what it is. */
const FLAT_DOCUMENT =
  /^<\?xml[^]*?<office:document\s[^>]*office:mimetype="application\/vnd\.oasis\.opendocument\.(text|spreadsheet)/u;

/** Tags by which a page, or the part of one that holds the article, begins. */
const HTML_START =
  /^(?:<\?xml[^>]*>\s*)?(?:<!--[^]*?-->\s*)*<(?:!doctype\s+html|html|head|meta|link|title|style|script|body|div|section|article|center|table|[uo]l|h[1-6]|p|span|font|strong|b|br)(?=[\s/>])/iu;

/** True for bytes that begin as a page does, in any encoding whose tags are ASCII. */
export function announcesHtml(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, HEAD_BYTES));
  return HTML_START.test(
    head
      .toString('latin1')
      .replace(/^\xef\xbb\xbf/u, '')
      .trimStart(),
  );
}

/** The format that decoded text announces, `unknown` for plain text. */
export function detectTextFormat(text: string): TextFormat {
  const head = text.slice(0, HEAD_BYTES).trimStart();
  if (WORKBOOK_XML.test(head)) return 'workbook-xml';
  if (WORD_XML.test(head)) return 'word-xml';
  const flat = FLAT_DOCUMENT.exec(head)?.[1];
  if (flat !== undefined) return flat === 'text' ? 'flat-text' : 'flat-spreadsheet';
  if (HTML_START.test(head)) return isMarkdown(text) || !HAS_BLOCKS.test(text) ? 'unknown' : 'html';
  if (/^<\?xml[\s?]/u.test(head)) return 'xml';
  return isJson(head, text) ? 'json' : 'unknown';
}

/** Tags that end a line. Without any, the line ends are those of the text: a tool has marked what is bold. */
const HAS_BLOCKS =
  /<(?:!doctype|html|body|br|p|div|section|article|center|table|t[rdh]|[uo]l|li|h[1-6]|pre|hr)(?=[\s/>])/iu;

/** Tags that Markdown keeps around its paragraphs; a page begins with others too. */
const WRAPPER_START = /^<(?:div|section|article|center|span|p|br)(?=[\s/>])/iu;
/** Or of a wiki: '''…''', |-. */
const MARKDOWN_LINE = /^(?:#{1,6} |(?:\*\*[^*\n]+\*\*|\|.*\||'''[^'\n]+'''|\|-)[^\S\n]*$)/gmu;
/** A text with this many lines of Markdown is none of HTML. */
const FEWEST_MARKDOWN_LINES = 3;

/** True for Markdown that begins with a tag. */
function isMarkdown(text: string): boolean {
  return (
    WRAPPER_START.test(text.trimStart()) && (text.match(MARKDOWN_LINE)?.length ?? 0) >= FEWEST_MARKDOWN_LINES
  );
}

/** Parsed output of this program and the like, one document or one a line: its words are a report's, but it is none. */
function isJson(head: string, text: string): boolean {
  return /^[{["]/u.test(head) && [head.split('\n', 1)[0] ?? '', text].some(parsesAsJson);
}

function parsesAsJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Extensions by which documents are told from what else lies in a folder or an archive. */
const DOCUMENT_EXTENSIONS = new Set([
  '',
  '.txt',
  '.text',
  '.md',
  '.html',
  '.htm',
  '.shtml',
  '.xhtml',
  '.mht',
  '.mhtml',
  '.pdf',
  '.doc',
  '.docx',
  '.wps',
  '.rtf',
  '.odt',
  '.fodt',
  '.ods',
  '.fods',
  '.xml',
  '.ofd',
  '.xls',
  '.xlsx',
  '.xlsm',
  '.et',
  '.csv',
  '.zip',
  '.rar',
  '.7z',
  '.tar',
  '.gz',
  '.tgz',
  '.bz2',
  '.xz',
]);

/** Pictures lie beside every saved page: one is a document where its name says so. */
const PICTURE_EXTENSIONS = new Set(['.png', '.jpg', '.jpeg', '.tif', '.tiff']);
const PICTURE_OF_REPORT = /报告|年报|信息公开|扫描|report|scan/iu;

/** True for a name, with or without folders, that a document may have. Locks of word processors ("~$…") are none. */
export function isDocumentName(path: string): boolean {
  const extension = posix.extname(path).toLowerCase();
  const isDocument =
    DOCUMENT_EXTENSIONS.has(extension) ||
    (PICTURE_EXTENSIONS.has(extension) && PICTURE_OF_REPORT.test(posix.basename(path)));
  return isDocument && !/(?:^|[\\/])~\$[^\\/]*$/u.test(path);
}
