/** Rules that fail, in the tables they concern: a row of its own under the row that a rule ends with, with both numbers. */
import type { ReactNode } from 'react';
import type { ReportFinding } from '../api/report';
import type { CellDefinition } from './dictionary';
import type { Surroundings } from './form-cell';

/** Rules that fail, by the row under which they are: the last that they name. */
export function rulesByRow(
  findings: readonly ReportFinding[],
  drawn: readonly CellDefinition[],
): Map<string, ReportFinding[]> {
  const order = new Map(drawn.map(({ key }, index) => [key, index]));
  const byRow = new Map<string, ReportFinding[]>();
  for (const finding of findings) {
    if (finding.outcome !== 'FAILS') continue;
    const last = Math.max(-1, ...finding.cells.map((key) => order.get(key) ?? -1));
    const row = drawn[last]?.rowKey;
    if (row !== undefined) byRow.set(row, [...(byRow.get(row) ?? []), finding]);
  }
  return byRow;
}

/** The rules of a row; nothing where none fails. */
export function RuleRow(props: {
  row: string | undefined;
  columns: number;
  around: Surroundings;
}): ReactNode {
  const { row, columns, around } = props;
  const found = around.rules.get(row ?? '') ?? [];
  if (found.length === 0) return null;
  const { text, language, cells, labelOf, onChoose } = around;
  return (
    <tr className="rule-row">
      <td colSpan={columns}>
        <ul>
          {found.map((finding, index) => {
            const target =
              finding.cells.find((key) => cells.get(key)?.state === 'REPORTED') ?? finding.cells[0];
            return (
              <li key={index}>
                <span className="tag failing">{text.outcome.FAILS}</span>
                {language === 'zh' ? finding.messageZh : finding.messageEn}
                {target !== undefined && (
                  <button
                    type="button"
                    className="link"
                    onClick={() => {
                      onChoose(target);
                      document.getElementById(`cell-${target}`)?.focus();
                    }}
                  >
                    {text.report.ruleSource}
                    <span className="visually-hidden">{labelOf(target)}</span>
                  </button>
                )}
              </li>
            );
          })}
        </ul>
      </td>
    </tr>
  );
}
