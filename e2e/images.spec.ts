import { ContainersPage } from './pages/containers.ts';
import { Frame } from './pages/frame.ts';
import { ImagesPage } from './pages/images.ts';
import { RunDialog } from './pages/run-dialog.ts';
import type { RigEngine } from './rig/engine.ts';
import { expect, test } from './rig/fixtures.ts';
import { IMAGES } from './rig/images.ts';

/** As `docker images` writes a size. */
const size = (bytes: number) => `${Number((bytes / 1e6).toPrecision(3))} MB`;

const inspect = async (engine: RigEngine, image: string) =>
  JSON.parse(await engine.dockerOk('image', 'inspect', image))[0];

test.describe('the list of images', () => {
  test('names each with size, age and users', { tag: '@core' }, async ({ engine, gantry }) => {
    const images = await ImagesPage.open(gantry.page);
    const { Size: bytes } = await inspect(engine, IMAGES.layers);
    await expect(images.row(IMAGES.layers)).toContainText(size(bytes));
    await expect(images.row(IMAGES.layers)).toContainText(/\d years ago/);
    await expect(images.row('busybox:latest').or(images.row(IMAGES.busybox))).toContainText('and 1 more tag');
    await expect(images.row('dangling ')).toHaveCount(1);

    await engine.dockerOk('create', '--name', 'web', IMAGES.pause);
    await images.row(IMAGES.pause).getByRole('link', { name: 'web' }).click();
    await expect(gantry.page.getByRole('heading', { level: 1, name: 'web' })).toBeVisible();
    await engine.dockerOk('create', '--name', 'web-2', IMAGES.pause);
    await engine.dockerOk('create', '--name', 'job', IMAGES.busybox);
    await ImagesPage.open(gantry.page);
    await images.row(IMAGES.pause).getByRole('link', { name: '2 containers' }).click();
    await expect.poll(() => new ContainersPage(gantry.page).names()).toEqual(['web', 'web-2']);
  });

  test('follows the docker command', { tag: '@core' }, async ({ engine, gantry }) => {
    const images = await ImagesPage.open(gantry.page);
    await engine.dockerOk('tag', IMAGES.pause, 'gantry/added:7');
    await expect(images.row('gantry/added:7')).toContainText('and 1 more tag');
    await engine.dockerOk('rmi', 'gantry/added:7', IMAGES.pause);
    await expect(images.row('gantry/added:7')).toHaveCount(0);
    await expect(images.row(IMAGES.pause)).toHaveCount(0);
  });

  test('is filtered as one types', { tag: '@core' }, async ({ engine, gantry }) => {
    const images = await ImagesPage.open(gantry.page);
    const all = images.grid
      .getByRole('row')
      .filter({ has: gantry.page.getByRole('checkbox', { name: /^Select (?!all)/ }) });
    await expect(all).toHaveCount(4);
    const { Id: id } = await inspect(engine, IMAGES.layers);
    for (const [text, row] of [
      ['paus', IMAGES.pause],
      [id.replace('sha256:', '').slice(0, 10), IMAGES.layers],
      ['dangling:true', 'dangling '],
      ['tag:layers', IMAGES.layers],
    ] as const) {
      await images.filter.fill(text);
      await expect(all).toHaveCount(1);
      await expect(images.row(row)).toBeVisible();
    }
    await images.filter.fill('nothing like it');
    await expect(gantry.page.getByText('Nothing matches “nothing like it”.')).toBeVisible();
    await gantry.page.getByRole('button', { name: 'Clear filter' }).click();
    await expect(all).toHaveCount(4);
  });

  test('tells shared and unique sizes when they are asked for', { tag: '@web' }, async ({
    engine,
    gantry,
  }) => {
    const images = await ImagesPage.open(gantry.page);
    await expect(images.row(IMAGES.layers)).toBeVisible();
    await expect(gantry.page.getByRole('columnheader', { name: 'Unique' })).toHaveCount(0);
    await gantry.page.getByRole('button', { name: 'Read shared and unique sizes' }).click();
    await expect(gantry.page.getByRole('columnheader', { name: 'Unique' })).toBeVisible();
    const { Images: rows } = (await engine.request('GET', '/system/df')).body as {
      Images: { RepoTags: string[] | null; Size: number; SharedSize: number }[];
    };
    const layers = rows.find(({ RepoTags }) => RepoTags?.includes(IMAGES.layers));
    const shared = layers?.SharedSize ?? Number.NaN;
    expect(shared).toBeGreaterThan(0);
    for (const bytes of [shared, (layers?.Size ?? Number.NaN) - shared])
      await expect(
        images.row(IMAGES.layers).getByRole('gridcell', { name: size(bytes), exact: true }),
      ).toBeVisible();
  });
});

