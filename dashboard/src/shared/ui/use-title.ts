import { useEffect } from 'react';
import { t } from '@/shared/i18n/t';

export function useTitle(page: string): void {
  useEffect(() => {
    document.title = t('app.title', { page });
  }, [page]);
}
