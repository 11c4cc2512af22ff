/** A cell of the official tables. */
import type { ReactNode } from 'react';
import type { ReportCell, ReportFinding } from '../api/report';
import type { Dictionary } from '../text';
import type { CellDefinition } from './dictionary';
import { formatNumber } from './values';

/** What all cells of the tables need. */
export interface Surroundings {
  cells: ReadonlyMap<string, ReportCell>;
  chosen: string | null;
  onChoose: (key: string) => void;
  /** Rules that fail, by the cells that they name. */
  failing: ReadonlyMap<string, readonly ReportFinding[]>;
  /** The same, by the row under which each is. */
  rules: ReadonlyMap<string, readonly ReportFinding[]>;
  /** Keys that the narrative states too. */
  claimed: ReadonlySet<string>;
  labelOf: (key: string) => string;
  language: 'zh' | 'en';
  text: Dictionary;
}

/** Stands beside a number that was read from a picture. */
export const OCR_SIGN = '≈';

/** Stands where there is no number. */
export const STATE_SIGNS: Readonly<Record<string, string>> = {
  BLANK: '空',
  ABSENT: '缺',
  UNREADABLE: '?',
  NOT_IN_FORM: '',
};

/** A cell: its number or its state, as a button that shows it in the source. */
export function FormCell({
  definition,
  around,
  span = 1,
}: {
  definition: CellDefinition;
  around: Surroundings;
  /** How many columns of the table it covers. */
  span?: number;
}): ReactNode {
  const { cells, chosen, onChoose, failing, claimed, labelOf, text } = around;
  const { key } = definition;
  const cell = cells.get(key);
  if (cell === undefined || cell.state === 'NOT_IN_FORM') return <td className="no-cell" colSpan={span} />;
  const shown = shownOf(cell, text);
  const said = saidOf(cell, around);
  const rules = failing.get(key) ?? [];
  const title = [
    `${labelOf(key)}：${said}`,
    ...(isReported(cell) && cell.raw !== null && cell.raw !== shown ? [cell.raw] : []),
    ...rules.map(({ messageZh, messageEn }) => (around.language === 'zh' ? messageZh : messageEn)),
  ].join('\n');
  return (
    <td className={rules.length > 0 ? 'has-rule' : undefined} colSpan={span}>
      <button
        type="button"
        id={`cell-${key}`}
        className={`cell state-${cell.state.toLowerCase()}${chosen === key ? ' chosen-cell' : ''}`}
        aria-label={text.report.sourceOf(labelOf(key), said)}
        aria-pressed={chosen === key}
        title={title}
        onClick={() => {
          onChoose(key);
        }}
      >
        {shown}
        {cell.confidence !== null && (
          <span className="ocr-sign" aria-hidden="true">
            {OCR_SIGN}
          </span>
        )}
        {cell.unit === 'UNKNOWN' && <span className="unit">?</span>}
        {claimed.has(key) && (
          <span className="claim-sign" aria-hidden="true">
            ¶
          </span>
        )}
      </button>
    </td>
  );
}

function isReported({ state, value }: ReportCell): boolean {
  return state === 'REPORTED' && value !== null;
}

/** What the table shows: the number, or the sign of its state. */
function shownOf(cell: ReportCell, text: Dictionary): string {
  return isReported(cell) ? formatNumber(cell.value ?? 0, text) : (STATE_SIGNS[cell.state] ?? '');
}

/** The number or the state in words, with its unit and how sure a reading of a picture is. */
function saidOf(cell: ReportCell, { text, language }: Surroundings): string {
  const unit = cell.unit === 'UNKNOWN' ? `（${text.report.unitUnknown}）` : '';
  const raw = cell.raw === null ? '' : `“${cell.raw}”`;
  return [
    isReported(cell) ? `${shownOf(cell, text)}${unit}` : `${text.states[cell.state]}${raw}`,
    ...(cell.confidence === null ? [] : [text.report.readByOcr(percentOf(cell.confidence))]),
  ].join(language === 'zh' ? '，' : ', ');
}

/** A confidence never looks surer than it is. */
function percentOf(confidence: number): string {
  return `${Math.floor(confidence * 1000) / 10}%`;
}
