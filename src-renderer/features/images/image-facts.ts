import { envPairs, objectOf } from '../overview/inspect-json.ts';

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

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.map(text) : typeof value === 'string' ? [value] : [];

/** Reads `GET /images/NAME/json`. */
export function imageFactsOf(inspect: unknown): ImageFacts {
  const image = objectOf(inspect);
  const config = objectOf(image.Config);
  return {
    platform: [text(image.Os), text(image.Architecture), text(image.Variant)].filter(Boolean).join('/'),
    author: text(image.Author),
    entrypoint: texts(config.Entrypoint),
    command: texts(config.Cmd),
    workingDir: text(config.WorkingDir),
    user: text(config.User),
    ports: Object.keys(objectOf(config.ExposedPorts)),
    volumes: Object.keys(objectOf(config.Volumes)),
    env: envPairs(texts(config.Env)),
    labels: Object.entries(objectOf(config.Labels)).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  };
}
