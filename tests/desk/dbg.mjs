import { readFileSync, readdirSync, writeFileSync } from "node:fs"; import { launched } from "./browser.mjs";
const { browser, open } = await launched("chromium"); const desk = await open("file:///tmp/w/k-desk/dist/board-report.html"); await desk.ready();
for (const n of ["26","00","03"]) { const d="/tmp/w/k-desk-cache/corp/"+n; const contents=readdirSync(d).map(x=>[x, readFileSync(d+"/"+x).toString("base64")]);
const got = await desk.page.evaluate(async (c) => { files.clear(); for (const [a,t] of c) files.set("returns/"+a, bytesOf(t)); const t=performance.now(); const r = await builder.ask({do:"look"}).catch(String); return [Math.round(performance.now()-t), JSON.stringify(r).slice(0,700), builder.reading, builder.ready]; }, contents); console.log(n, got);
if (n==="03") { const b=await desk.page.evaluate(()=>{ const x=[...files].find(([p])=>p.includes("checked")); return Array.from(x[1], q=>String.fromCharCode(q)).join(""); }); writeFileSync("/tmp/w/k-desk-cache/page03.xlsx", Buffer.from(b,"latin1")); } }
await browser.close(); process.exit(0);
