/** The statistic tables as the official form prints them, each cell with its state and a way to its source. */
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { Report, ReportFinding } from '../api/report';
import { useText } from '../text';
import type { CellDefinition } from './dictionary';
import { OCR_SIGN, STATE_SIGNS } from './form-cell';
import type { Surroundings } from './form-cell';
import { BODIES } from './form-tables';
import { rulesByRow } from './rule-rows';

export function OfficialTables(props: {
  report: Report;
  definitions: readonly CellDefinition[];
  chosen: string | null;
  onChoose: (key: string) => void;
  labelOf: (key: string) => string;
  language: 'zh' | 'en';
}): ReactNode {
  const text = useText();
  const { report, definitions, chosen, onChoose, labelOf, language } = props;
  const cells = new Map(report.cells.map((cell) => [cell.key, cell]));
  const failing = new Map<string, ReportFinding[]>();
  for (const finding of report.findings) {
    if (finding.outcome !== 'FAILS') continue;
    for (const key of finding.cells) failing.set(key, [...(failing.get(key) ?? []), finding]);
  }
  const claimed = new Set(report.claims.flatMap(({ cell }) => cell ?? []));
  // What neither this form has nor the report prints is not drawn.
  const drawn = definitions.filter(({ key }) => (cells.get(key)?.state ?? 'NOT_IN_FORM') !== 'NOT_IN_FORM');
  const rules = rulesByRow(report.findings, drawn);
  const around: Surroundings = { cells, chosen, onChoose, failing, rules, claimed, labelOf, language, text };
  const tables = ['DISCLOSURE', 'APPLICATIONS', 'REVIEW', 'STATISTICS'] as const;
  return (
    <>
      <ul className="legend" aria-label={text.report.tables}>
        {(['BLANK', 'ABSENT', 'UNREADABLE'] as const).map((state) => (
          <li key={state}>
            <span className={`state state-${state.toLowerCase()}`} aria-hidden="true">
              {STATE_SIGNS[state]}
            </span>
            {text.states[state]}
          </li>
        ))}
        {report.cells.some(({ confidence }) => confidence !== null) && (
          <li>
            <span className="state state-ocr" aria-hidden="true">
              {OCR_SIGN}
            </span>
            {text.report.ocrLegend}
          </li>
        )}
        <li className="muted">{text.statesHelp}</li>
      </ul>
      {tables.map((table) => {
        const own = drawn.filter((definition) => definition.table === table);
        const extra = report.extraRows.filter((row) => row.table === table);
        if (own.length === 0 && extra.length === 0) return null;
        const Body = BODIES[table];
        return (
          <section key={table} id={`table-${table.toLowerCase()}`} className="form-table">
            <h3>{text.tables[table]}</h3>
            {own.length > 0 && (
              <div className="scroll" tabIndex={0} role="region" aria-label={text.tables[table]}>
                <Body definitions={own} around={around} />
              </div>
            )}
            {extra.length > 0 && (
              <div className="extra-rows">
                <h4>{text.report.extraRows}</h4>
                <ul>
                  {extra.map((row, index) => (
                    <li key={index}>
                      {row.label}
                      {row.values.length > 0 && '：'}
                      {row.values.map(({ raw }) => raw).join('　')}
                    </li>
                  ))}
                </ul>
              </div>
            )}
          </section>
        );
      })}
    </>
  );
}

/** Tables of no form that is known, whole: labels, units and values as printed. `hrefOf` leads to a value in the source. */
export function ExtraTables({
  report,
  hrefOf,
}: {
  report: Report;
  hrefOf: (table: number, row: number, value: number) => string;
}): ReactNode {
  const text = useText();
  return report.extraTables.map((table, at) => (
    <section key={at} className="form-table">
      <h3>{table.title ?? text.report.extraTable}</h3>
      <div className="scroll" tabIndex={0} role="region" aria-label={table.title ?? text.report.extraTable}>
        <table className="plain">
          <tbody>
            {table.rows.map((row, line) => (
              <tr key={line}>
                <th scope="row">
                  {row.group !== null && <span className="muted">{row.group} · </span>}
                  {row.label}
                  {row.unit !== null && <span className="muted">（{row.unit}）</span>}
                </th>
                {row.values.map((value, index) => (
                  <td key={index} title={value.column ?? undefined}>
                    <Link href={hrefOf(at, line, index)}>{value.raw}</Link>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  ));
}
