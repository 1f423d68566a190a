// A table whose rows can be sorted by any column and chosen.
import { useState } from "preact/hooks";

export interface Column<Row> {
  name: string;
  text: (row: Row) => string;
  sortBy?: (row: Row) => string | number;
}

export interface List<Row> {
  /** The column whose words choose the row is the first where none is named. */
  columns: readonly Column<Row>[];
  leading?: string;
  rows: readonly Row[];
  key: (row: Row) => string;
  isChosen: (row: Row) => boolean;
  choose: (row: Row) => void;
  hint?: (row: Row) => string;
}

interface Order<Row> {
  column: Column<Row>;
  down: boolean;
}

export function ListTable<Row>({ list }: { list: List<Row> }) {
  const [order, setOrder] = useState<Order<Row> | null>(null);
  const turn = (column: Column<Row>) => setOrder({ column, down: order?.column.name === column.name && !order.down });
  return (
    <table>
      <thead>
        <tr>
          {list.columns.map((column) => (
            <th key={column.name} scope="col" aria-sort={order?.column.name !== column.name ? "none" : order.down ? "descending" : "ascending"}>
              <button onClick={() => turn(column)}>{column.name}</button>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{sorted(list.rows, order).map((row) => <TableRow key={list.key(row)} list={list} row={row} />)}</tbody>
    </table>
  );
}

function TableRow<Row>({ list, row }: { list: List<Row>; row: Row }) {
  const own = list.isChosen(row);
  const leading = list.leading ?? list.columns[0]?.name;
  return (
    <tr class={own ? "own" : ""} onClick={() => list.choose(row)}>
      {list.columns.map((column) => (
        <td key={column.name}>
          {column.name === leading ? <button class="link" aria-pressed={own} title={list.hint?.(row)}>{column.text(row)}</button> : column.text(row)}
        </td>
      ))}
    </tr>
  );
}

function sorted<Row>(rows: readonly Row[], order: Order<Row> | null): readonly Row[] {
  if (!order) return rows;
  const key = order.column.sortBy ?? order.column.text;
  const compare = (a: Row, b: Row) => {
    const [x, y] = [key(a), key(b)];
    return typeof x === "number" && typeof y === "number" ? x - y : String(x).localeCompare(String(y), "en", { numeric: true });
  };
  return rows.toSorted((a, b) => (order.down ? compare(b, a) : compare(a, b)));
}
