import { beforeEach, describe, expect, it, vi } from 'vitest';
import { CardStack } from './card-stack';

let list: HTMLElement;
let stack: CardStack;
const animated = vi.fn();

function card(id: string, height: number): HTMLElement {
  const element = document.createElement('li');
  element.id = id;
  Object.defineProperty(element, 'offsetHeight', { get: () => height });
  element.animate = animated;
  return element;
}

const places = () => [...list.children].map((one) => `${one.id} ${(one as HTMLElement).style.transform}`);

beforeEach(() => {
  animated.mockClear();
  list = document.createElement('ul');
  stack = new CardStack(list, 8);
  list.append(card('a', 100), card('b', 50), card('c', 70));
  stack.arrange();
});

describe('the cards of a column', () => {
  it('stand one below the other, by their own heights', () => {
    expect(places()).toEqual(['a translateY(0px)', 'b translateY(108px)', 'c translateY(166px)']);
    expect(animated).not.toHaveBeenCalled();
  });

  it('slide when one comes above them; the new one is there at once', () => {
    list.prepend(card('new', 20));
    stack.arrange();
    expect(places()).toEqual([
      ...['new translateY(0px)', 'a translateY(28px)', 'b translateY(136px)', 'c translateY(194px)'],
    ]);
    expect(animated).toHaveBeenCalledTimes(3);
    expect(animated).toHaveBeenCalledWith(
      [{ transform: 'translateY(0px)' }, { transform: 'translateY(28px)' }],
      expect.anything(),
    );
  });

  it('close up when one goes, and only those below it move', () => {
    list.querySelector('#b')?.remove();
    stack.arrange();
    expect(places()).toEqual(['a translateY(0px)', 'c translateY(108px)']);
    expect(animated).toHaveBeenCalledTimes(1);
  });

  it('do not slide for who wants no motion', () => {
    vi.spyOn(window, 'matchMedia').mockReturnValue({ matches: true } as MediaQueryList);
    list.prepend(card('new', 20));
    stack.arrange();
    expect(places()[1]).toBe('a translateY(28px)');
    expect(animated).not.toHaveBeenCalled();
  });
});
