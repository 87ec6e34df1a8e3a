import type { Settings } from '../../../src-main/contract/settings.ts';
import { languageNames, useT } from '../../i18n/i18n.ts';
import { changeSettings, useSettings } from '../../stores/settings.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Select } from '../../ui/select.tsx';
import styles from './settings-page.module.css';

/** How Gantry looks and speaks, and what it is. Every change holds at once and is kept. */
export function SettingsPage() {
  const t = useT();
  const settings = useSettings((state) => state.settings);
  const info = useSettings((state) => state.info);
  return (
    <>
      <PageHeader title={t('page.settings')} />
      <div className={styles.body}>
        <section className={styles.section} aria-labelledby="settings-appearance">
          <h2 id="settings-appearance" className={styles.heading}>
            {t('settings.appearance')}
          </h2>
          <Select<Settings['theme']>
            label={t('settings.theme')}
            value={settings.theme}
            options={[
              { value: 'system', label: t('settings.theme.system') },
              { value: 'light', label: t('settings.theme.light') },
              { value: 'dark', label: t('settings.theme.dark') },
            ]}
            onChange={(theme) => changeSettings({ theme })}
          />
          <Select<Settings['language']>
            label={t('settings.language')}
            value={settings.language}
            hint={info?.language ? t('settings.languageForced') : undefined}
            options={[
              { value: 'system', label: t('settings.language.system') },
              { value: 'en', label: languageNames.en },
              { value: 'ko', label: languageNames.ko },
            ]}
            onChange={(language) => changeSettings({ language })}
          />
          <Select<Settings['density']>
            label={t('settings.density')}
            value={settings.density}
            options={[
              { value: 'comfortable', label: t('settings.density.comfortable') },
              { value: 'compact', label: t('settings.density.compact') },
            ]}
            onChange={(density) => changeSettings({ density })}
          />
        </section>
        {info && (
          <section className={styles.section} aria-labelledby="settings-about">
            <h2 id="settings-about" className={styles.heading}>
              {t('settings.about')}
            </h2>
            <dl className={styles.facts}>
              <dt>{t('settings.version')}</dt>
              <dd>Gantry {info.version}</dd>
              <dt>{t('settings.shell')}</dt>
              <dd>{t(`settings.shell.${info.shell}`)}</dd>
              <dt>{t('settings.dataDir')}</dt>
              <dd className={styles.path}>
                <code>{info.dataDir}</code>
                <CopyButton text={info.dataDir} label={t('ui.copyName', { name: t('settings.dataDir') })} />
              </dd>
            </dl>
          </section>
        )}
      </div>
    </>
  );
}
