/** What reads the same bytes without making a report of them: the libraries beneath, used alone. */
import { parse } from 'parse5';
import { SaxesParser } from 'saxes';
import { fromBuffer } from 'yauzl';
import type { Entry, ZipFile } from 'yauzl';

export type PeerFormat = 'html' | 'docx' | 'pdf';

/** A library and how it reads a file. */
export interface Peer {
  readonly name: string;
  readonly read: (bytes: Uint8Array) => unknown;
}

/** Unpacks the text of a Word document. */
async function documentXml(bytes: Uint8Array): Promise<string> {
  const zip = await new Promise<ZipFile>((resolve, reject) => {
    fromBuffer(Buffer.from(bytes), { lazyEntries: true }, (error, file) => {
      if (error === null) resolve(file);
      else reject(error);
    });
  });
  const entry = await new Promise<Entry>((resolve, reject) => {
    zip.on('entry', (found: Entry) => {
      if (found.fileName === 'word/document.xml') resolve(found);
      else zip.readEntry();
    });
    zip.once('end', () => {
      reject(new Error('There is no word/document.xml.'));
    });
    zip.readEntry();
  });
  const stream = await new Promise<NodeJS.ReadableStream>((resolve, reject) => {
    zip.openReadStream(entry, (error, opened) => {
      if (error === null) resolve(opened);
      else reject(error);
    });
  });
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

async function textOfPages(bytes: Uint8Array): Promise<unknown[]> {
  // Loaded where it is needed: the library replaces built-in methods by slower ones.
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const task = getDocument({ data: Uint8Array.from(bytes), verbosity: 0 });
  const document = await task.promise;
  const pages: unknown[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    pages.push(await (await document.getPage(number)).getTextContent());
  }
  await task.destroy();
  return pages;
}

/** The peer of each format. */
export const peers: Readonly<Record<PeerFormat, Peer>> = {
  html: { name: 'parse5 alone', read: (bytes) => parse(Buffer.from(bytes).toString()) },
  docx: {
    name: 'unzip and saxes alone',
    read: async (bytes) => new SaxesParser().write(await documentXml(bytes)).close(),
  },
  pdf: { name: "pdfjs' text of all pages", read: textOfPages },
};
