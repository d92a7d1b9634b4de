import { Component, createRef, type ReactNode } from 'react';

interface FlipProps {
  /** Changes identity whenever cards may stand elsewhere than before. */
  layout: unknown;
  children: ReactNode;
}

interface Before {
  places: Map<string, { box: DOMRect; column: string | undefined }>;
  focused: string | undefined;
}

const MOVE: KeyframeAnimationOptions = { duration: 520, easing: springEasing() };
const SHIFT: KeyframeAnimationOptions = { duration: 260, easing: 'cubic-bezier(0.2, 0, 0, 1)' };

/**
 * Lets cards travel from where they were to where they are. Inside a column they slide; between columns a copy flies
 * above everything, since a column cuts off what leaves it. Focus travels with its card. A class, because only
 * `getSnapshotBeforeUpdate` sees the page in the last moment before it changes.
 */
export class Flip extends Component<FlipProps> {
  private readonly root = createRef<HTMLDivElement>();

  override getSnapshotBeforeUpdate(previous: FlipProps): Before | null {
    if (previous.layout === this.props.layout) return null;
    const places: Before['places'] = new Map();
    for (const card of this.cards()) {
      const id = card.dataset.flip;
      if (id !== undefined) places.set(id, { box: card.getBoundingClientRect(), column: columnOf(card) });
    }
    const focused = document.activeElement?.closest<HTMLElement>('[data-flip]')?.dataset.flip;
    return { places, focused };
  }

  override componentDidUpdate(_props: FlipProps, _state: unknown, before: Before | null): void {
    if (before === null) return;
    const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    for (const card of this.cards()) {
      const id = card.dataset.flip ?? '';
      if (id === before.focused && document.activeElement === document.body) {
        card.querySelector<HTMLElement>('a')?.focus({ preventScroll: true });
      }
      const was = before.places.get(id);
      if (was === undefined || still || typeof card.animate !== 'function') continue;
      if (was.column !== columnOf(card)) fly(card, was.box);
      // Others slide by themselves, see CardStack.
      else if (card.dataset.index !== undefined) slide(card, was.box);
    }
  }

  override render(): ReactNode {
    return (
      <div ref={this.root} className="contents">
        {this.props.children}
      </div>
    );
  }

  private cards(): NodeListOf<HTMLElement> | HTMLElement[] {
    return this.root.current?.querySelectorAll<HTMLElement>('[data-flip]') ?? [];
  }
}

function columnOf(card: HTMLElement): string | undefined {
  return card.closest<HTMLElement>('[data-column]')?.dataset.column;
}

function slide(card: HTMLElement, was: DOMRect): void {
  const is = card.getBoundingClientRect();
  const y = was.top - is.top;
  // Further than a screen is not a move that an eye can follow.
  if (Math.abs(y) < 1 || Math.abs(y) > window.innerHeight) return;
  card.firstElementChild?.animate([{ transform: `translateY(${y}px)` }, { transform: 'none' }], SHIFT);
}

function fly(card: HTMLElement, was: DOMRect): void {
  const is = card.getBoundingClientRect();
  const copy = card.cloneNode(true) as HTMLElement;
  for (const named of [copy, ...copy.querySelectorAll<HTMLElement>('[data-testid]')])
    delete named.dataset.testid;
  delete copy.dataset.flip;
  copy.setAttribute('aria-hidden', 'true');
  copy.inert = true;
  Object.assign(copy.style, {
    position: 'fixed',
    left: `${is.left}px`,
    top: `${is.top}px`,
    width: `${is.width}px`,
    margin: '0',
    listStyle: 'none',
    transform: 'none',
    zIndex: '40',
    pointerEvents: 'none',
    borderRadius: '10px',
    boxShadow: 'var(--card-shadow-lifted)',
  });
  document.body.append(copy);
  card.style.visibility = 'hidden';
  const from = `translate(${was.left - is.left}px, ${was.top - is.top}px)`;
  const flight = copy.animate([{ transform: from }, { transform: 'none' }], MOVE);
  const land = () => {
    card.style.visibility = '';
    copy.remove();
  };
  flight.finished.then(land, land);
}

function springEasing(): string {
  const spring = 'linear(0, 0.11 5%, 0.36 12%, 0.71 24%, 0.9 34%, 0.99 45%, 1.018 55%, 1.012 70%, 1)';
  return typeof CSS !== 'undefined' && CSS.supports?.('animation-timing-function', spring)
    ? spring
    : 'ease-out';
}
