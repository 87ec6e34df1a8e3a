import { createHash } from 'node:crypto';
import { type TarEntry, tar } from './tar.ts';

/** A layer with the command that its history names; without entries it only changes the configuration. */
export type LayerSource = { createdBy: string; entries?: TarEntry[] };

export type ImageSource = {
  /** Whole references, `docker.io/…` included, as podman takes short ones for `localhost/…`. Empty: dangling. */
  tags: string[];
  layers: LayerSource[];
  /** As in the image's JSON; the tests' own images keep to its types, hostile ones do not. */
  config: Readonly<Record<string, unknown>>;
  /** ISO 8601. */
  created: string;
  /** More fields of the image's JSON, over those that are written otherwise. */
  more?: Readonly<Record<string, unknown>>;
};

/** Packs images as `docker save` writes them (manifest.json of the Docker image specification 1.2). */
export function imageArchive(images: readonly ImageSource[]): Buffer {
  const files = new Map<string, Uint8Array>();
  const manifest = images.map((image) => {
    const layers = image.layers.flatMap(({ entries }) => (entries === undefined ? [] : [tar(entries)]));
    const names = layers.map((layer) => {
      const name = `${sha256(layer)}.tar`;
      files.set(name, layer);
      return name;
    });
    const config = Buffer.from(JSON.stringify(imageConfig(image, layers)));
    const configName = `${sha256(config)}.json`;
    files.set(configName, config);
    return { Config: configName, RepoTags: image.tags.length > 0 ? image.tags : null, Layers: names };
  });
  files.set('manifest.json', Buffer.from(JSON.stringify(manifest)));
  return tar([...files].map(([name, data]) => ({ name, data })));
}

function imageConfig({ config, created, layers, more }: ImageSource, archives: Uint8Array[]): object {
  return {
    architecture: process.arch === 'x64' ? 'amd64' : process.arch,
    os: 'linux',
    created,
    config,
    rootfs: { type: 'layers', diff_ids: archives.map((archive) => `sha256:${sha256(archive)}`) },
    history: layers.map(({ createdBy, entries }) => ({
      created,
      created_by: createdBy,
      ...(entries === undefined ? { empty_layer: true } : {}),
    })),
    ...more,
  };
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
