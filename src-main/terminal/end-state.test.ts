import { describe, expect, it } from 'vitest';
import { AppError } from '../contract/errors.ts';
import { exitCode } from './end-state.ts';

describe('exitCode', () => {
  it('waits until the engine has noted the end', async () => {
    const states = [
      { running: true, exitCode: null },
      { running: true, exitCode: null },
      { running: false, exitCode: 3 },
    ];
    expect(await exitCode(async () => states.shift() ?? { running: false, exitCode: 99 })).toBe(3);
  });

  it('knows no code when the container is gone', async () => {
    const gone = async () => {
      throw new AppError('NOT_FOUND', 'gone', { status: 404 });
    };
    expect(await exitCode(gone)).toBeNull();
  });

  it('says that the stream was lost when the engine does not answer, or the process still runs', async () => {
    const stopped = async () => {
      throw new AppError('ENGINE_STOPPED', 'stopped');
    };
    await expect(exitCode(stopped)).rejects.toMatchObject({ code: 'STREAM_LOST' });
    const runs = async () => ({ running: true, exitCode: null });
    await expect(exitCode(runs)).rejects.toMatchObject({ code: 'STREAM_LOST' });
  });
});
