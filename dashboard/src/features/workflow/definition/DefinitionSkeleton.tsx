import { t } from '@/shared/i18n/t';
import { Waiting } from '@/shared/ui/states';

export function DefinitionSkeleton() {
  return (
    <Waiting label={t('app.loading')}>
      <div className="mx-auto max-w-5xl space-y-3 px-4 py-5 sm:px-6">
        <div className="skeleton h-5 w-56" />
        <div className="skeleton h-3 w-80" />
        <div className="skeleton mt-6 h-64 w-full" />
      </div>
    </Waiting>
  );
}
