import type { RigEngine } from './engine.ts';
import { IMAGES, loadImages } from './images.ts';

const STANDARD_NETWORKS = new Set(['bridge', 'host', 'none', 'podman']);
const TEST_REFERENCES = new Set<string>([...Object.values(IMAGES), 'busybox:latest']);

/** Brings an engine back to the test images and nothing else, whatever a test did to it. */
export async function resetEngine(engine: RigEngine): Promise<void> {
  await engine.thaw();
  const up = await engine.request('GET', '/_ping').catch(() => undefined);
  if (up === undefined) await engine.start();

  const containers = (await engine.request('GET', '/containers/json?all=1')).body as { Id: string }[];
  await Promise.all(containers.map(({ Id }) => engine.request('DELETE', `/containers/${Id}?force=1&v=1`)));
  const { Volumes: volumes } = (await engine.request('GET', '/volumes')).body as {
    Volumes: { Name: string }[] | null;
  };
  for (const { Name } of volumes ?? [])
    await engine.request('DELETE', `/volumes/${encodeURIComponent(Name)}?force=1`);
  const networks = (await engine.request('GET', '/networks')).body as { Id: string; Name: string }[];
  for (const { Id, Name } of networks) {
    if (!STANDARD_NETWORKS.has(Name)) await engine.request('DELETE', `/networks/${Id}`);
  }
  await resetImages(engine);
}

type Image = { Id: string; RepoTags: string[] | null };

async function resetImages(engine: RigEngine): Promise<void> {
  const images = (await engine.request('GET', '/images/json')).body as Image[];
  let untagged = 0;
  const kept = new Set<string>();
  for (const { Id, RepoTags } of images) {
    const tags = (RepoTags ?? []).filter((tag) => tag !== '<none>:<none>');
    const foreign = tags.filter((tag) => !TEST_REFERENCES.has(shortReference(tag)));
    for (const tag of tags) if (!foreign.includes(tag)) kept.add(shortReference(tag));
    for (const tag of foreign) await engine.request('DELETE', `/images/${tag}?noprune=1`);
    if (tags.length === 0) untagged += 1;
    if (untagged > 1) await engine.request('DELETE', `/images/${Id}?force=1`);
  }
  // The tests' own dangling image is the one without a tag.
  if (kept.size < TEST_REFERENCES.size || untagged !== 1) await loadImages(engine);
}

function shortReference(reference: string): string {
  return reference.replace(/^docker\.io\/(library\/)?/, '');
}
