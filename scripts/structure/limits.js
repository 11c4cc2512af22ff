/** How long a file and how complex a function may be; `check.js` refuses more, `report.js` prints the greatest. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';

/** Lines of a file, and cyclomatic complexity of a function by ESLint's own rule. */
export const MOST_LINES = 300;
export const MOST_COMPLEXITY = 20;

const FOLDERS = ['src', 'web/src'];

/** Lists and texts, most of them written by a program: as long as what they list. */
const DATA = [
  'src/domain/cell-key.ts',
  'src/domain/derived-key.ts',
  'web/src/api/generated.ts',
  'web/src/text/en.ts',
  'web/src/text/zh.ts',
];

/** The files of code with their number of lines, the longest first. */
export function fileLengths(baseDir) {
  return FOLDERS.filter((folder) => existsSync(join(baseDir, folder)))
    .flatMap((folder) =>
      readdirSync(join(baseDir, folder), { recursive: true }).map((name) => `${folder}/${name}`),
    )
    .filter((file) => /\.tsx?$/.test(file) && !DATA.includes(file))
    .map((file) => ({ file, lines: readFileSync(join(baseDir, file), 'utf8').split('\n').length - 1 }))
    .sort((a, b) => b.lines - a.lines);
}

/** The functions that are more complex than `above`, the most complex first. */
export async function complexFunctions(baseDir, above) {
  const eslint = new ESLint({
    cwd: baseDir,
    overrideConfigFile: true,
    errorOnUnmatchedPattern: false,
    overrideConfig: [
      {
        files: ['**/*.ts', '**/*.tsx'],
        languageOptions: { parser: tseslint.parser },
        linterOptions: { reportUnusedDisableDirectives: 'off' },
        rules: { complexity: ['warn', above] },
      },
    ],
  });
  const results = await eslint.lintFiles(FOLDERS);
  return results
    .flatMap(({ filePath, messages }) =>
      messages
        .filter(({ ruleId }) => ruleId === 'complexity')
        .map(({ message, line }) => ({
          complexity: Number(/complexity of (\d+)/.exec(message)?.[1]),
          at: `${filePath.slice(baseDir.length).replace(/^\//, '')}:${line}`,
          what: message.split(' has a ')[0],
        })),
    )
    .sort((a, b) => b.complexity - a.complexity);
}
