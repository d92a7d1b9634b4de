const SLIDE: KeyframeAnimationOptions = { duration: 260, easing: 'cubic-bezier(0.2, 0, 0, 1)' };

/**
 * Puts the cards of a column one below the other, each by a transform, and slides those that were there to their new
 * places. Nothing is laid out anew when a card comes, goes or grows: that is what browsers count as a layout shift, and
 * what makes a click land on the wrong card.
 */
export class CardStack {
  private readonly tops = new WeakMap<Element, number>();
  private readonly sizes = new ResizeObserver(() => this.place());
  private readonly seen = new WeakSet<Element>();

  constructor(
    private readonly list: HTMLElement,
    private readonly gap: number,
  ) {}

  /** To be called in the same frame in which cards came or went. */
  arrange(): void {
    for (const card of this.list.children) {
      if (this.seen.has(card)) continue;
      this.seen.add(card);
      this.sizes.observe(card);
    }
    this.place();
  }

  end(): void {
    this.sizes.disconnect();
  }

  private place(): void {
    const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    let top = 0;
    for (const card of this.list.children) {
      if (!(card instanceof HTMLElement)) continue;
      this.move(card, top, still);
      top += card.offsetHeight + this.gap;
    }
  }

  private move(card: HTMLElement, top: number, still: boolean): void {
    const before = this.tops.get(card);
    if (before === top) return;
    this.tops.set(card, top);
    card.style.transform = at(top);
    const far = Math.abs(top - (before ?? top));
    // Further than a screen is not a move that an eye can follow.
    if (before === undefined || still || far > window.innerHeight || typeof card.animate !== 'function')
      return;
    card.animate([{ transform: at(before) }, { transform: at(top) }], SLIDE);
  }
}

function at(top: number): string {
  return `translateY(${top}px)`;
}
