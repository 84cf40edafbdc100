// Plays an agency on the running system: opens a case, watches, receives its webhooks, closes. Usage: partner.mjs RUN SERVICE [options]
// Services and options: see HELP below. Prints what came and when; with --json one object at the end.
import { execFile } from "node:child_process";
import { createServer } from "node:http";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { clientToken, isClient, runEnv } from "./run.mjs";
import { openOffice } from "./office.mjs";
import { isSigned, officePlan, plan, problemOf, receiptFor, SERVICES } from "./partner-plan.mjs";
import { listen as listenTo } from "./socket.mjs";

const HELP = `  ./cctv partner SERVICE [--case WORDS] [--at LON,LAT] [--number NO] [--move LON,LAT] [--renew SECONDS] [--patience SECONDS] [--keep] [--close NO] [--json]
    112           an emergency: live pictures for the police room
    112-dispatch  a patrol car is sent (--unit, default car-112-07); the pictures follow the target
    119-dispatch  a fire engine is sent (--unit, default engine-119-03)
    disaster      an area (--area "LON,LAT LON,LAT LON,LAT…", or a square around --at) and its --severity 1 to 4
    vulnerable    an alarm of a telephone company (--photo FILE.jpg); --confirm NAME lets that operator confirm it
    --patience    for how long pictures may go on after the end (1); twice that may pass before the first
    --report NAME (112, 119): that operator files a report to the room, which answers with a receipt number
    --green NAME  (119-dispatch): the engine asks for green, that operator says yes, and the office takes it
    --light NAME  (vulnerable): that operator turns the streetlights on, and the office takes it
    office        only the office of signals and streetlights; --mood acknowledge|hang|fail|page, --for SECONDS
    --keep leaves it open, --close NO ends one that was left open; without either it is opened, watched and closed`;

const started = performance.now();
const seconds = (since = started) => Number(((performance.now() - since) / 1000).toFixed(3));

/** The office alone, until it is stopped or its time is over. */
async function office(run, words) {
  const { mood, forS } = officePlan(words);
  const port = Number(runEnv(run).CCTV_OFFICE_PORT);
  const opened = await openOffice(port, mood, (path, text) => console.log(`  ${path}  ${text}`));
  console.log(`  the office of signals and streetlights, mood ${mood}, at http://127.0.0.1:${port}; Ctrl-C closes it`);
  await new Promise((done) => {
    for (const stop of ["SIGINT", "SIGTERM"]) process.once(stop, done);
    if (forS !== null) setTimeout(done, forS * 1000);
  });
  await opened.close();
  return 0;
}

export async function main([run, service, ...words]) {
  if (service === "office") {
    try {
      return await office(run, words);
    } catch (e) {
      console.error(`cctv: ${e.message}`);
      return 2;
    }
  }
  let wanted;
  try {
    wanted = plan(service, words);
  } catch (e) {
    console.error(`cctv: ${e.message}\n\n${HELP}`);
    return 2;
  }
  const env = runEnv(run);
  const partner = new Partner(run, env, wanted);
  try {
    const result = await partner.play();
    if (wanted.json) console.log(JSON.stringify(result));
    return result.complaints.length === 0 ? 0 : 1;
  } catch (e) {
    console.error(`cctv: ${e.cause?.code === "ECONNREFUSED" ? "the gateway is not running; see ./cctv status" : e.message}`);
    return 1;
  } finally {
    await partner.leave();
  }
}

/** Asks at least once, then again until the deadline (of performance.now). */
async function until(deadline, test) {
  for (;;) {
    if (await test()) return true;
    if (performance.now() > deadline) return false;
    await new Promise((done) => setTimeout(done, 100));
  }
}

class Partner {
  #tokens = new Map();
  #hook;
  #server;
  constructor(run, env, wanted) {
    Object.assign(this, { run, env, wanted, kind: SERVICES[wanted.service] });
    this.gateway = `http://127.0.0.1:${env.CCTV_GATEWAY_PORT}`;
    this.result = { service: wanted.service, number: wanted.number, cameras: [], events: [], complaints: [] };
  }

  say(text) {
    if (!this.wanted.json) console.log(`  ${seconds().toFixed(3).padStart(8)} s  ${text}`);
  }

  complain(text) {
    this.result.complaints.push(text);
    this.say(`NOT AS IT SHOULD BE: ${text}`);
  }

