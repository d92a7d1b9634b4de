import type { ReactNode } from 'react';
import { markBars } from './mark-shape';

interface IconProps {
  className?: string;
}

function Line({ className, children }: IconProps & { children: ReactNode }) {
  return (
    <svg
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      className={className ?? 'size-4'}
    >
      {children}
    </svg>
  );
}

/** Follows the theme. */
export function Mark({ className }: IconProps) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" className={className ?? 'size-5'}>
      {markBars.map(({ x, y, width, look }) => (
        <rect key={y} x={x} y={y} width={width} height="6" rx="3" className={look} />
      ))}
    </svg>
  );
}

export const BoardIcon = (props: IconProps) => (
  <Line {...props}>
    <rect x="2" y="2.5" width="3.2" height="11" rx="1" />
    <rect x="6.4" y="2.5" width="3.2" height="7" rx="1" />
    <rect x="10.8" y="2.5" width="3.2" height="9" rx="1" />
  </Line>
);

export const AgentIcon = (props: IconProps) => (
  <Line {...props}>
    <rect x="2.5" y="5" width="11" height="8" rx="2.5" />
    <path d="M8 5V2.5M5.8 8.6v1M10.2 8.6v1" />
  </Line>
);

export const SearchIcon = (props: IconProps) => (
  <Line {...props}>
    <circle cx="7" cy="7" r="4.25" />
    <path d="m10.2 10.2 3.3 3.3" />
  </Line>
);

export const ChevronDownIcon = (props: IconProps) => (
  <Line {...props}>
    <path d="m4.5 6.5 3.5 3.5 3.5-3.5" />
  </Line>
);

export const ChevronLeftIcon = (props: IconProps) => (
  <Line {...props}>
    <path d="M9.5 4.5 6 8l3.5 3.5" />
  </Line>
);

export const CheckIcon = (props: IconProps) => (
  <Line {...props}>
    <path d="m3.5 8.5 3 3 6-7" />
  </Line>
);

export const CloseIcon = (props: IconProps) => (
  <Line {...props}>
    <path d="m4 4 8 8M12 4l-8 8" />
  </Line>
);

export const CopyIcon = (props: IconProps) => (
  <Line {...props}>
    <rect x="5.5" y="5.5" width="8" height="8" rx="1.5" />
    <path d="M10.5 3.2a1 1 0 0 0-1-.7h-6a1 1 0 0 0-1 1v6c0 .4.3.8.7 1" />
  </Line>
);

export const FileIcon = (props: IconProps) => (
  <Line {...props}>
    <path d="M9 2H4.5a1 1 0 0 0-1 1v10a1 1 0 0 0 1 1h7a1 1 0 0 0 1-1V5.5L9 2Z" />
    <path d="M9 2v3.5h3.5" />
  </Line>
);

export const DownloadIcon = (props: IconProps) => (
  <Line {...props}>
    <path d="M8 2.5v7M5 7l3 3 3-3M2.5 13h11" />
  </Line>
);

export const TailIcon = (props: IconProps) => (
  <Line {...props}>
    <path d="M8 2.5v7.5M4.8 7 8 10.2 11.2 7M3 13.5h10" />
  </Line>
);

export const EyeIcon = (props: IconProps) => (
  <Line {...props}>
    <path d="M1.8 8S4 3.8 8 3.8 14.2 8 14.2 8 12 12.2 8 12.2 1.8 8 1.8 8Z" />
    <circle cx="8" cy="8" r="1.8" />
  </Line>
);

export const KeyboardIcon = (props: IconProps) => (
  <Line {...props}>
    <rect x="1.5" y="4" width="13" height="8.5" rx="1.5" />
    <path d="M4.2 6.8h.01M6.7 6.8h.01M9.2 6.8h.01M11.7 6.8h.01M5.5 9.8h5" />
  </Line>
);

export const SignOutIcon = (props: IconProps) => (
  <Line {...props}>
    <path d="M6 13.5H3.5a1 1 0 0 1-1-1v-9a1 1 0 0 1 1-1H6M10.5 11l3-3-3-3M13.5 8H6" />
  </Line>
);

export const WarningIcon = (props: IconProps) => (
  <Line {...props}>
    <path d="M8 2.6 1.9 13.2h12.2L8 2.6ZM8 6.6v3M8 11.4h.01" />
  </Line>
);

export const WorkflowIcon = (props: IconProps) => (
  <Line {...props}>
    <rect x="2" y="2.5" width="4.5" height="4" rx="1" />
    <rect x="9.5" y="9.5" width="4.5" height="4" rx="1" />
    <path d="M6.5 4.5h3.2a2 2 0 0 1 2 2v3" />
  </Line>
);

export const PlayIcon = (props: IconProps) => (
  <Line {...props}>
    <path d="M5 3.2v9.6l7.5-4.8L5 3.2Z" />
  </Line>
);

export const PlusIcon = (props: IconProps) => (
  <Line {...props}>
    <path d="M8 3.5v9M3.5 8h9" />
  </Line>
);

export const UploadIcon = (props: IconProps) => (
  <Line {...props}>
    <path d="M8 9.5v-7M5 5l3-3 3 3M2.5 13h11" />
  </Line>
);

export const SettingsIcon = (props: IconProps) => (
  <Line {...props}>
    <path d="M2.5 4.5h5M11.5 4.5h2M2.5 11.5h2M8.5 11.5h5" />
    <circle cx="9.5" cy="4.5" r="1.9" />
    <circle cx="6.5" cy="11.5" r="1.9" />
  </Line>
);
