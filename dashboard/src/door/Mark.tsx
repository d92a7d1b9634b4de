/** @jsxImportSource preact */
import { markBars } from '@/shared/ui/mark-shape';

export function Mark({ class: look }: { class: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" class={look}>
      {markBars.map(({ x, y, width, look: bar }) => (
        <rect key={y} x={x} y={y} width={width} height="6" rx="3" class={bar} />
      ))}
    </svg>
  );
}
