// Runs a built mini-program with WeChat's component framework: its modules, its pages, their life.

import { CurrentWindowBackendContext, Event as PageEvent } from './glass-easel.js';
import { MiniProgramEnv } from './adapter.js';

/** Starts `program` with this `wx`, at `path` with `query`; gives the page. */
export function run(program, wx, path, query) {
  if (!program.app.pages.includes(path)) {
    throw new Error(`page "${path}" is not found`);
  }
  const environment = new MiniProgramEnv();
  const space = environment.createCodeSpace('', true);
  const loaded = new Map();

  const load = (name, Page) => {
    if (!loaded.has(name)) {
      const code = program.modules[name];
      if (!code) {
        throw new Error(`module "${name}" is not defined`);
      }
      const module = { exports: {} };
      loaded.set(name, module);
      const require = (other) => load(resolve(name, other), Page);
      code(require, module.exports, module, wx, (app) => app.onLaunch?.(wx.getLaunchOptionsSync()), Page);
    }
    return loaded.get(name).exports;
  };

  load('app');
  for (const page of program.app.pages) {
    space.addComponentStaticConfig(page, program.configs[page]);
    space.addCompiledTemplate(page, {
      groupList: program.templates,
      content: program.templates[page],
    });
    space.componentEnv(page, ({ Page }) => load(page, Page));
  }

  const screen = new CurrentWindowBackendContext();
  screen.onEvent((target, type, detail, options) => {
    const event = new PageEvent(type, given(target, type, detail), options);
    PageEvent.dispatchEvent(target, event);
    return event.defaultPrevented() ? 1 : 0;
  });
  const backend = environment.associateBackend(screen);
  const root = backend.createRoot('main', space, path);
  const place = document.createElement('main');
  document.body.append(place);
  root.attach(document.body, place);
  const page = root.get();
  page.onLoad?.(query);
  page.onShow?.();
  page.onReady?.();
  return page;
}

/** What WeChat's elements give with their events, where a browser's give less. */
function given(target, type, detail) {
  return type === 'input' ? { value: target.getBackendElement().value } : detail;
}

function resolve(from, name) {
  return new URL(name, `file:///${from}`).pathname.slice(1);
}

/** A screen reader's and a keyboard's part, which WeChat has in its own elements. */
export function help(document) {
  const name = () => {
    for (const element of document.querySelectorAll('[aria-role]:not([role])')) {
      element.setAttribute('role', element.getAttribute('aria-role'));
    }
  };
  new MutationObserver(name).observe(document.body, { childList: true, subtree: true });
  name();
  document.addEventListener('click', (event) => {
    if (event.detail === 0 && event.target.tagName === 'BUTTON') {
      for (const type of ['mousedown', 'mouseup']) {
        event.target.dispatchEvent(new MouseEvent(type, { bubbles: true }));
      }
    }
  });
}