test.describe('removing', () => {
  test('tells what is lost and who uses it, and what force does', { tag: '@core' }, async ({
    engine,
    gantry,
  }) => {
    const { page } = gantry;
    await engine.dockerOk('create', '--name', 'web', IMAGES.pause);
    const images = await ImagesPage.open(page);
    const { Size: bytes } = await inspect(engine, IMAGES.pause);
    await images.act(IMAGES.pause, 'Remove');
    const dialog = page.getByRole('dialog', { name: /^Remove .*gantry\/pause:1$/ });
    await expect(dialog).toContainText(`${size(bytes)} at the most`);
    await expect(dialog).toContainText('Used by: web.');
    await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
    await dialog.getByRole('button', { name: /^Remove / }).click();
    const alert = page.getByRole('alert').filter({ hasText: /Could not remove .*gantry\/pause:1/ });
    await expect(alert).toContainText('The engine refuses that in the present state.');
    await alert.getByRole('button', { name: 'Details' }).click();
    const { Id: user } = JSON.parse(await engine.dockerOk('inspect', 'web'))[0];
    await expect(alert).toContainText(user.slice(0, 12));
    await expect(alert).toContainText(/container/);
    await expect(images.row(IMAGES.pause)).toBeVisible();

    await images.act(IMAGES.pause, 'Remove');
    await dialog.getByRole('checkbox', { name: 'Force' }).check();
    await dialog.getByRole('button', { name: /^Remove / }).click();
    await expect(new Frame(page).news(/Removed .*gantry\/pause:1/)).toBeVisible();
    await expect(images.row(IMAGES.pause)).toHaveCount(0);
  });

  test('one tag leaves the image', { tag: '@core' }, async ({ engine, gantry }) => {
    const { page } = gantry;
    const images = await ImagesPage.open(page);
    const { Id: id } = await inspect(engine, IMAGES.busybox);
    const row = images.row('busybox:latest').or(images.row(IMAGES.busybox));
    await row.getByRole('button', { name: 'More actions' }).click();
    await page
      .getByRole('menuitem', { name: /^Remove the tag (docker\.io\/library\/)?busybox:latest$/ })
      .click();
    await expect(new Frame(page).news(/Removed .*busybox:latest/)).toBeVisible();
    await expect(images.row(IMAGES.busybox)).toBeVisible();
    await expect(images.row(IMAGES.busybox)).not.toContainText('more tag');
    expect((await inspect(engine, IMAGES.busybox)).Id).toBe(id);
    expect((await engine.docker('image', 'inspect', 'busybox:latest')).code).not.toBe(0);
  });

  test('several at once names those that stay', { tag: '@web' }, async ({ engine, gantry }) => {
    const { page } = gantry;
    await engine.dockerOk('run', '-d', '--name', 'web', IMAGES.pause);
    const images = await ImagesPage.open(page);
    for (const name of [IMAGES.pause, IMAGES.layers])
      await page.getByRole('checkbox', { name: new RegExp(`^Select ${name}`) }).check();
    await page.getByRole('toolbar', { name: 'Bulk actions' }).getByRole('button', { name: 'Remove' }).click();
    await expect(page.getByRole('dialog')).toContainText('A running container uses it');
    await images.confirmRemoval('2 images', { force: true });
    await expect(images.row(IMAGES.layers)).toHaveCount(0);
    const alert = page.getByRole('alert').filter({ hasText: 'Could not remove 1 of 2' });
    await expect(alert).toContainText(`${IMAGES.pause}: The engine refuses that in the present state.`);
    await expect(images.row(IMAGES.pause)).toBeVisible();
    await engine.dockerOk('image', 'inspect', IMAGES.pause);
  });
});

