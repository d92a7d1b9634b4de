/** What the menus of the shell look like. */

export const menuPopup =
  'w-60 origin-(--transform-origin) rounded-xl border border-line bg-card/85 p-1.5 shadow-lifted backdrop-blur-xl transition-[opacity,transform] duration-100 outline-none data-ending-style:scale-98 data-ending-style:opacity-0 data-starting-style:scale-98 data-starting-style:opacity-0';

export const menuItem =
  'flex h-8 cursor-default items-center gap-2.5 rounded-md px-2 text-[13px] outline-none select-none data-highlighted:bg-hover';
