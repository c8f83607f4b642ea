/* The page of the simulator. All that it shows goes through textContent or attributes: nothing is read as markup. */
import {TEXTS} from "./texts.js";

const DATA = "/simulator/page";
const REFRESH = 2000;
const ROWS = 25;
const TABS = ["overview", "exchanges", "sessions", "invoices", "access", "limits", "faults"];
const SVG = "http://www.w3.org/2000/svg";
const PRESETS = {
  unavailable: "*=503",
  slow: "*=latency:2000",
  many: "POST /sessions/online/{referenceNumber}/invoices=429:2",
  lost: "POST /sessions/online/{referenceNumber}/invoices=drop-after",
  rejectedInvoice: "POST /sessions/online/{referenceNumber}/invoices=invoice-430",
  key: "POST /sessions/online=session-415",
  firewall: "*#every:5=html:403"
};

const $ = id => document.getElementById(id);
let language = chosenLanguage();
let t = TEXTS[language];
let view = null;
let noticeTimer = 0;

function chosenLanguage() {
  let kept = null;
  try { kept = localStorage.getItem("language"); } catch { /* Some browsers keep nothing. */ }
  const known = kept ?? document.documentElement.lang;
  return TEXTS[known] ? known : "en";
}

/** Makes an element. Children are elements and texts. */
function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "value" || name === "checked") element[name] = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== false));
  return element;
}

async function get(path) {
  const answer = await fetch(DATA + path, {headers: {Accept: "application/json"}});
  if (!answer.ok) throw Object.assign(new Error(await answer.text()), {status: answer.status});
  return answer.json();
}

async function send(method, path, body) {
  const answer = await fetch(path, {method, body});
  if (!answer.ok) throw Object.assign(new Error((await answer.text()).trim()), {status: answer.status});
}

function notice(text, bad = false) {
  clearTimeout(noticeTimer);
  $("notice").textContent = text;
  $("notice").classList.toggle("bad", bad);
  noticeTimer = setTimeout(() => { $("notice").textContent = ""; }, bad ? 9000 : 4000);
}

function failed(failure) {
  notice(failure.status === 404 ? t.gone : failure.status ? failure.message : t.failed, true);
}

/* How values are written */

const time = text => {
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) return text ?? "";
  return new Intl.DateTimeFormat(language, {dateStyle: "medium", timeStyle: "medium", timeZone: "Europe/Warsaw"}).format(date);
};
const count = number => new Intl.NumberFormat(language).format(number);
const bytes = number => {
  const unit = number < 1e3 ? ["byte", 1] : number < 1e6 ? ["kilobyte", 1e3] : ["megabyte", 1e6];
  return new Intl.NumberFormat(language, {style: "unit", unit: unit[0], maximumFractionDigits: 1}).format(number / unit[1]);
};
const money = (amount, currency) => {
  try { return new Intl.NumberFormat(language, {style: "currency", currency}).format(amount); } catch { return `${amount} ${currency}`; }
};
const mono = (text, once = false) => h("span", {class: once ? "mono once" : "mono"}, text ?? "");
const pill = (text, kind) => h("span", {class: `pill ${kind}`}, text);
const statusKind = code => code === 200 ? "good" : code >= 400 ? "bad" : "wait";
const status = of => h("span", {}, pill(String(of.code), statusKind(of.code)), " ", of.description,
  ...(of.details ?? []).map(detail => h("span", {class: "muted small"}, " ", detail)));
const facts = pairs => h("dl", {class: "facts"},
  pairs.filter(([, value]) => value !== null && value !== undefined && value !== "").map(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]));

/** A table that becomes cards on narrow screens. The first column is the header of its row. */
function table(caption, columns, rows) {
  return h("div", {class: "scroll"}, h("table", {},
    h("caption", {class: "visually-hidden"}, caption),
    h("thead", {}, h("tr", {}, columns.map(column => h("th", {scope: "col", class: column.number ? "number" : null}, column.name)))),
    h("tbody", {}, rows.map(row => h("tr", {}, columns.map((column, i) => h(i === 0 ? "th" : "td",
      {scope: i === 0 ? "row" : null, "data-label": column.name, class: column.number ? "number" : null}, column.show(row))))))));
}