test.describe('an image', () => {
  test('is run from its row', { tag: '@core' }, async ({ engine, gantry }) => {
    const images = await ImagesPage.open(gantry.page);
    await images.row(IMAGES.pause).getByRole('button', { name: 'Run', exact: true }).click();
    const run = new RunDialog(gantry.page);
    await expect(run.image()).toHaveValue(new RegExp(`${IMAGES.pause}$`));
    await run.field('Name').fill('web');
    await run.submit.click();
    await expect(run.dialog).toBeHidden();
    await expect(images.row(IMAGES.pause).getByRole('link', { name: 'web' })).toBeVisible();
    expect(await engine.dockerOk('inspect', '--format', '{{.State.Status}}', 'web')).toBe('running');
  });

  test('has a page with its facts, its layers and its JSON', { tag: '@web' }, async ({ engine, gantry }) => {
    const { page } = gantry;
    await engine.dockerOk('create', '--name', 'user', IMAGES.layers);
    const images = await ImagesPage.open(page);
    await images.openImage(IMAGES.layers);
    const { Id: id, Size: bytes } = await inspect(engine, IMAGES.layers);
    await expect(page.getByRole('heading', { level: 1, name: IMAGES.layers })).toBeVisible();
    const overview = page.getByRole('tabpanel', { name: 'Overview' });
    for (const text of [id, size(bytes), 'linux/amd64', 'org.opencontainers.image.title'])
      await expect(overview).toContainText(text);
    await expect(overview.getByRole('link', { name: 'user' })).toBeVisible();

    await page.getByRole('tab', { name: 'Layers' }).click();
    const history = (await engine.request('GET', `/images/${IMAGES.layers}/history`)).body as {
      CreatedBy: string;
      Size: number;
    }[];
    const steps = page.getByRole('grid', { name: 'Layers' }).getByRole('row', { name: /^\d+: / });
    await expect(steps).toHaveCount(history.length);
    for (const [at, { CreatedBy: step, Size: stepBytes }] of history.entries()) {
      await expect(steps.nth(at)).toContainText(step.replace(/^\/bin\/sh -c (#\(nop\)\s+)?/, ''));
      if (stepBytes > 0) await expect(steps.nth(at)).toContainText(size(stepBytes));
    }

    await page.getByRole('tab', { name: 'Inspect' }).click();
    await page.getByRole('searchbox', { name: 'Search the JSON' }).fill('image.title');
    await expect(page.getByRole('tree')).toContainText('layers');
    await page.reload();
    await expect(page.getByRole('tab', { name: 'Inspect' })).toHaveAttribute('aria-selected', 'true');

    await engine.dockerOk('rm', 'user');
    await engine.dockerOk('rmi', IMAGES.layers);
    await expect(page.getByText('This image does not exist any more.')).toBeVisible();
    await page.getByRole('link', { name: 'Go to images' }).click();
    await expect(images.row(IMAGES.pause)).toBeVisible();
  });

  test('is removed from its page', { tag: '@web' }, async ({ gantry }) => {
    const { page } = gantry;
    const images = await ImagesPage.open(page);
    await images.openImage(IMAGES.pause);
    await page.getByRole('button', { name: 'Remove', exact: true }).click();
    await images.confirmRemoval(IMAGES.pause);
    await expect(page.getByText('This image does not exist any more.')).toBeVisible();
  });
});
