import { t } from '@/shared/i18n/t';
import { Waiting } from '@/shared/ui/states';

export function RunSkeleton() {
  return (
    <Waiting label={t('run.loading')}>
      <div className="border-b border-line p-4">
        <div className="skeleton h-4 w-64 max-w-full" />
        <div className="skeleton mt-4 h-3 w-80 max-w-full" />
      </div>
      <div className="w-full space-y-4 p-4 md:w-[340px]">
        {[3, 4, 2, 4, 3].map((width, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a fixed picture
          <div key={i} className="skeleton h-3.5" style={{ width: `${width * 20}%` }} />
        ))}
      </div>
    </Waiting>
  );
}
