// The HTML report in a real browser: quiet, alone, usable, harmless, printable.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { HtmlValidate } from "html-validate";
import { found, markup, open, report, search, start } from "./support.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const FULL = ["full-en", "full-zh"];
const PUBLIC = ["public-en", "public-zh", "public-hostile"];
let browser;
before(async () => { browser = await start(); });
after(async () => { await browser.close(); });

const faults = (json) => {
  const kinds = new Map(json.rules.map((rule) => [rule.id, rule.class]));
  return json.findings.filter((own) => kinds.get(own.rule) === "fault");
};

test("every page opens without a complaint and without a request", async () => {
  for (const name of ["plain-en", ...FULL, "hostile-en", "many-en"]) {
    const { page, context, told, asked, address } = await open(browser, name);
    await page.waitForSelector("#filters:not([hidden])");
    assert.deepEqual(told, [], name);
    assert.deepEqual(asked, [address], name);
    await context.close();
  }
});

test("the page for the public opens alone and has no script", async () => {
  for (const name of PUBLIC) {
    const { page, context, told, asked, address } = await open(browser, name, { viewport: { width: 360, height: 740 } });
    assert.deepEqual(told, [], name);
    assert.deepEqual(asked, [address], name);
    assert.equal(await page.locator("script, img, form, details").count(), 0);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth) <= 360, name);
    const text = await page.evaluate(() => document.body.innerText);
    assert.ok(!/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u202a-\u202e\u2066-\u2069\u200e\u200f]/.test(text));
    await context.close();
  }
});

test("cards say what was answered and how the deadline was reckoned", async () => {
  const json = report("full-en");
  const { page, context } = await open(browser, "full-en");
  const card = async (wanted) => {
    const own = faults(json).find(wanted);
    await search(page, own.id);
    return [own, page.locator("#faults-cards .card").first()];
  };
  let [own, shown] = await card((own) => own.answer && own.answer.state === "rectified" && own.answer.holds === false);
  const told = await shown.locator('[data-s="answer"]').innerText();
  assert.deepEqual(told.split("\n"), ["Rectified?: rectified", "Holds: still found", "Response: 已补录；见附件", "Responsible: Wang Min", "Rectify by: 2026-03-06"]);
  [own, shown] = await card((own) => own.reckoning.length > 1 && !own.answer);
  assert.equal(await shown.locator('[data-g="answer"]').count(), 0);
  const clock = await shown.locator('[data-s="clock"]').textContent();
  for (const [at, step] of own.reckoning.entries()) assert.ok(clock.includes(`${at + 1}. ${step.en}`), clock);
  await context.close();
});

test("the policy lets nothing else run", async () => {
  const { page, context } = await open(browser, "plain-en");
  const failed = [];
  const answered = [];
  page.on("requestfailed", (request) => failed.push(request.failure().errorText));
  page.on("response", (response) => answered.push(response.url()));
  await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "window.broken = true";
    document.body.appendChild(script);
    const image = document.createElement("img");
    image.src = "https://example.org/x.png";
    document.body.appendChild(image);
  });
  await page.waitForTimeout(200);
  assert.equal(await page.evaluate(() => window.broken), undefined);
  assert.deepEqual(failed, ["csp"]);
  assert.deepEqual(answered, []);
  await context.close();
});

test("filters leave as many findings as the JSON report has", async () => {
  const json = report("full-en");
  const all = faults(json);
  const { page, context } = await open(browser, "full-en");
  const fits = async (wanted, why) => {
    const got = await found(page);
    assert.equal(got, wanted, why);
    // What is offered for the filter says the same number.
    assert.equal(await page.locator("#faults-cards .card").count(), Math.min(wanted, 50), why);
  };
  await fits(all.length, "all");
  const of = (key) => [...new Set(all.map((own) => own[key]))].filter((own) => own != null && own !== "");
  for (const key of ["rule", "body", "duty"]) {
    for (const value of of(key)) {
      await page.selectOption(`#by-${key}`, value);
      const count = all.filter((own) => own[key] === value).length;
      await fits(count, `${key} ${value}`);
      const offered = await page.locator(`#by-${key} option:checked`).textContent();
      assert.match(offered, new RegExp(`\\(${count}( · .*)?\\)$`));
    }
    await page.selectOption(`#by-${key}`, "");
  }
  for (const rule of of("rule").slice(0, 4)) {
    for (const body of of("body").slice(0, 6)) {
      await page.evaluate((hash) => { location.hash = hash; }, `rule=${rule}&body=${body}`);
      await page.waitForFunction((body) => document.getElementById("by-body").value === body, body);
      await fits(all.filter((own) => own.rule === rule && own.body === body).length, `${rule} ${body}`);
    }
  }
  await page.click("#reset");
  await page.selectOption("#by-status", "returned");
  await fits(all.filter((own) => own.status === "returned").length, "returned");
  await page.click("#reset");
  await page.check("#by-waived");
  await fits(all.filter((own) => own.waived).length, "waived");
  await context.close();
});