  async play() {
    if (this.wanted.close) {
      await this.close();
      return this.result;
    }
    if (this.kind.hears) await this.listen();
    if (this.wanted.green || this.wanted.light) await this.openOffice();
    await this.open();
    if (this.wanted.keep) return this.result;
    await this.watch();
    if (this.wanted.report) await this.report();
    if (this.wanted.green) await this.green();
    if (this.wanted.light) await this.light();
    if (this.wanted.move) await this.move();
    if (this.wanted.renew) await this.renew();
    await this.close();
    await this.nothingPlays();
    if (this.wanted.green) await this.told("/signal", "RELEASE");
    if (this.wanted.light) await this.told("/streetlight", "NORMAL");
    if (this.kind.hears) await this.heard("the end", (event) => /closed|purged/.test(event.type));
    return this.result;
  }

  async token(who) {
    if (!this.#tokens.has(who)) this.#tokens.set(who, await this.#fetchToken(who));
    return this.#tokens.get(who);
  }

  async #fetchToken(who) {
    if (isClient(this.run, who)) return clientToken(this.env, who);
    const script = join(fileURLToPath(new URL(".", import.meta.url)), "token.mjs");
    return (await promisify(execFile)(process.execPath, [script, this.run, who])).stdout.trim();
  }

  async call(method, path, body, who = this.kind.client) {
    const answer = await fetch(this.gateway + path, {
      method,
      headers: { authorization: `Bearer ${await this.token(who)}`, ...(body && { "content-type": "application/json" }) },
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(15_000),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${problemOf(answer.status, text)}`);
    return text ? JSON.parse(text) : {};
  }

  /** A webhook on a loopback port; every delivery's signature is checked. */
  async listen() {
    this.#server = createServer((request, response) => {
      const parts = [];
      request.on("data", (part) => parts.push(part));
      request.on("end", () => {
        this.#deliver(request.headers, Buffer.concat(parts).toString("utf8"));
        response.writeHead(204).end();
      });
    });
    await new Promise((done) => this.#server.listen(0, "127.0.0.1", done));
    const url = `http://127.0.0.1:${this.#server.address().port}/hook`;
    this.#hook = await this.call("POST", `/api/agencies/${this.kind.hears}/webhooks`, { url }, "manager");
    this.say(`receives webhooks of ${this.kind.hears} at ${url}`);
  }

  #deliver(headers, body) {
    const event = JSON.parse(body);
    const good = isSigned(this.#hook.secret, headers["x-cctv-timestamp"], body, headers["x-cctv-signature"], Date.now());
    if (!good) this.complain(`event ${event.id} is not signed by our secret`);
    if (event.type === "incident.shared") this.shared = event.data.cameras;
    this.result.events.push({ id: event.id, type: event.type, afterS: seconds(), signed: good, caseNo: event.data.caseNo });
    this.say(`event ${event.id} ${event.type}${good ? ", signature good" : ""}`);
    const receipt = good && receiptFor(event, this.kind.hears);
    if (receipt) this.#answer(receipt);
  }

  /** A delivery may come twice, and its answer with it. */
  async #answer({ door, body }) {
    try {
      const taken = await this.call("POST", door, body, this.kind.hears);
      this.result.receipt = taken.receiptNo;
      this.say(`the report is received as ${taken.receiptNo}`);
    } catch (e) {
      this.complain(`the receipt was refused: ${e.message}`);
    }
  }

  /** The other way: the centre files a report from the case, and the room's number stands in the incident. */
  async report() {
    const reports = `/api/incidents/${this.result.incidentId}/reports`;
    const body = { agency: this.kind.hears, text: "모의 신고 (simulated report)" };
    const filed = await this.call("POST", reports, body, this.wanted.report);
    this.say(`${this.wanted.report} filed report ${filed.reportId}`);
    const until = Date.now() + 10_000;
    while (this.result.receipt === undefined && Date.now() < until) await new Promise((done) => setTimeout(done, 50));
    const shown = (await this.call("GET", reports, undefined, this.wanted.report)).items[0];
    if (shown.state !== "RECEIVED" || shown.receiptNo !== this.result.receipt)
      this.complain(`the report is ${shown.state}, its number ${shown.receiptNo}`);
  }

  async openOffice() {
    this.office = await openOffice(Number(this.env.CCTV_OFFICE_PORT), "acknowledge", (path, text) => {
      const { action } = JSON.parse(text);
      (this.result.office ??= []).push(action);
      this.say(`the office takes ${action} at ${path}`);
    });
  }

  /** The engine asks for green; a person decides, and only then the office hears of it. */
  async green() {
    const [lon, lat] = [this.wanted.body.lon, this.wanted.body.lat];
    const asked = await this.call("POST", `${this.kind.path}/${this.wanted.number}/signal-priority`, {
      unit: this.wanted.unit,
      route: [[lon - 0.005, lat - 0.005], [lon, lat]],
    });
    if (this.office.heard("/signal", "PRIORITY")) this.complain("the office was told before anybody decided");
    const decided = await this.call("POST", `/api/link/signal-priorities/${asked.requestId}/confirm`, undefined, this.wanted.green);
    this.say(`${this.wanted.green} said yes: ${decided.state}`);
    if (decided.state !== "GRANTED") this.complain(`the green wave is ${decided.state}`);
    await this.told("/signal", "PRIORITY");
  }

  async light() {
    await this.call("POST", `${this.kind.path}/${this.result.alarmId}/streetlights`, undefined, this.wanted.light);
    await this.told("/streetlight", "BRIGHT");
  }

  async told(path, action) {
    const came = await until(performance.now() + 10_000, async () => this.office.heard(path, action));
    if (!came) this.complain(`the office did not hear ${action} within 10 s`);
  }

  async heard(what, test) {
    const until = Date.now() + 10_000;
    while (!this.result.events.some(test)) {
      if (Date.now() > until) return this.complain(`no webhook told of ${what} within 10 s`);
      await new Promise((done) => setTimeout(done, 50));
    }
  }

  async open() {
    const opening = performance.now();
    const opened = await this.call("POST", this.kind.path, this.wanted.body);
    this.result.openedS = seconds(opening);
    this.result.incidentId = opened.incidentId;
    this.result.alarmId = opened.alarmId;
    this.result.cameras = opened.cameras ?? [];
    this.say(`${this.wanted.number} is open after ${this.result.openedS} s, ${this.result.cameras.length} cameras`);
    for (const c of this.result.cameras) {
      this.say(`  ${c.cameraId}  ${c.distanceM} m  ${c.reasonCodes.join(" ")}`);
      this.say(`    ${this.gateway}${c.live.hls}`);
      // For ffplay -rtsp_transport tcp, VLC and the like; a vehicle opens its pictures with its own token, and has none.
      if (c.live.rtsp) this.say(`    ${c.live.rtsp}`);
    }
    if (this.wanted.service === "vulnerable") await this.confirmed(opened.alarmId);
    if (this.result.cameras.length > 0) await this.firstByte(opening);
  }

  /** The centre looks first; when it confirms, the police are told and shown. */
  async confirmed(alarmId) {
    if (!this.wanted.confirm) return this.say("the centre looks; nobody else is told yet");
    const told = await this.call("POST", `/api/link/vulnerable/${alarmId}/confirm`, undefined, this.wanted.confirm);
    this.result.incidentId = told.incidentId;
    this.say(`${this.wanted.confirm} confirmed it: ${told.state}`);
    await this.heard("the confirmation", (event) => event.type === "incident.shared");
    this.result.cameras = (this.shared ?? []).map((cameraId) => ({
      cameraId,
      live: { hls: `/api/live/${cameraId}/index.m3u8?stream=main`, ws: `/api/live/${cameraId}/ws?stream=main`, snapshot: `/api/live/${cameraId}/snapshot.jpg` },
    }));
    this.say(`the police see ${this.shared?.join(" ")}`);
  }

  async firstByte(since) {
    const live = this.result.cameras[0].live;
    const segment = await this.segmentOf(live.hls);
    const bytes = (await segment.arrayBuffer()).byteLength;
    this.result.firstByteS = seconds(since);
    this.say(`first ${bytes} bytes of video ${this.result.firstByteS} s after the call`);
    if (this.result.firstByteS > 2 * this.wanted.patience) this.complain(`the first picture took ${this.result.firstByteS} s`);
  }

  /** Of a vehicle: its own token; else the ticket in the address speaks. */
  async media(path) {
    const headers = path.includes("ticket=") ? {} : { authorization: `Bearer ${await this.token(this.viewer())}` };
    return fetch(this.gateway + path, { headers, signal: AbortSignal.timeout(10_000) });
  }

  viewer() {
    return this.wanted.unit ?? this.kind.sees ?? this.kind.client;
  }

  async segmentOf(hls) {
    const playlist = await this.media(hls);
    if (!playlist.ok) throw new Error(`the playlist was refused: ${problemOf(playlist.status, await playlist.text())}`);
    const uri = (await playlist.text()).split("\n").find((line) => line.startsWith("gop-"));
    return this.media(hls.replace(/index\.m3u8.*/, uri));
  }

  /** A live picture by WebSocket, which stays open over the end of the case. */
  async watch() {
    const first = this.result.cameras[0];
    if (!first) return;
    const headers = first.live.ws.includes("ticket=") ? {} : { authorization: `Bearer ${await this.token(this.viewer())}` };
    this.received = 0;
    this.socket = listenTo(this.gateway.replace("http", "ws") + first.live.ws, headers, ({ data, code }) => {
      if (code !== undefined) this.closedWith = code;
      else this.lastByteAt = performance.now();
      this.received += data?.length ?? 0;
    });
    const until = Date.now() + 10_000;
    while (this.received === 0 && Date.now() < until) await new Promise((done) => setTimeout(done, 20));
    if (this.received === 0) this.complain("the WebSocket gave no picture within 10 s");
    else this.say(`the WebSocket of ${first.cameraId} gives pictures`);
  }

  async move() {
    const [lon, lat] = this.wanted.move;
    const path = this.wanted.service === "vulnerable" ? "place" : "target";
    const moved = await this.call("PATCH", `${this.kind.path}/${this.wanted.number}/${path}`, { lon, lat });
    const now = this.wanted.unit ? moved.units.find((u) => u.unit === this.wanted.unit).cameras : (moved.cameras ?? []);
    this.result.moved = now.map((c) => c.cameraId);
    this.say(`the target is at ${lon}, ${lat}: ${this.result.moved.join(" ")}`);
  }

  /** Reading the case prolongs it. */
  async renew() {
    const until = Date.now() + this.wanted.renew * 1000;
    while (Date.now() < until) {
      await new Promise((done) => setTimeout(done, Math.min(60_000, until - Date.now())));
      const read = await this.call("GET", `${this.kind.path}/${this.wanted.number}`, undefined, this.viewer());
      const cameras = this.wanted.unit ? read.units[0].cameras : read.cameras;
      this.say(`prolonged until ${cameras[0]?.expiresAt}`);
    }
  }

  async close() {
    const id = this.wanted.service === "vulnerable" ? (this.wanted.alarm ?? this.result.alarmId) : this.wanted.number;
    const who = this.wanted.service === "vulnerable" ? (this.wanted.confirm ?? "operator") : this.kind.client;
    const closed = await this.call("POST", `${this.kind.closes ?? this.kind.path}/${id}/close`, { reason: "SOLVED" }, who);
    this.closedAt = performance.now();
    this.result.purged = closed.purged;
    this.say(`closed: ${closed.status ?? closed.state}${closed.purged ? `, purged ${closed.purged.map((p) => p.kind).join(" and ")}` : ""}`);
  }

  /** After the end, by no channel. */
  async nothingPlays() {
    const { patience } = this.wanted;
    const over = this.closedAt + patience * 1000;
    await new Promise((done) => setTimeout(done, 1_000));
    for (const camera of this.result.cameras)
      for (const channel of ["hls", "snapshot"]) {
        const refused = await until(over, async () => !(await this.media(camera.live[channel])).ok);
        if (!refused) this.complain(`${camera.cameraId} still gives its ${channel}`);
      }
    if (this.socket) {
      await until(over, async () => this.closedWith !== undefined);
      const late = ((this.lastByteAt ?? this.closedAt) - this.closedAt) / 1000;
      this.result.lastByteS = Number(Math.max(0, late).toFixed(3));
      this.result.closedWith = this.closedWith;
      if (late > patience || this.closedWith === undefined) this.complain(`the WebSocket went on for ${late.toFixed(2)} s`);
      else this.say(`the WebSocket ended with ${this.closedWith}, last byte after ${this.result.lastByteS} s`);
    }
    this.say("after the end nothing plays");
  }

  async leave() {
    this.socket?.close();
    if (this.#hook)
      await this.call("DELETE", `/api/agencies/${this.kind.hears}/webhooks/${this.#hook.webhookId}`, undefined, "manager").catch(
        (e) => console.error(`cctv: the webhook stays behind: ${e.message}`),
      );
    this.#server?.close();
    await this.office?.close();
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) process.exitCode = await main(process.argv.slice(2));