/* A view has a frame, which stays, and a region, which is drawn again when the data changed. */

function show(frame, load, draw) {
  const region = h("div", {});
  const mine = view = {last: null, region, refresh};
  $("content").replaceChildren(...frame, region);
  async function refresh(force = false) {
    try {
      const data = await load();
      if (view !== mine) return;
      const text = JSON.stringify(data);
      if (!force && text === mine.last) return;
      mine.last = text;
      const focused = region.contains(document.activeElement) ? document.activeElement.dataset.key : null;
      const opened = [...region.querySelectorAll("[data-scroll]")].map(element => element.scrollTop);
      region.replaceChildren(...[draw(data)].flat());
      [...region.querySelectorAll("[data-scroll]")].forEach((element, i) => { element.scrollTop = opened[i] ?? 0; });
      if (focused) [...region.querySelectorAll("[data-key]")].find(element => element.dataset.key === focused)?.focus();
    } catch (failure) {
      if (view === mine) failed(failure);
    }
  }
  return refresh(true);
}

const heading = (name, lead) => [h("h1", {}, name), lead ? h("p", {class: "lead"}, lead) : null].filter(Boolean);

/** A list with a search, a filter and pages. */
function list(name, lead, path, columns, options = {}) {
  const asked = {text: "", refused: false, skipped: 0};
  const again = () => { asked.skipped = 0; view.refresh(true); };
  let typing = 0;
  const frame = [...heading(options.heading ?? name, lead), ...(options.before ?? [])];
  const bar = h("form", {class: "bar", role: "search", onsubmit: event => { event.preventDefault(); again(); }});
  if (options.search !== false) {
    bar.append(h("label", {class: "field"}, h("span", {}, t.search), h("input", {type: "search", autocomplete: "off", maxlength: 200,
      oninput: event => { asked.text = event.target.value; clearTimeout(typing); typing = setTimeout(again, 250); }})));
  }
  if (options.refused) {
    bar.append(h("label", {class: "check"}, h("input", {type: "checkbox", onchange: event => { asked.refused = event.target.checked; again(); }}), t.refusedOnly));
  }
  if (bar.childElementCount) frame.push(bar);
  return show(frame,
    () => get(`${path}?${new URLSearchParams({...asked, most: ROWS})}`),
    data => [...(options.above?.(data) ?? []), ...listed(name, columns, data, asked)]);
}

function listed(name, columns, data, asked) {
  if (data.rows.length === 0) {
    return [h("p", {class: "empty"}, asked.text || asked.refused ? t.nothingFound : t.nothing)];
  }
  const turn = by => { asked.skipped = Math.max(0, asked.skipped + by); view.refresh(true); };
  const last = asked.skipped + data.rows.length;
  return [table(name, columns, data.rows), h("nav", {class: "pager", "aria-label": t.pages},
    h("span", {class: "muted"}, t.page(count(asked.skipped + 1), count(last), count(data.total)), data.complete ? "" : ` · ${t.more}`),
    h("span", {class: "row"},
      h("button", {type: "button", class: "button", "data-key": "previous", disabled: asked.skipped === 0, onclick: () => turn(-ROWS)}, t.previous),
      h("button", {type: "button", class: "button", "data-key": "next", disabled: last >= data.total, onclick: () => turn(ROWS)}, t.next)))];
}

/* The views */

