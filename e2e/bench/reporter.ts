import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Reporter, TestCase, TestResult } from '@playwright/test/reporter';
import { type Line, lineText } from './line.ts';
import { LINE_ATTACHMENT } from './measure.ts';

/** Prints each line when its measure ends, and keeps all of them as JSON where `GANTRY_BENCH_JSON` says. */
export default class BenchReporter implements Reporter {
  readonly #lines: Line[] = [];
  readonly #failed: string[] = [];

  onTestEnd(test: TestCase, result: TestResult): void {
    for (const { name, body } of result.attachments) {
      if (name !== LINE_ATTACHMENT || !body) continue;
      const line = JSON.parse(body.toString('utf8')) as Line;
      this.#lines.push(line);
      process.stdout.write(`${lineText(line)}\n`);
    }
    if (result.status === 'skipped') process.stdout.write(`${test.title}: left out\n`);
    else if (result.status !== 'passed') {
      this.#failed.push(test.title);
      process.stdout.write(
        `${test.title}: could not be measured\n${result.error?.message ?? result.status}\n`,
      );
    }
  }

  onEnd(): void {
    const file = process.env.GANTRY_BENCH_JSON;
    if (file) {
      mkdirSync(path.dirname(path.resolve(file)), { recursive: true });
      writeFileSync(file, `${JSON.stringify(this.#lines, null, 2)}\n`);
    }
    const missed = this.#lines.filter((line) => line.pass === false);
    process.stdout.write(
      `${this.#lines.length} lines, ${missed.length} missed${missed.length ? `: ${missed.map((line) => line.name).join(', ')}` : ''}${this.#failed.length ? `; not measured: ${this.#failed.join(', ')}` : ''}\n`,
    );
  }

  printsToStdio(): boolean {
    return true;
  }
}
