// After tsc: makes target/miniprogram the folder that WeChat's tools upload, and target/phone what the sandbox's phone runs.

import { cp, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TmplGroup } from 'glass-easel-template-compiler';

const require = createRequire(import.meta.url);
const source = join(dirname(fileURLToPath(import.meta.url)), '..');
const target = join(source, '../../../target');
const folder = join(target, 'miniprogram');
const phone = join(target, 'phone');
const frame = join(source, '../../sandbox/phone');
const LIMIT = 200 * 1024;

const appid = process.env.SAOMA_APPID || 'wx0000000000000001';
const issuer = (process.env.SAOMA_ISSUER || 'http://localhost:8080').replace(/\/$/, '');
if (!/^wx[0-9a-f]{16}$/.test(appid)) {
  throw new Error(`SAOMA_APPID is no appid: ${appid}`);
}
if (!/^https:\/\//.test(issuer) && !/^http:\/\/(localhost|127\.0\.0\.1)(:\d+)?(\/|$)/.test(issuer)) {
  throw new Error(`SAOMA_ISSUER must be https, or http on the loopback: ${issuer}`);
}

const json = async (path) => JSON.parse(await readFile(join(source, path), 'utf8'));

async function copyFiles() {
  const app = await json('app.json');
  const files = ['app.json', 'app.wxss', 'theme.json', 'sitemap.json'];
  for (const page of app.pages) {
    files.push(`${page}.json`, `${page}.wxml`, `${page}.wxss`);
  }
  for (const file of files) {
    await cp(join(source, file), join(folder, file));
  }
  await writeFile(
    join(folder, 'config.js'),
    `"use strict";\nObject.defineProperty(exports, "__esModule", { value: true });\nexports.issuer = ${JSON.stringify(issuer)};\n`,
  );
  await writeFile(
    join(folder, 'project.config.json'),
    `${JSON.stringify(
      {
        appid,
        projectname: 'saoma',
        compileType: 'miniprogram',
        miniprogramRoot: './',
        setting: { urlCheck: issuer.startsWith('https:'), es6: true, minified: true },
      },
      null,
      2,
    )}\n`,
  );
  return app;
}

async function filesBelow(directory) {
  const entries = await readdir(directory, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

/** One module that the phone imports: templates compiled here, so that no page needs `eval`. */
async function makePhone(app) {
  const group = new TmplGroup();
  const configs = {};
  for (const page of app.pages) {
    group.addTmpl(page, await readFile(join(source, `${page}.wxml`), 'utf8'));
    configs[page] = await json(`${page}.json`);
  }
  const modules = [];
  for (const file of (await filesBelow(folder)).filter((name) => name.endsWith('.js'))) {
    const name = relative(folder, file).replaceAll('\\', '/').replace(/\.js$/, '');
    modules.push(
      `${JSON.stringify(name)}: (require, exports, module, wx, App, Page) => {\n${await readFile(file, 'utf8')}\n}`,
    );
  }
  await rm(phone, { recursive: true, force: true });
  await mkdir(phone, { recursive: true });
  await writeFile(
    join(phone, 'program.js'),
    `export const app = ${JSON.stringify(app)};\nexport const theme = ${JSON.stringify(await json('theme.json'))};\n` +
      `export const configs = ${JSON.stringify(configs)};\n` +
      `export const templates = ${group.getTmplGenObjectGroups()};\n` +
      `export const modules = {\n${modules.join(',\n')}\n};\n`,
  );
  const sheets = await Promise.all(
    ['app', ...app.pages].map((path) => readFile(join(source, `${path}.wxss`), 'utf8')),
  );
  const css = sheets.join('\n');
  await writeFile(
    join(phone, 'program.css'),
    css
      .replace(/(^|[\s,}])page(?=\s*[{,])/g, '$1body')
      .replace(/(-?[\d.]+)rpx/g, 'calc($1 * 100vw / 750)'),
  );
  await library('glass-easel', 'glass_easel.all.es.js', 'glass-easel.js');
  await library('glass-easel-miniprogram-adapter', 'glass_easel_miniprogram_adapter.es.js', 'adapter.js');
  await cp(frame, phone, { recursive: true });
  await writeFile(join(phone, 'package.json'), '{"type":"module"}\n');
}

/** A browser has no bare names of modules, and gets no source maps; the licence goes along. */
async function library(name, file, copy) {
  const built = dirname(require.resolve(name));
  const text = await readFile(join(built, file), 'utf8');
  await writeFile(
    join(phone, copy),
    text
      .replace(/from\s*(["'])glass-easel\1/g, 'from "./glass-easel.js"')
      .replace(/\/\/# sourceMappingURL=.*/, ''),
  );
  await cp(join(built, '../LICENSE'), join(phone, `${name}-LICENSE.txt`));
}

const app = await copyFiles();
let size = 0;
for (const file of await filesBelow(folder)) {
  size += (await readFile(file)).length;
}
if (size > LIMIT) {
  throw new Error(`the mini-program has ${size} bytes, more than ${LIMIT}`);
}
await makePhone(app);
console.log(`mini-program: ${folder}, ${Math.ceil(size / 1024)} kB, ${appid} at ${issuer}`);