function overview() {
  return show(heading(t.overview, t.overviewLead), () => get("/overview"), data => [
    h("div", {class: "cards"}, ["exchanges", "sessions", "invoices"].map(part =>
      h("a", {class: "card", href: `#/${part}`, "data-key": part}, h("span", {class: "figure"}, count(data[part])), h("span", {class: "label"}, t[part])))),
    h("div", {class: "columns"},
      h("section", {class: "sheet"}, h("h2", {}, t.overviewTaxpayers),
        h("ul", {class: "chips"}, data.taxpayers.map(nip => h("li", {}, h("span", {class: "pill info mono"}, `NIP ${nip}`)))),
        data.moreTaxpayers ? h("p", {class: "muted small"}, t.moreTaxpayers(count(data.moreTaxpayers))) : null),
      h("section", {class: "sheet"}, h("h2", {}, t.storage), facts([
        [t.clock, time(data.now)],
        [t.memory, t.ofMemory(bytes(data.bytesInMemory), bytes(data.memory * 1e6))],
        [t.file, bytes(data.bytesInFile)]])),
      h("section", {class: "sheet"}, h("h2", {}, t.actions),
        h("p", {class: "muted small"}, data.state ? t.saveHint : t.noState),
        h("p", {class: "row"}, h("button", {type: "button", class: "button", "data-key": "save", disabled: !data.state,
          onclick: () => send("POST", "/simulator/state").then(() => notice(t.saveDone), failed)}, t.save)),
        h("p", {class: "muted small"}, t.resetHint),
        h("p", {class: "row"}, h("button", {type: "button", class: "button danger", "data-key": "reset", onclick: reset}, t.reset))))
  ]);
}

function reset() {
  const dialog = $("question");
  $("question-text").textContent = t.resetQuestion;
  $("question-yes").textContent = t.yes;
  $("question-no").textContent = t.no;
  $("question-no").onclick = () => dialog.close();
  $("question-yes").onclick = () => {
    dialog.close();
    send("POST", "/simulator/reset").then(() => { notice(t.resetDone); view.refresh(true); }, failed);
  };
  dialog.showModal();
  $("question-no").focus();
}

const answerOf = row => row.delivery === "whole" ? pill(String(row.status), row.status < 300 ? "good" : row.status < 400 ? "wait" : "bad") : pill(t.deliveries[row.delivery] ?? row.delivery, "bad");

function exchanges() {
  return list(t.exchanges, t.exchangesLead, "/lists/exchanges", [
    {name: t.time, show: row => h("span", {class: "once"}, time(row.at))},
    {name: t.request, show: row => h("span", {}, h("span", {class: "method"}, row.method), mono(row.path))},
    {name: t.answer, show: answerOf},
    {name: t.judgement, show: row => h("span", {},
      row.code && row.code !== String(row.status) ? [pill(row.code, /^[12]\d\d$/.test(row.code) ? statusKind(Number(row.code)) : "bad"), " "] : null, row.description,
      row.details.map(detail => h("span", {class: "muted small"}, " ", detail)),
      row.faults.map(rule => h("div", {}, pill(t.byFault, "wait"), " ", mono(rule))))}
  ], {refused: true});
}

const tally = row => h("span", {}, count(row.invoices), row.invoices ? h("span", {class: "muted small"}, ` (${t.accepted} ${count(row.accepted)}, ${t.rejected} ${count(row.rejected)})`) : null);

function sessions() {
  return list(t.sessions, t.sessionsLead, "/lists/sessions", [
    {name: t.reference, show: row => h("a", {href: `#/sessions/${encodeURIComponent(row.referenceNumber)}`, "data-key": row.referenceNumber}, mono(row.referenceNumber))},
    {name: t.kind, show: row => row.interactive ? t.interactive : t.batch},
    {name: t.context, show: row => mono(row.context, true)},
    {name: t.form, show: row => row.form},
    {name: t.status, show: row => status(row.status)},
    {name: t.counts, show: tally},
    {name: t.opened, show: row => time(row.openedAt)}
  ]);
}

const invoiceLink = (number, text) => h("a", {href: `#/invoices/${encodeURIComponent(number)}`, "data-key": number}, text);

function session(reference) {
  return list(t.sessions, null, `/sessions/${encodeURIComponent(reference)}`, [
    {name: t.ordinal, show: row => String(row.ordinalNumber)},
    {name: t.number, show: row => row.invoiceNumber ?? ""},
    {name: t.ksefNumber, show: row => row.ksefNumber ? invoiceLink(row.ksefNumber, mono(row.ksefNumber)) : ""},
    {name: t.status, show: row => status(row.status)},
    {name: t.reference, show: row => mono(row.referenceNumber)},
    {name: t.name, show: row => row.invoiceFileName ? mono(row.invoiceFileName) : ""}
  ], {heading: `${t.session} ${reference}`, refused: true, search: false, before: [back("sessions")],
    above: data => [h("section", {class: "sheet"}, facts([
      [t.status, status(data.session.status)], [t.kind, data.session.interactive ? t.interactive : t.batch],
      [t.context, mono(data.session.context)], [t.form, data.session.form], [t.opened, time(data.session.openedAt)],
      [t.counts, tally(data.session)]]))]});
}

