import { t } from '@/shared/i18n/t';
import { JsonView } from '../JsonView';
import { type ArgField, fieldsOf } from '../start/arg-fields';
import type { JsonSchema } from './definition';

/** What a run of the workflow has to be told. */
export function ArgumentTable({ schema }: { schema: JsonSchema | null }) {
  if (schema === null) return <p className="text-[13px] text-ink-3">{t('definition.anyArguments')}</p>;
  const fields = fieldsOf(schema);
  if (fields === null) return <JsonView value={schema} />;
  if (fields.length === 0) return <p className="text-[13px] text-ink-3">{t('start.noArguments')}</p>;
  return (
    <dl
      className="divide-y divide-line rounded-[10px] border border-line bg-card"
      data-testid="definition-arguments"
    >
      {flat(fields).map((field) => (
        <div
          key={field.pointer}
          className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 px-3 py-2 text-[13px]"
        >
          <dt className="font-mono text-xs">{field.pointer.slice(1).replaceAll('/', '.')}</dt>
          <dd className="text-xs text-ink-3">
            {t(`definition.kinds.${field.kind}`)}
            {field.required && ` · ${t('definition.required')}`}
            {field.fallback !== undefined &&
              ` · ${t('definition.default', { value: JSON.stringify(field.fallback) })}`}
          </dd>
          {field.description !== '' && <dd className="w-full text-xs text-ink-2">{field.description}</dd>}
        </div>
      ))}
    </dl>
  );
}

function flat(fields: readonly ArgField[]): ArgField[] {
  return fields.flatMap((field) => (field.kind === 'group' ? [field, ...flat(field.fields)] : [field]));
}
