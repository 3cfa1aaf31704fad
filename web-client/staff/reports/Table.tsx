import { useState } from 'react';
import { arrowDown, arrowUp } from '../../ui/icons.ts';
import { Icon } from '../look/Icon.tsx';
import type { Grouping, ReportAnswer, Row } from './answers.ts';
import { labelsOf } from './labels.ts';
import { columnsBy, type Measure, sorted } from './measures.ts';
import classes from './Reports.module.css';
import { words } from './strings.ts';

interface Order {
  readonly column: Measure;
  readonly descending: boolean;
}

/** All numbers of a report, in the order of any column. */
export function Table(props: {
  report: ReportAnswer;
  by: Grouping;
  onAgent: (agent: { id: string; name: string }) => void;
}) {
  const { report, by, onAgent } = props;
  const [order, setOrder] = useState<Order>();
  const columns = columnsBy(by);
  const known = order && columns.includes(order.column) ? order : undefined;
  const rows = known ? sorted(report.rows, known.column.of, known.descending) : report.rows;
  const { long } = labelsOf(report);
  const sort = (column: Measure) =>
    setOrder(
      known?.column !== column
        ? { column, descending: true }
        : known.descending
          ? { column, descending: false }
          : undefined,
    );
  return (
    <div className={classes.numbers}>
      <h2 id="reports-table">{words.table}</h2>
      <section
        className={`scroll ${classes.tableScroll}`}
        aria-labelledby="reports-table"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
        tabIndex={0}
      >
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{words.groupings[by]}</th>
              {columns.map((column) => (
                <Heading
                  key={column.name}
                  column={column}
                  order={known?.column === column ? known : undefined}
                  onSort={() => sort(column)}
                />
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.key ?? row.fromMs}>
                <th scope="row">
                  {by === 'agent' && row.key !== undefined ? (
                    <button
                      type="button"
                      className={classes.agent}
                      data-hint={words.statesOf(long(row))}
                      onClick={() => onAgent({ id: row.key ?? '', name: long(row) })}
                    >
                      {long(row)}
                    </button>
                  ) : (
                    long(row)
                  )}
                </th>
                <Cells columns={columns} row={row} />
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{words.total}</th>
              <Cells columns={columns} row={report.total} />
            </tr>
          </tfoot>
        </table>
      </section>
      {report.rowsLeftOut > 0 && <p className="soft">{words.leftOut(report.rowsLeftOut)}</p>}
    </div>
  );
}

function Heading(props: { column: Measure; order: Order | undefined; onSort: () => void }) {
  const { column, order } = props;
  return (
    <th scope="col" aria-sort={order ? (order.descending ? 'descending' : 'ascending') : undefined}>
      <button type="button" data-hint={words.definitions[column.name]} onClick={props.onSort}>
        {words.names[column.name]}
        {order && <Icon of={order.descending ? arrowDown : arrowUp} size={12} />}
      </button>
    </th>
  );
}

function Cells({ columns, row }: { columns: readonly Measure[]; row: Row }) {
  return columns.map((column) => {
    const value = column.of(row);
    return <td key={column.name}>{value === undefined ? words.none : column.show(value)}</td>;
  });
}