const back = part => h("p", {class: "back"}, h("a", {href: `#/${part}`}, `← ${t.back}`));
const party = who => h("span", {}, who?.name ?? "", " ", mono(who?.nip ?? who?.identifier?.value ?? ""));

function invoices() {
  return list(t.invoices, t.invoicesLead, "/lists/invoices", [
    {name: t.number, show: row => invoiceLink(row.ksefNumber, row.invoiceNumber)},
    {name: t.ksefNumber, show: row => mono(row.ksefNumber)},
    {name: t.seller, show: row => party(row.seller)},
    {name: t.buyer, show: row => party(row.buyer)},
    {name: t.gross, number: true, show: row => money(row.grossAmount, row.currency)},
    {name: t.issued, show: row => h("span", {class: "once"}, row.issueDate)},
    {name: t.state, show: row => pill(t.states[row.state], row.state === "stored" ? "good" : "wait")}
  ]);
}

function invoice(number) {
  return show([], () => get(`/invoices/${encodeURIComponent(number)}`), data => {
    const files = `${DATA}/invoices/${encodeURIComponent(number)}`;
    return [
      h("h1", {}, data.invoiceNumber), back("invoices"),
      h("div", {class: "columns"},
        h("section", {class: "sheet"}, facts([
          [t.ksefNumber, mono(data.ksefNumber)], [t.state, pill(t.states[data.state], data.state === "stored" ? "good" : "wait")],
          [t.seller, party(data.seller)], [t.buyer, party(data.buyer)], [t.gross, money(data.grossAmount, data.currency)],
          [t.form, data.formCode.systemCode], [t.mode, data.invoicingMode], [t.issued, data.issueDate], [t.received, time(data.invoicingDate)],
          [t.stored, data.permanentStorageDate ? time(data.permanentStorageDate) : "—"], [t.attachment, data.hasAttachment ? t.yesShort : ""],
          [t.hash, mono(data.invoiceHash)], [t.size, bytes(data.bytes)],
          [t.session, data.upo ? h("a", {href: `#/sessions/${encodeURIComponent(data.session)}`}, mono(data.session)) : mono(data.session)],
          [t.upo, data.upo ? h("a", {class: "button", href: `${files}/upo`, download: true}, t.downloadUpo) : h("span", {class: "muted"}, t.noUpo)]])),
        h("section", {class: "sheet"}, h("h2", {}, t.code), h("div", {class: "code-of-invoice"}, picture(data),
          h("div", {}, h("p", {}, mono(data.code.link)), h("p", {}, h("a", {href: data.code.link, target: "_blank", rel: "noopener noreferrer"}, t.openCode)))))),
      h("section", {class: "sheet"}, h("div", {class: "bar"}, h("h2", {}, t.xml),
        data.picture ? h("a", {class: "button", href: `${files}/picture`, target: "_blank", rel: "noopener noreferrer"}, t.showPicture) : null,
        h("a", {class: "button", href: `${files}/xml`, download: true}, t.downloadXml)),
        data.cut ? h("p", {class: "muted"}, t.cut) : null,
        h("pre", {class: "code", tabindex: 0, "data-scroll": "", "aria-label": t.xml}, data.xml))
    ];
  });
}

function picture(data) {
  if (!data.code.path) return h("p", {class: "muted small"}, t.noPicture);
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", `0 0 ${data.code.size} ${data.code.size}`);
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", t.codeOf(data.invoiceNumber));
  svg.setAttribute("shape-rendering", "crispEdges");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", data.code.path);
  svg.append(path);
  return h("figure", {class: "qr"}, svg);
}

