import { t } from '@/shared/i18n/t';
import { Badge } from '@/shared/ui/Tone';
import { type RunLook, runLooks } from './run-look';

export function RunBadge({ look }: { look: RunLook }) {
  return <Badge {...runLooks[look]} label={t(`run.look.${look}`)} testId="run-badge" />;
}