test("a body may stand for all that are below it", async () => {
  const json = report("full-en");
  const { page, context } = await open(browser, "full-en");
  const parents = new Map(json.bodies.map((own) => [own.id, own.parent]));
  const under = (id, top) => id === top || (parents.get(id) != null && under(parents.get(id), top));
  const station = json.bodies.find((own) => own.parent && json.bodies.some((other) => other.parent === own.id)).id;
  await page.selectOption("#by-body", `${station}/*`);
  const wanted = faults(json).filter((own) => own.body != null && under(own.body, station)).length;
  assert.ok(wanted > 0);
  assert.equal(await found(page), wanted);
  await context.close();
});

test("the heat map has the numbers of the JSON report and leads to the findings", async () => {
  const json = report("plain-en");
  const { page, context } = await open(browser, "plain-en");
  const cells = json.counts.table.map((cell) => [cell, cell.findings.error + cell.findings.warning + cell.findings.note]);
  const shown = cells.filter(([, count]) => count > 0);
  const links = page.locator(".heat td a");
  const outside = json.bodies.filter((own) => own.outside.error + own.outside.warning + own.outside.note > 0);
  assert.equal(await links.count(), shown.length + outside.length);
  const total = await page.locator(".heat tfoot td").last().textContent();
  const sum = (counts) => counts.error + counts.warning + counts.note;
  const wanted = json.counts.table.concat(json.bodies.map((own) => ({ findings: own.outside })));
  assert.equal(Number(total.replace(/,/g, "")), wanted.reduce((all, own) => all + sum(own.findings), 0));
  for (const [cell, count] of shown.slice(0, 12)) {
    const link = page.locator(`.heat a[href="#body=${encodeURIComponent(cell.body)}&duty=${encodeURIComponent(cell.duty)}"]`);
    assert.equal((await link.textContent()).replace(/\D/g, ""), String(count));
    await link.focus();
    await page.keyboard.press("Enter");
    await page.waitForFunction((duty) => document.getElementById("by-duty").value === duty, cell.duty);
    const listed = json.findings.filter((own) => own.body === cell.body && own.duty === cell.duty);
    assert.equal(await found(page), listed.length);
    assert.equal(await page.evaluate(() => document.activeElement.id), "faults-result");
  }
  await context.close();
});

test("the search finds cases, words and fingerprints, and the address keeps it", async () => {
  const json = report("full-en");
  const { page, context } = await open(browser, "full-en");
  const one = faults(json).find((own) => own.case);
  await search(page, one.id);
  assert.equal(await found(page), 1);
  await search(page, one.case);
  assert.ok(await found(page) >= 1);
  await search(page, "was due by");
  const wanted = await found(page);
  assert.ok(wanted > 0);
  await page.reload();
  assert.equal(await page.inputValue("#by-q"), "was due by");
  assert.equal(await found(page), wanted);
  await search(page, "nothing has these words");
  assert.equal(await found(page), 0);
  await context.close();
});

test("a card of the script says what the card of the page says", async () => {
  for (const name of FULL) {
    const plain = await open(browser, name, { javaScriptEnabled: false });
    const scripted = await open(browser, name);
    const texts = (own) => own.page.evaluate(() => Object.fromEntries(
      [...document.querySelectorAll(".cards .card")].map((card) => [
        card.querySelector('[data-s="id"]').textContent,
        card.textContent.replace(/\s+/g, ""),
      ]),
    ));
    const written = await plain.page.locator(".cards .card").evaluateAll((cards) => cards.map((card) => [
      card.querySelector('[data-s="id"]').textContent, card.textContent.replace(/\s+/g, ""),
    ]));
    assert.ok(written.length > 20, "cards for readers without scripts");
    for (let at = 0; at < 4; at += 1) {
      for (const more of await scripted.page.locator(".more:not([hidden]) button").all()) await more.click();
    }
    const made = await texts(scripted);
    for (const [id, text] of written) assert.equal(made[id], text, id);
    await plain.context.close();
    await scripted.context.close();
  }
});

