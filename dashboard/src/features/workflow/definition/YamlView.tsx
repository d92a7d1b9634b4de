import { useMemo } from 'react';
import { t } from '@/shared/i18n/t';
import { YamlLines } from './YamlLines';
import { paintYaml } from './yaml-paint';

export function YamlView({ text }: { text: string }) {
  const lines = useMemo(() => paintYaml(text.replace(/\n$/, '')), [text]);
  return (
    <section
      aria-label={t('definition.text')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
      tabIndex={0}
      data-testid="yaml-view"
      className="overflow-auto rounded-[10px] border border-line bg-sunken py-2 font-mono text-xs leading-5"
    >
      <div className="w-max min-w-full">
        <YamlLines lines={lines} errors={[]} />
      </div>
    </section>
  );
}
