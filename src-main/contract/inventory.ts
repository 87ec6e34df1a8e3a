/** What a watched list sends: first (and after each reconnect) everything, then what changed. */
export type InventoryItem<Row> =
  | { kind: 'snapshot'; rows: Row[] }
  | { kind: 'patch'; changed: Row[]; removed: string[] };
