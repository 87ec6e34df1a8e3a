import { describe, expect, it } from 'vitest';
import type { PullLine } from '../engine/pull.ts';
import { PullProgress } from './pull-progress.ts';

const line = (told: Partial<PullLine>): PullLine => ({ id: '', status: '', current: 0, total: 0, ...told });

describe('a pull', () => {
  it('is one step a layer with its bytes', () => {
    const pull = new PullProgress();
    pull.add(line({ id: '1.0', status: 'Pulling from app' }), 0);
    pull.add(line({ id: 'a', status: 'Pulling fs layer' }), 0);
    pull.add(line({ id: 'b', status: 'Already exists' }), 0);
    pull.add(line({ id: 'a', status: 'Downloading', current: 10, total: 100 }), 100);
    const told = pull.add(line({ id: 'a', status: 'Downloading', current: 60, total: 100 }), 1100);
    expect(told.steps?.map((step) => [step.id, step.state, step.done])).toEqual([
      ['a', 'running', 60],
      ['b', 'done', undefined],
    ]);
    expect(told).toMatchObject({ done: 60, total: 100 });
    expect(told.speed).toBeCloseTo(60 / 1.1, 0);
  });

  it('counts a layer as whole once it is verified, whatever extraction counts', () => {
    const pull = new PullProgress();
    pull.add(line({ id: 'a', status: 'Downloading', current: 90, total: 100 }), 0);
    pull.add(line({ id: 'a', status: 'Download complete' }), 10);
    const told = pull.add(line({ id: 'a', status: 'Extracting', current: 5, total: 300 }), 20);
    expect(told).toMatchObject({ done: 100, total: 100 });
    expect(pull.add(line({ id: 'a', status: 'Pull complete' }), 30).steps?.[0]).toMatchObject({
      state: 'done',
      done: 100,
    });
  });

  it('takes lines without a layer as no step', () => {
    const pull = new PullProgress();
    expect(pull.add(line({ status: 'Digest: sha256:1' }), 0).steps).toEqual([]);
  });

  it('forgets the speed of long ago', () => {
    const pull = new PullProgress();
    pull.add(line({ id: 'a', status: 'Downloading', current: 1_000_000, total: 2_000_000 }), 0);
    pull.add(line({ id: 'a', status: 'Downloading', current: 1_000_100, total: 2_000_000 }), 10_000);
    const told = pull.add(
      line({ id: 'a', status: 'Downloading', current: 1_000_200, total: 2_000_000 }),
      11_000,
    );
    expect(told.speed).toBeCloseTo(100, 0);
  });
});
