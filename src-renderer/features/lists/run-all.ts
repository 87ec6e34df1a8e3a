/** Calls to an engine that one bulk action has under way: enough to be quick, few enough to leave it responsive. */
const AT_ONCE = 8;

export interface Outcome<Item> {
  done: Item[];
  failed: { item: Item; error: unknown }[];
}

/** Does work on all items, a bounded number at once; what fails does not stop the rest. Keeps the items' order. */
export async function runAll<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<unknown>,
  atOnce = AT_ONCE,
): Promise<Outcome<Item>> {
  const errors = new Map<Item, unknown>();
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      const item = items[next++] as Item;
      try {
        await work(item);
      } catch (error) {
        errors.set(item, error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
  return {
    done: items.filter((item) => !errors.has(item)),
    failed: items.filter((item) => errors.has(item)).map((item) => ({ item, error: errors.get(item) })),
  };
}
