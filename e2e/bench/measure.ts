import { test } from '@playwright/test';
import { line } from './line.ts';

/** Name under which a test hands its lines to the reporter. */
export const LINE_ATTACHMENT = 'bench-line';

/** Runs of a measure: the least that a median is worth. */
export const RUNS = 5;

/** Hands one line to the reporter. */
export async function report(measure: Parameters<typeof line>[0]): Promise<void> {
  await test.info().attach(LINE_ATTACHMENT, {
    body: JSON.stringify(line(measure)),
    contentType: 'application/json',
  });
}

/** The readings of some runs, one after the other. */
export async function runs(count: number, one: (run: number) => Promise<number>): Promise<number[]> {
  const readings: number[] = [];
  for (let run = 0; run < count; run++) readings.push(await one(run));
  return readings;
}
