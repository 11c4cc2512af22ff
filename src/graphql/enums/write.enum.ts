/** Enums of writes. */
import type { UploadResult } from '../../services/administration.js';
import type { WriteLogEntry } from '../../store/writes.js';
import { domainEnum } from './register-enum.js';

/** What came of an import. */
export const ImportStatusEnum = domainEnum<UploadResult['status']>(
  'ImportStatus',
  'What came of an imported file (导入结果).',
  {
    new: 'The first report of its organ and year (新报告).',
    revised: 'Another revision of a report that was there (新修订版).',
    unchanged: 'The same bytes were there already (无变化).',
    reparsed: 'The same bytes were there, and were read again by a newer parser (重新解析).',
    'set-aside': 'It could not become a report; the reason is kept with it (搁置).',
  },
);

/** Kind of a write. */
export const WriteActionEnum = domainEnum<WriteLogEntry['action']>(
  'WriteAction',
  'Kind of a write (写操作).',
  {
    IMPORT: 'Import of a file (导入).',
    DELETE: 'Deletion of a report (删除).',
    REPARSE: 'Kept files read again (重新解析).',
    TOKEN: 'A wrong token was shown; nothing was written (令牌错误).',
  },
);
