/** Writes made-up files: `write-files.ts FOLDER SEED COUNT`; apart from who reads them, whose memory is measured. */
import { writeSeedFiles } from '../fuzz/seed-files.js';

const [folder = '', seed = '', count = ''] = process.argv.slice(2);
await writeSeedFiles(folder, Number(seed), Number(count));