function access() {
  const load = name => get(`/lists/${name}?most=100`);
  return show(heading(t.access, t.accessLead), async () => ({tokens: await load("tokens"), rights: await load("rights")}), data => [
    h("h2", {}, t.tokens),
    data.tokens.rows.length === 0 ? h("p", {class: "empty"}, t.nothing) : table(t.tokens, [
      {name: t.reference, show: row => mono(row.referenceNumber)},
      {name: t.context, show: row => h("span", {}, row.contextType, " ", mono(row.context))},
      {name: t.status, show: row => t.tokenStates[row.status] ?? row.status},
      {name: t.permissions, show: row => row.permissions.join(", ")},
      {name: t.secret, show: () => h("span", {class: "muted"}, `•••••••• ${t.hidden}`)}
    ], data.tokens.rows),
    h("p", {class: "muted small"}, t.page(count(Math.min(1, data.tokens.total)), count(data.tokens.rows.length), count(data.tokens.total))),
    h("h2", {}, t.rights), h("p", {class: "lead"}, t.ownRights),
    data.rights.rows.length === 0 ? h("p", {class: "empty"}, t.nothing) : table(t.rights,
      [{name: t.subject, show: row => h("span", {}, row.subjectType, " ", mono(row.subject))},
        {name: t.kind, show: row => t.rightKinds[row.kind] ?? row.kind},
        {name: t.context, show: row => h("span", {}, row.contextType, " ", mono(row.context))},
        {name: t.permissions, show: row => row.permissions.join(", ")}], data.rights.rows),
    h("p", {class: "muted small"}, t.page(count(Math.min(1, data.rights.total)), count(data.rights.rows.length), count(data.rights.total)))
  ]);
}

const limit = value => value === -1 ? "—" : count(value);
const rateTable = (name, limits) => table(name, [
  {name: t.group, show: ([group]) => mono(group)},
  ...["perSecond", "perMinute", "perHour"].map(window => ({name: t[window], number: true, show: ([, of]) => limit(of[window])}))
], Object.entries(limits));

function limits() {
  return show(heading(t.limits, t.limitsLead), () => get("/limits"), data => [
    h("div", {class: "cards"}, Object.entries(data.settings).map(([name, value]) =>
      h("div", {class: "card"}, h("span", {class: "figure"}, count(value)), h("span", {class: "label"}, t.settingNames[name] ?? name)))),
    h("h2", {}, t.usual), rateTable(t.usual, data.usual),
    ...data.contexts.flatMap(one => [h("h2", {}, t.of(one.context)), rateTable(t.of(one.context), one.limits)])
  ]);
}

/* Rules that were switched off stay on the page until it is left. */
const switchedOff = new Set();

async function faults() {
  let choices;
  try { choices = await get("/faults"); } catch (failure) { failed(failure); return; }
  const operation = h("select", {id: "operation"}, h("option", {value: "*"}, t.allOperations), choices.operations.map(name => h("option", {value: name}, name)));
  const calls = h("input", {type: "text", id: "calls", autocomplete: "off", "aria-describedby": "calls-hint", maxlength: 40});
  const kinds = h("datalist", {id: "kinds"}, choices.kinds.filter(kind => !/[ ,]/.test(kind.form)).map(kind => h("option", {value: kind.form.replace(/\[.*\]/, "")}, kind.description)));
  const fault = h("input", {type: "text", id: "fault", list: "kinds", required: true, autocomplete: "off", placeholder: "503", maxlength: 100});
  const form = h("form", {class: "sheet", onsubmit: event => {
    event.preventDefault();
    const rule = operation.value + (calls.value.trim() ? `#${calls.value.trim()}` : "") + `=${fault.value.trim()}`;
    turn(rule, true).then(done => { if (done) notice(t.added); });
  }}, h("h2", {}, t.own), h("div", {class: "bar"},
    h("label", {class: "field"}, h("span", {}, t.operation), operation),
    h("label", {class: "field"}, h("span", {}, t.fault), fault), kinds,
    h("label", {class: "field"}, h("span", {}, t.calls), calls)),
  h("p", {class: "muted small", id: "calls-hint"}, t.callsHint),
  h("p", {class: "row"}, h("button", {class: "button main"}, t.add)));
  if (location.hash !== "#/faults") return;
  await show([...heading(t.faults, t.faultsLead), form],
    async () => (await fetch("/simulator/faults")).json(),
    data => {
      const presets = Object.values(PRESETS);
      const own = [...new Set([...data.faults, ...switchedOff])].filter(rule => !presets.includes(rule));
      return h("div", {class: "columns"},
        h("section", {class: "sheet"}, h("h2", {}, t.ready), h("ul", {class: "rules"},
          Object.entries(PRESETS).map(([name, rule]) => ruleLine(rule, t.presets[name], data)))),
        h("section", {class: "sheet"}, h("h2", {}, t.active),
          own.length === 0 ? h("p", {class: "muted"}, t.noRules) : h("ul", {class: "rules"}, own.map(rule => ruleLine(rule, null, data))),
          h("p", {class: "row"}, h("button", {type: "button", class: "button danger", "data-key": "clear", disabled: data.faults.length === 0, onclick: () => {
            data.faults.forEach(rule => switchedOff.add(rule));
            send("DELETE", "/simulator/faults").then(() => { notice(t.cleared); view.refresh(true); }, failed);
          }}, t.clear))));
    });
}

