/** What the overview shows of an engine's inspect answer of an image; read with care, as engines differ. */
export interface ImageFacts {
  platform: string;
  author: string;
  entrypoint: string[];
  command: string[];
  workingDir: string;
  user: string;
  ports: string[];
  volumes: string[];
  env: [name: string, value: string][];
  labels: [name: string, value: string][];
}

type Json = Record<string, unknown>;

const object = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.map(text) : typeof value === 'string' ? [value] : [];

/** Reads `GET /images/NAME/json`. */
export function imageFactsOf(inspect: unknown): ImageFacts {
  const image = object(inspect);
  const config = object(image.Config);
  return {
    platform: [text(image.Os), text(image.Architecture), text(image.Variant)].filter(Boolean).join('/'),
    author: text(image.Author),
    entrypoint: texts(config.Entrypoint),
    command: texts(config.Cmd),
    workingDir: text(config.WorkingDir),
    user: text(config.User),
    ports: Object.keys(object(config.ExposedPorts)),
    volumes: Object.keys(object(config.Volumes)),
    env: texts(config.Env).map((line) => {
      const equals = line.indexOf('=');
      return equals < 0 ? [line, ''] : [line.slice(0, equals), line.slice(equals + 1)];
    }),
    labels: Object.entries(object(config.Labels)).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  };
}
