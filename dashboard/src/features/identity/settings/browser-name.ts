/** The order matters: each names those after it as well. */
const browsers = [
  ['Edge', /Edg(?:e|A|iOS)?\/(\d+)/],
  ['Opera', /OPR\/(\d+)/],
  ['Firefox', /(?:Firefox|FxiOS)\/(\d+)/],
  ['Chrome', /(?:Chrome|CriOS)\/(\d+)/],
  ['Safari', /Version\/(\d+).*Safari/],
] as const;

const systems = [
  ['Android', /Android/],
  ['iOS', /iPhone|iPad/],
  ['Windows', /Windows/],
  ['macOS', /Mac OS X/],
  ['Linux', /Linux/],
] as const;

/** `Firefox 143, Linux`, as far as a browser tells; what it says of itself when it is none that is known. */
export function browserName(userAgent: string): string {
  const browser = browsers.flatMap(([name, shape]) => {
    const version = shape.exec(userAgent)?.[1];
    return version === undefined ? [] : [`${name} ${version}`];
  })[0];
  const system = systems.find(([, shape]) => shape.test(userAgent))?.[0];
  if (browser === undefined) return userAgent.split(/[\s(]/)[0] ?? '';
  return system === undefined ? browser : `${browser}, ${system}`;
}
