import { describe, expect, it } from 'vitest';
import { answerError, engineWords, socketError } from './failures.ts';

const code = (status: number, body: string) => answerError(status, body).code;

describe('answerError', () => {
  it.each([
    [400, '{"message":"bad parameter"}', 'INVALID'],
    [401, '', 'AUTH_REQUIRED'],
    [403, '{"message":"unauthorized: authentication required"}', 'AUTH_REQUIRED'],
    [403, '{"message":"authorization denied by plugin x"}', 'ENGINE_DENIED'],
    [404, '{"message":"No such container: x"}', 'NOT_FOUND'],
    [404, '404 page not found\n', 'UNSUPPORTED'],
    [409, '{"message":"container is running"}', 'CONFLICT'],
    [
      409,
      '{"message":"Conflict. The container name \\"/web\\" is already in use by container \\"1f\\"."}',
      'NAME_IN_USE',
    ],
    [
      500,
      '{"message":"creating container storage: the container name \\"web\\" is already in use by 1f. You have to remove that container to be able to reuse that name: that name is already in use"}',
      'NAME_IN_USE',
    ],
    [500, '{"message":"OCI runtime create failed"}', 'ENGINE_ERROR'],
    [500, '{"message":"write /x: no space left on device"}', 'DISK_FULL'],
    [500, '{"message":"Bind for 0.0.0.0:80 failed: port is already allocated"}', 'PORT_IN_USE'],
    [500, '{"message":"listen tcp4 0.0.0.0:80: bind: address already in use"}', 'PORT_IN_USE'],
    [
      500,
      '{"cause":"x","message":"can only kill running: container state improper","response":500}',
      'CONFLICT',
    ],
    [501, '', 'UNSUPPORTED'],
    [301, '', 'INVALID'],
  ])('%i %s is %s', (status, body, expected) => {
    expect(code(status, body)).toBe(expected);
    expect(answerError(status, body).status).toBe(status);
  });

  it('keeps the words whole', () => {
    const words = `first\nsecond ${'x'.repeat(5000)}`;
    expect(answerError(500, JSON.stringify({ message: words })).detail).toBe(words);
    expect(answerError(500, '<html>bad gateway</html>').detail).toBe('<html>bad gateway</html>');
    expect(answerError(500, '').detail).toBe('HTTP 500');
  });
});

describe('engineWords', () => {
  it('adds podman’s cause when the message leaves it out', () => {
    expect(engineWords('{"cause":"EOF","message":"pull failed","response":500}')).toBe('pull failed: EOF');
    expect(engineWords('{"cause":"EOF","message":"pull: EOF","response":500}')).toBe('pull: EOF');
  });

  it.each([['{"message":{"a":1}}'], ['{"message":'], ['{}'], ['plain']])(
    'falls back to %s itself',
    (body) => {
      expect(engineWords(body)).toBe(body);
    },
  );
});

describe('socketError', () => {
  const socket = 'unix:///var/run/docker.sock';
  const tcp = 'tcp://10.0.0.7:2376';
  const failed = (errno: string) => Object.assign(new Error('connect failed'), { code: errno });

  it.each([
    ['ENOENT', socket, 'ENGINE_STOPPED'],
    ['ECONNREFUSED', socket, 'ENGINE_STOPPED'],
    ['ECONNRESET', socket, 'ENGINE_STOPPED'],
    ['EAGAIN', socket, 'ENGINE_HUNG'],
    ['EACCES', socket, 'ENGINE_DENIED'],
    ['EPERM', 'npipe:////./pipe/docker_engine', 'ENGINE_DENIED'],
    ['ECONNREFUSED', tcp, 'ENGINE_STOPPED'],
    ['ECONNRESET', tcp, 'ENGINE_UNREACHABLE'],
    ['ENOTFOUND', tcp, 'ENGINE_UNREACHABLE'],
    ['ETIMEDOUT', tcp, 'ENGINE_UNREACHABLE'],
    ['HPE_INVALID_CONSTANT', socket, 'ENGINE_UNREACHABLE'],
  ])('%s at %s is %s', (errno, address, expected) => {
    const error = socketError(failed(errno), address);
    expect(error.code).toBe(expected);
    expect(error.detail).toContain(errno);
  });

  it('tells how to be let in', () => {
    expect(socketError(failed('EACCES'), 'npipe:////./pipe/docker_engine').hint).toContain('docker-users');
    expect(socketError(failed('EACCES'), tcp).hint).toBeUndefined();
  });
});