function ruleLine(rule, name, data) {
  const on = data.faults.includes(rule);
  const met = data.met?.[rule];
  return h("li", {},
    h("label", {class: "switch"},
      h("input", {type: "checkbox", role: "switch", checked: on, "data-key": `rule ${rule}`, onchange: event => turn(rule, event.target.checked)}),
      h("span", {class: "track", "aria-hidden": "true"}),
      h("span", {class: "text"}, name ? h("span", {}, name, h("br", {})) : null, h("span", {class: name ? "mono muted" : "mono"}, rule),
        met ? h("span", {class: "muted small"}, ` · ${t.met(count(met))}`) : null)),
    name ? null : h("button", {type: "button", class: "button", "aria-label": t.removeRule(rule), "data-key": `remove ${rule}`, onclick: async () => {
      if (on) await turn(rule, false);
      switchedOff.delete(rule);
      view.refresh(true);
    }}, t.remove));
}

async function turn(rule, on) {
  try {
    await (on ? send("POST", "/simulator/faults", rule) : send("DELETE", `/simulator/faults?${new URLSearchParams({rule})}`));
    if (on) switchedOff.delete(rule); else switchedOff.add(rule);
    return true;
  } catch (failure) {
    failed(failure);
    return false;
  } finally {
    view.refresh(true);
  }
}

/* Frame and start */

const VIEWS = {overview, exchanges, sessions, invoices, access, limits, faults};

function route() {
  const [name, detail] = location.hash.replace(/^#\//, "").split("/");
  const part = VIEWS[name] ? name : "overview";
  for (const link of $("tabs").children) {
    if (link.dataset.part === part) {
      link.setAttribute("aria-current", "page");
      $("tabs").scrollLeft = link.offsetLeft - $("tabs").clientWidth / 3;
    } else {
      link.removeAttribute("aria-current");
    }
  }
  document.title = `${t[part]} – ${t.title}`;
  window.scrollTo(0, 0);
  if (detail && part === "sessions") return session(decodeURIComponent(detail));
  if (detail && part === "invoices") return invoice(decodeURIComponent(detail));
  return VIEWS[part]();
}

function frame() {
  document.documentElement.lang = language;
  $("skip").textContent = t.skip;
  $("title").textContent = t.title;
  $("address").textContent = `${location.origin}/v2`;
  $("live-label").textContent = t.live;
  $("languages").setAttribute("aria-label", t.languages);
  for (const button of $("languages").children) button.setAttribute("aria-pressed", String(button.dataset.language === language));
  $("tabs").setAttribute("aria-label", t.tabs);
  $("tabs").replaceChildren(...TABS.map(part => h("a", {href: `#/${part}`, "data-part": part}, t[part])));
}

$("languages").addEventListener("click", event => {
  const wanted = event.target.dataset.language;
  if (!TEXTS[wanted]) return;
  language = wanted;
  t = TEXTS[language];
  try { localStorage.setItem("language", language); } catch { /* Then it is chosen again next time. */ }
  frame();
  route();
});
$("skip").addEventListener("click", event => { event.preventDefault(); $("content").focus(); });
window.addEventListener("hashchange", route);
setInterval(() => { if ($("live").checked && !document.hidden && view) view.refresh(); }, REFRESH);
frame();
route();
