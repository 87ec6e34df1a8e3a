/**
 * What can go wrong, as a page can tell it. Every code has its words in the page's languages
 * (what failed and what to do next); the engine's own words stand in `detail`.
 */
export const ERROR_CODES = [
  'ENGINE_STOPPED', // the socket is not there, or nobody listens on it
  'ENGINE_UNREACHABLE', // a network address that does not answer, resolve or speak HTTP
  'ENGINE_DENIED', // the socket is there and this user may not open it
  'ENGINE_HUNG', // connected, and no answer within the deadline
  'ENGINE_TOO_OLD', // speaks only API versions below ours
  'ENGINE_MISSING', // none found and none can be started; hint tells what to install
  'ENGINE_ERROR', // the engine took the request and failed at it; its words are in detail
  'ENGINE_FAILED', // the engine that we started did not come up
  'HOST_UNKNOWN', // no host of that id
  'NOT_FOUND', // no such container, image, …
  'IMAGE_NOT_FOUND', // the registry knows no such tag or digest
  'REPOSITORY_NOT_FOUND', // the registry knows no such repository, or hides it from those who did not log in
  'AUTH_REQUIRED', // the registry wants a login, or refused the one it got
  'REGISTRY_UNREACHABLE', // no network to the registry, or its name does not resolve
  'DISK_FULL', // no space left on device
  'NAME_IN_USE', // another container has that name
  'CONFLICT', // the engine refuses in this state: container running, image in use
  'PORT_IN_USE', // a published port is taken on the host
  'NO_SHELL', // no shell was found inside the container
  'NOT_RUNNING', // exec or attach into a container that does not run
  'INVALID', // the engine or we refuse the request's content
  'UNSUPPORTED', // this engine cannot do that
  'CANCELLED', // by the user
  'DISCONNECTED', // the page lost the main side
  'STREAM_LOST', // a stream broke before its end
  'INTERNAL', // a defect of ours
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** An error as it travels: plain data. */
export interface AppErrorData {
  code: ErrorCode;
  /** One English line for logs and as a last resort on the page. */
  message: string;
  /** The words of the engine, the socket or the command, whole. */
  detail?: string | undefined;
  /** A command or setting that mends it, ready to copy. */
  hint?: string | undefined;
  /** HTTP status of the engine's answer, where there was one. */
  status?: number | undefined;
}

/** The one error type that crosses layers. */
export class AppError extends Error implements AppErrorData {
  readonly code: ErrorCode;
  readonly detail: string | undefined;
  readonly hint: string | undefined;
  readonly status: number | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    more: { detail?: string; hint?: string; status?: number } = {},
  ) {
    super(message);
    this.name = 'AppError';
    this.code = code;
    this.detail = more.detail;
    this.hint = more.hint;
    this.status = more.status;
  }

  /** The plain data that can be sent. */
  toData(): AppErrorData {
    return {
      code: this.code,
      message: this.message,
      detail: this.detail,
      hint: this.hint,
      status: this.status,
    };
  }

  /** An AppError from what travelled. */
  static fromData(data: AppErrorData): AppError {
    const more: { detail?: string; hint?: string; status?: number } = {};
    if (data.detail !== undefined) more.detail = data.detail;
    if (data.hint !== undefined) more.hint = data.hint;
    if (data.status !== undefined) more.status = data.status;
    return new AppError(data.code, data.message, more);
  }

  /** Any thrown value as an AppError; what is not one already is a defect of ours. */
  static from(thrown: unknown): AppError {
    if (thrown instanceof AppError) return thrown;
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    return new AppError('INTERNAL', error.message, { detail: error.stack ?? error.message });
  }
}
