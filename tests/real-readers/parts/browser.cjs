// Opens every page of a folder in Chromium. See parts/browser.
const fs = require("node:fs");
const path = require("node:path");
const { pathToFileURL } = require("node:url");
const { chromium } = require("playwright-core");
const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const out = process.argv[2];
const faults = [];

async function look(browser, file, { name, width, height, colorScheme }) {
  const page = await browser.newPage({ viewport: { width, height }, colorScheme });
  const where = `${file} (${name})`;
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(`${where}: ${message.text()}`);
  });
  page.on("pageerror", (error) => faults.push(`${where}: ${error}`));
  page.on("request", (request) => {
    if (request.resourceType() !== "document") faults.push(`${where}: asks for ${request.url()}`);
  });
  await page.goto(pathToFileURL(path.join(out, file)).href);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  if (wide > 0) faults.push(`${where}: ${wide} pixels wider than the window`);
  if (file.endsWith(".html")) {
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => window.axe.run());
    for (const { id, help, nodes } of violations) {
      for (const node of nodes.slice(0, 5)) faults.push(`${where}: ${id}: ${help}: ${node.html.slice(0, 200)}`);
    }
  }
  const left = path.join(out, "browser", `${file}-${name}`);
  await page.screenshot({ path: `${left}.png`, fullPage: true });
  // Pages for a browser say their own margins.
  const margin = { top: "1in", right: "1in", bottom: "1in", left: "1in" };
  if (name === "day") await page.pdf({ path: `${left}.pdf`, preferCSSPageSize: true, format: "Letter", margin });
  await page.close();
}

(async () => {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox"] });
  const files = fs.readdirSync(out).filter((file) => /\.html?$/.test(file)).sort();
  if (files.length === 0) faults.push(`no page in ${out}`);
  const day = { name: "day", width: 1024, height: 900, colorScheme: "light" };
  const night = { name: "night", width: 1024, height: 900, colorScheme: "dark" };
  const phone = { name: "phone", width: 360, height: 740, colorScheme: "light" };
  for (const file of files) {
    // EDGAR's are black on white, whatever the hour.
    for (const view of file.endsWith(".html") ? [day, night, phone] : [day, phone]) await look(browser, file, view);
  }
  await browser.close();
  for (const fault of faults) console.error(fault);
  console.log(`${faults.length} faults in ${files.length} pages`);
  process.exitCode = faults.length === 0 ? 0 : 1;
})();
