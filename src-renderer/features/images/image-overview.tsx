import { useMemo } from 'react';
import type { Container } from '../../../src-main/contract/containers.ts';
import type { Image } from '../../../src-main/contract/images.ts';
import { joinCommand } from '../../../src-main/contract/run-fields.ts';
import { formatBytes } from '../../i18n/format.ts';
import { useT } from '../../i18n/i18n.ts';
import { hrefOf } from '../../router/router.ts';
import { visibleLine } from '../../text/visible-text.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { KeyValueList } from '../overview/key-value-list.tsx';
import overview from '../overview/overview.module.css';
import { Fact, FactList, IdFact, Part, TextFact } from '../overview/parts.tsx';
import { looksSecret } from '../overview/secrets.ts';
import { imageFactsOf } from './image-facts.ts';

/** The facts of an image, and who uses it. */
export function ImageOverview({
  host,
  image,
  users,
  inspect,
}: {
  host: string;
  image: Image;
  users: readonly Container[];
  inspect: unknown;
}) {
  const t = useT();
  const facts = useMemo(() => imageFactsOf(inspect), [inspect]);
  return (
    <div className={overview.overview}>
      <div className={overview.columns}>
        <Part title={t('images.name')}>
          <FactList>
            <IdFact label={t('images.id')} id={image.id} />
            <Fact label={t('images.size')}>{formatBytes(image.size)}</Fact>
            <TextFact label={t('images.platform')} text={facts.platform} />
            <TextFact label={t('images.entrypoint')} text={joinCommand(facts.entrypoint)} mono copy />
            <TextFact label={t('images.command')} text={joinCommand(facts.command)} mono copy />
            <TextFact label={t('images.workingDir')} text={facts.workingDir} mono />
            <TextFact label={t('images.user')} text={facts.user} />
            <TextFact label={t('images.author')} text={facts.author} />
            <TextFact label={t('images.exposedPorts')} text={facts.ports.join(', ')} mono />
            <TextFact label={t('images.volumes')} text={facts.volumes.join(', ')} mono />
          </FactList>
        </Part>
        <div>
          <Part title={t('images.tags')}>
            <References references={image.tags} />
          </Part>
          {image.digests.length > 0 && (
            <Part title={t('images.digests')}>
              <References references={image.digests} />
            </Part>
          )}
          <Part title={t('images.usedBy')}>
            {users.length === 0 ? (
              <p className={overview.none}>{t('images.none')}</p>
            ) : (
              <ul className={overview.list}>
                {users.map((user) => (
                  <li key={user.id}>
                    <a href={hrefOf('containers', [host, user.id])}>
                      <bdi>{visibleLine(user.name)}</bdi>
                    </a>
                  </li>
                ))}
              </ul>
            )}
          </Part>
        </div>
      </div>
      <Part title={t('images.environment')}>
        <KeyValueList label={t('images.environment')} entries={facts.env} isSecret={looksSecret} />
      </Part>
      <Part title={t('images.labels')}>
        <KeyValueList label={t('images.labels')} entries={facts.labels} />
      </Part>
    </div>
  );
}

function References({ references }: { references: readonly string[] }) {
  const t = useT();
  if (references.length === 0) return <p className={overview.none}>{t('images.none')}</p>;
  return (
    <ul className={overview.list}>
      {references.map((reference) => (
        <li key={reference}>
          <code>{visibleLine(reference)}</code>
          <CopyButton text={reference} label={t('ui.copyName', { name: visibleLine(reference) })} />
        </li>
      ))}
    </ul>
  );
}
