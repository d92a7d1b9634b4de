import { Link, useLocation } from 'wouter';
import { t } from '@/shared/i18n/t';
import { primaryButton } from '@/shared/ui/buttons';
import { Mark } from '@/shared/ui/icons';
import { Notice } from '@/shared/ui/states';
import { useTitle } from '@/shared/ui/use-title';

export function NotFoundPage() {
  useTitle(t('notFound.title'));
  const [path] = useLocation();
  return (
    <div className="grid h-full place-items-center">
      <Notice
        title={t('notFound.title')}
        lead={t('notFound.lead', { path })}
        icon={<Mark className="size-9" />}
        testId="not-found"
      >
        <Link href="/" className={primaryButton}>
          {t('notFound.back')}
        </Link>
      </Notice>
    </div>
  );
}
