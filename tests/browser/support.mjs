// A browser, the pages that tests/it/browser.rs made, and what every test needs of them.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

export const folder = process.env.REMIT_PAGES;

export function start() {
  const executablePath = process.env.REMIT_CHROMIUM;
  return chromium.launch({
    executablePath: executablePath.includes("/") ? executablePath : join("/usr/bin", executablePath),
    args: ["--no-sandbox", "--disable-dev-shm-usage"],
  });
}

export const markup = (name) => readFileSync(join(folder, `${name}.html`), "utf8");
export const report = (name) => JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8"));

// Opens a page from the disk. What it complains of, and what it asks of anybody but the disk, is kept.
export async function open(browser, name, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const told = [];
  const asked = [];
  page.on("console", (message) => told.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => told.push(`error: ${error.message}`));
  page.on("request", (request) => asked.push(request.url()));
  const address = pathToFileURL(join(folder, `${name}.html`)).href;
  await page.goto(address + (options.hash || ""));
  return { page, context, told, asked, address };
}

// How many findings the page says fit the filters.
export async function found(page, list = "faults") {
  const text = await page.textContent(`#${list}-result`);
  return Number(text.replace(/,/g, "").match(/\d+/)[0]);
}

// Waits until the search, which is a moment behind the typing, has been done.
export async function search(page, text) {
  await page.fill("#by-q", text);
  await page.waitForTimeout(250);
}