test("the trend follows what is chosen", async () => {
  const json = report("full-en");
  const { page, context } = await open(browser, "full-en");
  const path = () => page.getAttribute("#trend-faults .line", "d");
  const all = await path();
  const points = (await page.getAttribute("#trend-faults .dots", "d")).split("M").length - 1;
  assert.equal(points, json.history.length);
  const body = json.bodies[2];
  await page.selectOption("#trend-of", { label: body.title.en });
  assert.notEqual(await path(), all);
  const gap = json.history.findIndex((own) => !own.bodies.some((part) => part.id === body.id));
  assert.ok(gap > 0);
  assert.equal((await path()).split("M").length - 1, 2, "a week without data is a gap, not a zero");
  const row = page.locator("#trend-table tbody tr").nth(3).locator("td").first();
  const week = json.history[3].bodies.find((part) => part.id === body.id);
  assert.equal(await row.textContent(), String(week.faults));
  await context.close();
});

test("everything can be reached from the keyboard, and nothing is a trap", async () => {
  let { page, context } = await open(browser, "plain-en");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
  await page.keyboard.press("Enter");
  assert.ok((await page.evaluate(() => location.hash)).startsWith("#findings"));
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press("/");
  assert.equal(await page.evaluate(() => document.activeElement.id), "by-q");
  await page.keyboard.type("a/b");
  assert.equal(await page.inputValue("#by-q"), "a/b");
  await context.close();
  ({ page, context } = await open(browser, "plain-en"));
  const seen = new Set();
  let last = "";
  let same = 0;
  for (let step = 0; step < 900; step += 1) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => {
      const own = document.activeElement;
      if (own === document.body) return "end";
      const style = getComputedStyle(own);
      const mark = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
      return `${own.tagName} ${own.id} ${own.getAttribute("href") || ""} ${mark ? "" : "WITHOUT MARK"}`;
    });
    assert.ok(!at.includes("WITHOUT MARK"), at);
    if (at === "end") break;
    same = at === last ? same + 1 : 0;
    assert.ok(same < 60, `stuck at ${at}`);
    last = at;
    seen.add(at.split(" ").slice(0, 2).join(" "));
  }
  for (const id of ["INPUT by-q", "SELECT by-rule", "SELECT by-body", "BUTTON reset", "BUTTON faults-more"]) {
    assert.ok(seen.has(id), `${id} of ${[...seen].join(", ")}`);
  }
  await context.close();
});

test("axe finds nothing, in light and dark, wide and narrow", async () => {
  const looks = [["full-en", "light", 1280], ["full-en", "dark", 390], ["full-zh", "light", 390], ["full-zh", "dark", 1280], ["public-en", "light", 390], ["public-zh", "dark", 1280]];
  for (const [name, colorScheme, width] of looks) {
    const { page, context } = await open(browser, name, { colorScheme, viewport: { width, height: 800 } });
    await page.locator("details").evaluateAll((all) => all.forEach((own) => { own.open = true; }));
    // All cards are made alike; some of them are enough.
    await page.locator(".card:nth-child(n+9)").evaluateAll((all) => all.forEach((own) => own.remove()));
    await page.evaluate(axe);
    const result = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
    const told = result.violations.map((own) => `${own.id}: ${own.nodes.slice(0, 3).map((node) => node.html + " " + node.failureSummary).join("\n")}`);
    assert.deepEqual(told, [], `${name} ${colorScheme} ${width}`);
    await context.close();
  }
});

test("nothing is wider than a phone", async () => {
  for (const name of [...FULL, "hostile-en"]) {
    const { page, context } = await open(browser, name, { viewport: { width: 360, height: 740 } });
    // A megabyte in several places takes its time; nobody opens all of them.
    await page.locator("details:not(.long)").evaluateAll((all) => all.forEach((own) => { own.open = true; }));
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(width <= 360, `${name}: ${width}`);
    await context.close();
  }
});

