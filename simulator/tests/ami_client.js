// SPDX-License-Identifier: Apache-2.0
// One agent's day over AMI with a client library that others wrote: node ami_client.js LIBRARY PORT. Prints what came, a
// JSON line each: {"reply": action, ...} or {"event": name, ...}. NODE_PATH tells where the libraries are.
const [library, port] = process.argv.slice(2);
const member = {Queue: "sales", Interface: "PJSIP/105"};

const say = (line) => process.stdout.write(JSON.stringify(line) + "\n");
const lower = (headers) => Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
const waiting = [];
const seen = [];
function onEvent(headers) {
  const event = lower(headers);
  if (!event.event) return;
  seen.push(event.event);
  say({...event, event: event.event});
  waiting.splice(0).forEach((look) => look());
}
function until(name) {
  return new Promise((resolve) => {
    const look = () => (seen.includes(name) ? resolve() : waiting.push(look));
    look();
  });
}

// Each library as {ask(action) -> reply, close()}, logged in.
const libraries = {
  "asterisk-manager": () =>
    new Promise((resolve, reject) => {
      const ami = require("asterisk-manager")(port, "127.0.0.1", "acdloop", "acdloop", true);
      ami.on("managerevent", onEvent);
      ami.on("error", reject);
      const ask = (action) =>
        new Promise((done, fail) => ami.action(action, (error, reply) => (error ? fail(new Error(error.message)) : done(reply))));
      ami.on("connect", () => resolve({ask, close: () => ami.disconnect()}));
    }),
  "asterisk-ami-client": async () => {
    const ami = new (require("asterisk-ami-client"))({emitEventsByTypes: false});
    ami.on("event", onEvent);
    await ami.connect("acdloop", "acdloop", {host: "127.0.0.1", port: Number(port)});
    return {ask: (action) => ami.action(action, true), close: () => ami.disconnect()};
  },
  "ami-io": () =>
    new Promise((resolve, reject) => {
      const AmiIo = require("ami-io");
      const ami = AmiIo.createClient({host: "127.0.0.1", port: Number(port), login: "acdloop", password: "acdloop", logger: new AmiIo.SilentLogger()});
      ami.on("event", onEvent);
      for (const bad of ["incorrectServer", "connectionRefused", "incorrectLogin"]) ami.on(bad, () => reject(new Error(bad)));
      const ask = (wanted) =>
        new Promise((done, fail) => {
          const action = new AmiIo.Action.Action(wanted.Action);
          for (const [name, value] of Object.entries(wanted)) if (name !== "Action") action.set(name, value);
          ami.send(action, (error, reply) => (error ? fail(new Error(error.message || String(error))) : done(reply)));
        });
      ami.on("connected", () => resolve({ask, close: () => ami.disconnect()}));
      ami.connect();
    }),
};

async function day() {
  const ami = await libraries[library]();
  const ask = async (action) => say({reply: action.Action, ...lower(await ami.ask(action))});
  await ask({Action: "Ping"});
  await ask({Action: "QueueAdd", ...member, MemberName: "2003", Paused: "true"});
  await until("QueueMemberAdded");
  await ask({Action: "QueuePause", ...member, Paused: "false"});
  await until("AgentComplete");
  await ask({Action: "QueuePause", ...member, Paused: "true", Reason: "lunch"});
  await ask({Action: "QueueRemove", ...member});
  await until("QueueMemberRemoved");
  ami.close();
}

day().then(() => process.exit(0), (error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