test("dark is dark", async () => {
  const { page, context } = await open(browser, "plain-en", { colorScheme: "dark" });
  const [back, ink] = await page.evaluate(() => {
    const style = getComputedStyle(document.body);
    return [style.backgroundColor, style.color].map((own) => own.match(/\d+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0));
  });
  assert.ok(back < 150 && ink > 600, `${back} ${ink}`);
  await context.close();
});

test("it prints on A4 with every card that is filtered, and a place to sign", async () => {
  const { page, context } = await open(browser, "full-en", { colorScheme: "dark" });
  const pages = async () => {
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
    const boxes = [...pdf.matchAll(/\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]/g)].map((own) => [Number(own[1]), Number(own[2])]);
    assert.ok(boxes.length > 0);
    // 210 × 297 mm in points.
    for (const [width, height] of boxes) {
      assert.ok(Math.abs(width - 595.3) < 1.5 && Math.abs(height - 841.9) < 1.5, `${width} × ${height}`);
    }
    return boxes.length;
  };
  const every = await pages();
  await page.selectOption("#by-severity", "warning");
  const some = await pages();
  assert.ok(some < every, `${some} of ${every} pages`);
  await page.click("#reset");
  const all = await found(page);
  await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
  assert.equal(await page.locator("#faults-cards .card").count(), all);
  await page.emulateMedia({ media: "print" });
  assert.ok(await page.locator(".sign").isVisible());
  assert.ok(!(await page.locator("#filters").isVisible()));
  assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), "rgb(255, 255, 255)");
  assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector("thead")).display), "table-header-group");
  await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
  assert.equal(await page.locator("#faults-cards .card").count(), 50);
  await context.close();
});

test("hostile texts are text", async () => {
  const { page, context, told } = await open(browser, "hostile-en");
  assert.deepEqual(told, []);
  assert.equal(await page.locator("h1").textContent(), "<script>document.title = 'broken'</script>");
  assert.ok(!(await page.title()).startsWith("broken"));
  assert.equal(await page.locator("main img, main h1, main b").count(), 0);
  const text = await page.evaluate(() => document.body.innerText);
  assert.ok(!/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u202a-\u202e\u2066-\u2069\u200e\u200f]/.test(text));
  assert.ok(text.includes("=HYPERLINK(\"http://example.org\",\"click\")"));
  const links = await page.locator("a").evaluateAll((all) => all.map((own) => own.getAttribute("href")));
  assert.ok(links.every((own) => own.startsWith("#")), "no link leaves the page");
  await search(page, "巨大的单元格");
  const big = page.locator("#faults-cards details.long").first();
  const height = await page.locator("#faults-cards .card").first().evaluate((own) => own.offsetHeight);
  assert.ok(height < 2500, `a megabyte is cut: ${height}`);
  const from = Date.now();
  await big.locator("summary").click();
  assert.ok((await big.locator(".full").textContent()).length > 500_000, "and there on demand");
  assert.ok(Date.now() - from < 15_000, "without a browser that stands still");
  await context.close();
});

test("a hundred thousand findings open and can be filtered", async () => {
  const { page, context, told } = await open(browser, "most-zh");
  await page.waitForSelector("#filters:not([hidden])", { timeout: 60_000 });
  assert.deepEqual(told, []);
  const json = report("most-zh");
  const from = Date.now();
  await page.selectOption("#by-body", json.body);
  assert.equal(await found(page), json.count);
  assert.ok(Date.now() - from < 10_000);
  await context.close();
});

test("the markup is valid", async () => {
  const validator = new HtmlValidate({
    extends: ["html-validate:standard"],
    rules: {
      // How maud writes a page, which is as valid: no optional quotes or tags are left out on purpose.
      "doctype-style": "off",
      "long-title": "off",
      "no-trailing-whitespace": "off",
      "attr-quotes": "off",
      "void-style": "off",
      "no-inline-style": "error",
      "require-sri": "off",
    },
  });
  for (const name of ["plain-en", ...FULL, "hostile-en", ...PUBLIC]) {
    const result = await validator.validateString(markup(name));
    const told = result.results.flatMap((own) => own.messages).map((own) => `${own.line}:${own.column} ${own.ruleId}: ${own.message}`);
    assert.deepEqual([...new Set(told)].slice(0, 20), [], name);
  }
});
